package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Link.Spool} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class Link_SpoolFuncs {
    private Link_SpoolFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param label what it is called
     * @param size how much there is
     * @return the function
     */
    static NewFunc<Link.Spool> newFunc(String label, int size) {
        return () -> new Link.Spool(label, size);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    static PingFunc<Link.Spool> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    static CloseFunc<Link.Spool> closeFunc() {
        return object -> object.end();
    }
}
