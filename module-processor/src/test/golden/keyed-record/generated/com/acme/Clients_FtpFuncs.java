package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewKeyedFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Clients.Ftp} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Clients_FtpFuncs {
    private Clients_FtpFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param password passed to its constructor
     * @return the function
     */
    public static NewKeyedFunc<Clients_FtpKey, Clients.Ftp> newFunc(String password) {
        return key -> new Clients.Ftp(key.host(), key.port(), password, key.user());
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Clients.Ftp> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code quit}.
     *
     * @return the function
     */
    public static CloseFunc<Clients.Ftp> closeFunc() {
        return object -> object.quit();
    }
}
