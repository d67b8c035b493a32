package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Mailer} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class MailersFuncs {
    private MailersFuncs() {}

    /**
     * Creates objects by {@code open}.
     *
     * @param host passed to {@code open}
     * @param port passed to {@code open}
     * @return the function
     */
    public static NewFunc<Mailer> newFunc(String host, int port) {
        return () -> Mailer.open(host, port);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Mailer> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code quit}.
     *
     * @return the function
     */
    public static CloseFunc<Mailer> closeFunc() {
        return object -> object.quit();
    }
}
