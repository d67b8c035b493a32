package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Mailer} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class Mailer_SomeFuncs {
    private Mailer_SomeFuncs() {}

    /**
     * Creates objects by {@code some}.
     *
     * @param <X> a type of {@code some}
     * @param host passed to {@code some}
     * @param password passed to {@code some}
     * @param onClose passed to {@code some}
     * @return the function
     */
    static <X extends Runnable> NewFunc<Mailer> newFunc(String host, String password, X onClose) {
        return () -> Mailer.some(host, password, onClose);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    static PingFunc<Mailer> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    static CloseFunc<Mailer> closeFunc() {
        return object -> object.end();
    }
}
