package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionFuncs {
    private SessionFuncs() {}

    /**
     * Creates objects by {@code open}.
     *
     * @param host passed to {@code open}
     * @param port passed to {@code open}
     * @return the function
     */
    public static NewFunc<Session> newFunc(String host, int port) {
        return () -> Session.open(host, port);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Session> pingFunc() {
        return (object, failures) -> object.alive(failures);
    }

    /**
     * Prepares an object for lending by {@code begin}.
     *
     * @return the function
     */
    public static PrepareFunc<Session> prepareFunc() {
        return object -> object.begin();
    }

    /**
     * Cleans an object up on return by {@code rollback}.
     *
     * @return the function
     */
    public static ResetFunc<Session> resetFunc() {
        return object -> object.rollback();
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
