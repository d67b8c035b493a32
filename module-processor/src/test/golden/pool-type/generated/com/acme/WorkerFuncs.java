package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Thread} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class WorkerFuncs {
    private WorkerFuncs() {}

    /**
     * Creates objects by {@code worker}.
     *
     * @param group passed to {@code worker}
     * @return the function
     */
    static NewFunc<Thread> newFunc(String group) {
        return () -> Parlor.worker(group);
    }

    /**
     * Tells whether an object is healthy by {@code isAlive}.
     *
     * @return the function
     */
    static PingFunc<Thread> pingFunc() {
        return (object, failures) -> Parlor.isAlive(object);
    }

    /**
     * Closes an object by {@code stop}.
     *
     * @return the function
     */
    static CloseFunc<Thread> closeFunc() {
        return object -> Parlor.stop(object);
    }
}
