package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.math.BigDecimal;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Mailer} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class Mailer_NoneFuncs {
    private Mailer_NoneFuncs() {}

    /**
     * Creates objects by {@code none}.
     *
     * @param host passed to {@code none}
     * @param price passed to {@code none}
     * @return the function
     */
    static NewFunc<Mailer> newFunc(String host, BigDecimal price) {
        return () -> Mailer.none(host, price);
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
