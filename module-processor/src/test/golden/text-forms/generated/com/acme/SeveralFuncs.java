package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Everything} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class SeveralFuncs {
    private SeveralFuncs() {}

    /**
     * Creates objects by {@code several}.
     *
     * @param texts passed to {@code several}
     * @param numbers passed to {@code several}
     * @param set passed to {@code several}
     * @param levels passed to {@code several}
     * @param array passed to {@code several}
     * @param map passed to {@code several}
     * @param maybe passed to {@code several}
     * @param until passed to {@code several}
     * @param versions passed to {@code several}
     * @param more where else to look
     * @return the function
     */
    static NewFunc<Everything> newFunc(
            List<String> texts,
            List<Integer> numbers,
            Set<String> set,
            Set<Everything.Level> levels,
            String[] array,
            Map<String, String> map,
            Optional<String> maybe,
            Optional<Duration> until,
            List<? extends Everything.Version> versions,
            List<URL> more) {
        return () -> Everything.several(texts, numbers, set, levels, array, map, maybe, until, versions, more);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    static PingFunc<Everything> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    static CloseFunc<Everything> closeFunc() {
        return object -> object.end();
    }
}
