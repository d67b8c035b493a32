package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionFuncs {
    private SessionFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param host Where the server listens
     * @param port passed to its constructor
     * @param timeout passed to its constructor
     * @param executor passed to its constructor
     * @return the function
     */
    public static NewFunc<Session> newFunc(String host, int port, Duration timeout, Executor executor) {
        return () -> new Session(host, port, timeout, executor);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Session> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    public static CloseFunc<Session> closeFunc() {
        return object -> object.end();
    }
}
