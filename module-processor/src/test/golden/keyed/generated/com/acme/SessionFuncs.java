package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewKeyedFunc;
import io.conecta.PingFunc;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import java.time.Duration;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionFuncs {
    private SessionFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param token who asks
     * @param timeout how long it may take
     * @param trace hears of it
     * @return the function
     */
    public static NewKeyedFunc<String, Session> newFunc(
            Supplier<String> token,
            Duration timeout,
            @Nullable Runnable trace) {
        return key -> new Session(token, key, timeout, trace);
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
     * Prepares an object for lending by {@code wake}.
     *
     * @return the function
     */
    public static PrepareFunc<Session> prepareFunc() {
        return object -> object.wake();
    }

    /**
     * Cleans an object up on return by {@code clean}.
     *
     * @return the function
     */
    public static ResetFunc<Session> resetFunc() {
        return object -> object.clean();
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
