package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Map.Entry} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class Clients_EntryFuncs {
    private Clients_EntryFuncs() {}

    /**
     * Creates objects by {@code entry}.
     *
     * @param <X> a type of {@code entry}
     * @param source passed to {@code entry}
     * @param one passed to {@code entry}
     * @return the function
     */
    static <X extends Runnable> NewFunc<Map.Entry<? extends Number, List<int[]>>> newFunc(
            Function<? super String, Map<Integer, X>> source,
            Supplier<? extends X> one) {
        return () -> Clients.entry(source, one);
    }

    /**
     * Tells whether an object is healthy by {@code check}.
     *
     * @return the function
     */
    static PingFunc<Map.Entry<? extends Number, List<int[]>>> pingFunc() {
        return (object, failures) -> {
            Clients.check(object, failures);
            return true;
        };
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    static CloseFunc<Map.Entry<? extends Number, List<int[]>>> closeFunc() {
        return object -> Clients.end(object);
    }
}
