package io.conecta.internal.runtime;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import io.conecta.PoolBudget;
import io.conecta.PoolListener;
import io.conecta.PoolMeter;
import io.conecta.PoolQueue;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The user's code, as the builder got it.
 *
 * @param pings whether a ping can fail or be heard of; otherwise the scan leaves it out
 * @param budget what the pool shares a limit by with others; null: nothing
 * @param suspicious which exceptions of a body make its object a suspect; null: all
 * @param siblings what the keyed pool has that the pool is one of; null: it is a pool of its own
 * @param <T> what is pooled
 */
public record Hooks<T>(
        NewFunc<? extends T> newFunc,
        PingFunc<? super T> pingFunc,
        CloseFunc<? super T> closeFunc,
        @Nullable PrepareFunc<? super T> prepareFunc,
        @Nullable ResetFunc<? super T> resetFunc,
        @Nullable PoolListener<? super T> listener,
        @Nullable PoolQueue<T> queue,
        @Nullable Executor executor,
        @Nullable Predicate<? super Throwable> suspicious,
        @Nullable PoolMeter meter,
        @Nullable PoolBudget budget,
        boolean pings,
        @Nullable Siblings siblings) {
    /** {@return the hooks of one key's pool} Its listener has been asked {@link PoolListener#forPool for it} already. */
    public Hooks<T> ofKey(
            NewFunc<? extends T> create,
            @Nullable PoolListener<? super T> hears,
            @Nullable PoolMeter told,
            PoolBudget shared,
            Siblings with) {
        return new Hooks<>(
                create,
                pingFunc,
                closeFunc,
                prepareFunc,
                resetFunc,
                hears,
                queue,
                executor,
                suspicious,
                told,
                shared,
                pings,
                with);
    }

    /** Whether the pool is one of a keyed pool's, and has to be small. */
    public boolean oneOfMany() {
        return siblings != null;
    }
}
