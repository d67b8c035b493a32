package io.conecta.demo.consumer;

import io.conecta.PoolStats;
import io.conecta.demo.TcpClientPool;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Carries messages through a pooled client. Everybody can call it without knowing its types: a message goes in, and whether it
 * came back comes out; as a supplier it tells how the pool is.
 */
@Component(
        service = {Function.class, Supplier.class},
        property = "demo=courier")
public final class Courier implements Function<String, Boolean>, Supplier<String> {
    private final TcpClientPool pool;

    /**
     * Made by Declarative Services.
     *
     * @param pool the pool service
     */
    @Activate
    public Courier(@Reference TcpClientPool pool) {
        this.pool = pool;
    }

    /** Sends a message through a pooled client and tells whether it came back. */
    @Override
    public Boolean apply(String message) {
        try {
            return pool.call(client -> client.send(message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells how the pool is. */
    @Override
    public String get() {
        PoolStats stats = pool.stats();
        return "pool " + pool.name() + ": maxSize=" + stats.maxSize() + " idle=" + stats.idle() + " lent="
                + stats.lent() + " created=" + stats.created() + " closed=" + stats.closed();
    }
}
