package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionFuncs {
    private SessionFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param host passed to its constructor
     * @return the function
     */
    public static NewFunc<Session> newFunc(String host) {
        return () -> new Session(host);
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
     * Closes an object by {@code quit}.
     *
     * @return the function
     */
    public static CloseFunc<Session> closeFunc() {
        return object -> object.quit();
    }
}
