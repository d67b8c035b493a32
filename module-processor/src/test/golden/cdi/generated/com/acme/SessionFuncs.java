package com.acme;

import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Session} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class SessionFuncs {
    private SessionFuncs() {}

    /**
     * Creates objects by its constructor.
     *
     * @param beans what beans there are
     * @param name passed to its constructor
     * @param mistakes passed to its constructor
     * @param objects passed to its constructor
     * @param java passed to its constructor
     * @param reading passed to its constructor
     * @return the function
     */
    static NewFunc<Session> newFunc(
            Session.Instance<? super Session.Bean> beans,
            @Session.Nullable Supplier<List<Session.Bean[]>> name,
            Runnable mistakes,
            Session.Bean[] objects,
            Comparable<String> java,
            int reading) {
        return () -> new Session(beans, name, mistakes, objects, java, reading);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    static PingFunc<Session> pingFunc() {
        return (object, failures) -> object.alive();
    }
}
