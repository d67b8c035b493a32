package com.acme;

import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Services without which there is no pool, and others that come and go. */
@Pooled
public class Session implements AutoCloseable {
    @Target(ElementType.TYPE_USE)
    public @interface Nullable {}

    public interface Declared {
        @interface Nullable {}
    }

    public interface Codec<T> {}

    public Session(
            DataSource source,
            @Nullable Executor executor,
            Codec<String> codec,
            @Declared.Nullable Runnable onClose,
            @Nullable Codec<? super @Nullable Integer> other,
            @Nullable String user,
            String @Nullable [] roles) {}

    @Ping boolean alive() { return true; }
    @Override public void close() {}
}
