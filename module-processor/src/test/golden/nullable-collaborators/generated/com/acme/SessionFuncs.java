package com.acme;

import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;
import javax.sql.DataSource;

/** The functions that a pool of {@link Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionFuncs {
    private SessionFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param source passed to its constructor
     * @param executor passed to its constructor
     * @param codec passed to its constructor
     * @param onClose passed to its constructor
     * @param other passed to its constructor
     * @param user passed to its constructor
     * @param roles passed to its constructor
     * @return the function
     */
    public static NewFunc<Session> newFunc(
            DataSource source,
            @Session.Nullable Executor executor,
            Session.Codec<String> codec,
            @Session.Declared.Nullable Runnable onClose,
            Session.@Session.Nullable Codec<? super @Session.Nullable Integer> other,
            @Session.Nullable String user,
            String @Session.Nullable [] roles) {
        return () -> new Session(source, executor, codec, onClose, other, user, roles);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Session> pingFunc() {
        return (object, failures) -> object.alive();
    }
}
