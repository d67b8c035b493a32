package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Parlor.Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionsFuncs {
    private SessionsFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param host passed to its constructor
     * @param port passed to its constructor
     * @return the function
     */
    public static NewFunc<Parlor.Session> newFunc(String host, int port) {
        return () -> new Parlor.Session(host, port);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Parlor.Session> pingFunc() {
        return (object, failures) -> object.alive(failures);
    }

    /**
     * Prepares an object for lending by {@code begin}.
     *
     * @return the function
     */
    public static PrepareFunc<Parlor.Session> prepareFunc() {
        return object -> object.begin();
    }

    /**
     * Cleans an object up on return by {@code rollback}.
     *
     * @return the function
     */
    public static ResetFunc<Parlor.Session> resetFunc() {
        return object -> object.rollback();
    }

    /**
     * Closes an object by {@code quit}.
     *
     * @return the function
     */
    public static CloseFunc<Parlor.Session> closeFunc() {
        return object -> object.quit();
    }
}
