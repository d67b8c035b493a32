package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewKeyedFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link StringBuilder} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class Clients_LocalFuncs {
    private Clients_LocalFuncs() {}

    /**
     * Creates objects by {@code local}.
     *
     * @return the function
     */
    static NewKeyedFunc<Integer, StringBuilder> newFunc() {
        return key -> Clients.local((int) key);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    static PingFunc<StringBuilder> pingFunc() {
        return (object, failures) -> Clients.alive(object);
    }

    /**
     * Closes an object by {@code quit}.
     *
     * @return the function
     */
    static CloseFunc<StringBuilder> closeFunc() {
        return object -> Clients.quit(object);
    }
}
