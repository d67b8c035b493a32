package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.net.URI;
import java.time.Duration;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Mailer} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class Mailer_AllFuncs {
    private Mailer_AllFuncs() {}

    /**
     * Creates objects by {@code all}.
     *
     * @param host passed to {@code all}
     * @param port passed to {@code all}
     * @param limit passed to {@code all}
     * @param level passed to {@code all}
     * @param ratio passed to {@code all}
     * @param quiet passed to {@code all}
     * @param quote passed to {@code all}
     * @param security passed to {@code all}
     * @param fallback passed to {@code all}
     * @param timeout passed to {@code all}
     * @param keepAlive passed to {@code all}
     * @param relay passed to {@code all}
     * @return the function
     */
    static NewFunc<Mailer> newFunc(
            String host,
            int port,
            Long limit,
            byte level,
            float ratio,
            boolean quiet,
            char quote,
            Mailer.Security security,
            Mailer.Security fallback,
            Duration timeout,
            Duration keepAlive,
            URI relay) {
        return () -> Mailer.all(
                host,
                port,
                limit,
                level,
                ratio,
                quiet,
                quote,
                security,
                fallback,
                timeout,
                keepAlive,
                relay);
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
