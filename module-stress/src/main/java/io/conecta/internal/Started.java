package io.conecta.internal;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Threadless;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A whole pool without threads of its own, for races through its API. */
final class Started {
    private Started() {}

    /**
     * {@return a pool whose pings succeed, and which gives a close a millisecond}
     *
     * @param closed counts closes
     * @param meter may be null
     */
    static Pool<Object> pool(
            PoolSettings settings,
            Threadless threads,
            NewFunc<Object> newFunc,
            AtomicInteger closed,
            @Nullable PoolMeter meter) {
        return Engine.start(
                hooks(newFunc, closed, meter),
                settings.withInitialSize(0).withCloseTimeout(Duration.ofMillis(1)),
                threads.background);
    }

    /** {@return hooks whose pings succeed} */
    static Hooks<Object> hooks(NewFunc<Object> newFunc, AtomicInteger closed, @Nullable PoolMeter meter) {
        return new Hooks<>(
                newFunc,
                (object, failures) -> true,
                object -> closed.incrementAndGet(),
                null,
                null,
                null,
                null,
                null,
                thrown -> true,
                meter,
                null,
                false,
                null);
    }
}
