package io.conecta.demo.ftp.consumer;

import io.conecta.PoolStats;
import io.conecta.demo.ftp.FtpSessionPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps a note on the FTP server. Everybody can call it without knowing its types: a note goes in, and what the server has kept
 * comes out; as a supplier it tells how the pool is.
 */
@Component(
        service = {UnaryOperator.class, Supplier.class},
        property = "demo=notes")
public final class Notes implements UnaryOperator<String>, Supplier<String> {
    private static final String FILE = "note.txt";

    private final FtpSessionPool pool;

    /**
     * Made by Declarative Services.
     *
     * @param pool the pool service
     */
    @Activate
    public Notes(@Reference FtpSessionPool pool) {
        this.pool = pool;
    }

    /** Stores a note and {@return what is then read back} */
    @Override
    public String apply(String note) {
        try {
            return pool.call(session -> {
                session.store(FILE, note);
                return session.load(FILE);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Tells how the pool is. */
    @Override
    public String get() {
        PoolStats stats = pool.stats();
        return "pool " + pool.name() + ": maxSize=" + stats.maxSize() + " idle=" + stats.idle() + " created="
                + stats.created() + " closed=" + stats.closed();
    }
}
