package io.conecta.config;

import io.conecta.AbstractPoolSettings;
import io.conecta.Loan;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What differs between pools and keyed pools, for those that follow their configuration.
 *
 * @param <P> the pool
 * @param <S> its settings
 * @param <F> what creates objects
 */
interface PoolKind<P, S extends AbstractPoolSettings<S>, F> {
    /** {@return the name of the class of the pooled objects} */
    String type();

    /** {@return the name of the typed pool, which is its PID} */
    String poolType();

    /** {@return the settings as annotated} */
    S annotated();

    /** {@return settings with every option at its default} */
    S defaults();

    /** {@return the settings of a configuration} {@code forBuild}: of a pool that is not built yet. */
    S read(PoolConfiguration configuration, S defaults, boolean forBuild);

    /** {@return what creates objects as a configuration says} */
    F newFunc(PoolConfiguration configuration);

    /** {@return what creates each object by another function, asked for just then} */
    F late(Supplier<F> newFunc);

    /** {@return a new pool, which tells the listeners} */
    P build(F newFunc, S settings);

    /** {@return the settings of a running pool} */
    S settings(P pool);

    /** Changes the settings of a running pool. */
    void reconfigure(P pool, S settings);

    /** Replaces the objects of a running pool: at once, or over the time that its settings say. */
    void renew(P pool);

    /** {@return the {@code closeTimeout} among settings} */
    Duration closeTimeout(S settings);

    /** {@return whether a pool is closed} */
    boolean isClosed(P pool);

    /** Closes a pool. */
    void close(P pool);

    /** Closes a pool and waits. {@return what is out then} */
    List<Loan> close(P pool, Duration drain) throws InterruptedException;
}
