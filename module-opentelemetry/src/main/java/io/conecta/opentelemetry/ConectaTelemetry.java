package io.conecta.opentelemetry;

import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolMeter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The instruments of any number of pools. Create one for an application and keep it:
 *
 * <pre>{@code
 * ConectaTelemetry telemetry = ConectaTelemetry.create(openTelemetry);
 * telemetry.observe(pool);
 * }</pre>
 *
 * <p>The instruments follow the semantic conventions for the connection pools of database clients. With the default prefix,
 * {@code db.client.connection}, every measurement has the attribute {@code db.client.connection.pool.name}:
 *
 * <ul>
 *   <li>{@code .count}, by the attribute {@code db.client.connection.state}: {@code used} are lent; {@code idle} are all others, including
 *       those that the pool itself has in hand, to ping or to close them;
 *   <li>{@code .max} and {@code .idle.max} are both {@code maxSize}, since any object may be idle, and are left out if that has no limit;
 *       {@code .idle.min} is {@code minIdle};
 *   <li>{@code .pending_requests} are the borrowers that wait, {@code .timeouts} those that have waited in vain;
 *   <li>{@code .create_time}, {@code .wait_time} and {@code .use_time} are histograms in seconds, whose advice is buckets from 0.1 ms to 30 s.
 *       A creation that failed, and a wait that ended without an object, have the attribute {@code error.type}, which is {@code _OTHER}. What
 *       they measure is said in {@link PoolMeter}.
 * </ul>
 *
 * <p>All figures of one collection come from one look at the pool. A pool is reported until it is closed, or found to be unreachable without
 * having been closed; nothing here keeps it reachable, so observe the pool that you keep, not a wrapper that you drop. Nothing here builds a pool,
 * creates an object or waits for one. The histograms of a pool that has been closed stay in the SDK, as OpenTelemetry has it.
 *
 * <p>A {@link PoolBudget} is observed, too: there are no conventions for it, so whatever the prefix is, its instruments are {@code conecta.budget.limit} and others, of a fleet
 * also {@code conecta.fleet.granted} and others, one for each of {@link PoolBudget#figures()}, with the attribute {@code conecta.budget.name}.
 *
 * <p>Thread-safe.
 */
public final class ConectaTelemetry {
    /** The prefix of the semantic conventions. */
    public static final String DEFAULT_PREFIX = "db.client.connection";

    /** What OpenTelemetry allows in the name of an instrument, with room for ours. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]{0,199}(?<![.])");

    private final Instruments instruments;
    /** By what tells one pool's measurements from another's; guarded by this. */
    private final Map<Attributes, ObservedPool> observed = new HashMap<>();
    /** As {@link #observed}. */
    private final Map<Attributes, ObservedBudget> budgets = new HashMap<>();

    private ConectaTelemetry(Instruments instruments) {
        this.instruments = instruments;
    }

    /** A pool or budget that is observed. Closing it ends that, and leaves the pool as it is; doing it again changes nothing. */
    public interface Observation extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Instruments with the prefix {@value #DEFAULT_PREFIX}.
     *
     * @param openTelemetry where the measurements go
     * @return without a pool yet
     * @throws NullPointerException if {@code openTelemetry} is null
     */
    public static ConectaTelemetry create(OpenTelemetry openTelemetry) {
        return create(openTelemetry, DEFAULT_PREFIX);
    }

    /**
     * Instruments with another prefix, for pools of something else than connections. The attributes are {@code <prefix>.pool.name} and
     * {@code <prefix>.state}.
     *
     * @param openTelemetry where the measurements go
     * @param prefix such as {@code parser}: a letter, then letters, digits, {@code _}, {@code .}, {@code /} and {@code -}; not a dot at the end;
     *     at most 200 characters
     * @return without a pool yet
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the prefix is not like that
     */
    public static ConectaTelemetry create(OpenTelemetry openTelemetry, String prefix) {
        Objects.requireNonNull(openTelemetry, "openTelemetry");
        if (!PREFIX.matcher(Objects.requireNonNull(prefix, "prefix")).matches()) {
            throw new IllegalArgumentException(
                    "prefix must be a letter, then up to 199 letters, digits, _, ., / or -, without a dot at"
                            + " the end, was \"" + prefix + "\"; the default is " + DEFAULT_PREFIX);
        }
        return new ConectaTelemetry(new Instruments(openTelemetry.getMeter("io.conecta"), prefix));
    }

    /**
     * Reports a pool until it is closed.
     *
     * @param pool the pool
     * @return ends that sooner; it may be ignored
     * @throws NullPointerException if {@code pool} is null
     * @throws IllegalStateException if a live pool of this name is observed already, whose measurements could not be told from this one's
     */
    public Observation observe(Pool<?> pool) {
        return observe(pool, Attributes.empty());
    }

    /**
     * Reports a pool until it is closed, with further attributes, such as {@code server.address}.
     *
     * @param pool the pool
     * @param attributes for every measurement
     * @return ends that sooner; it may be ignored
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an attribute is the pool's name, the state or {@code error.type}
     * @throws IllegalStateException if a live pool of this name and these attributes is observed already
     */
    public Observation observe(Pool<?> pool, Attributes attributes) {
        Objects.requireNonNull(pool, "pool");
        Attributes own = instruments.attributes(pool.name(), Objects.requireNonNull(attributes, "attributes"));
        ObservedPool observation;
        synchronized (this) {
            ObservedPool other = observed.get(own);
            if (other != null && !other.isOver()) {
                throw new IllegalStateException(
                        "pool \"" + pool.name() + "\": a live pool with " + own
                                + " is observed already; give one of the two another name, or observe it with further attributes");
            }
            if (other != null) {
                other.close();
            }
            observation = new ObservedPool(this, pool, own);
            observed.put(own, observation);
        }
        pool.addMeter(observation);
        return observation;
    }

    /**
     * Reports a budget until it is closed, or found to be unreachable; nothing here keeps it reachable.
     *
     * @param budget the budget
     * @return ends that sooner; it may be ignored
     * @throws NullPointerException if {@code budget} is null
     * @throws IllegalStateException if another live budget of this name is observed already
     */
    public Observation observe(PoolBudget budget) {
        return observe(budget, Attributes.empty());
    }

    /**
     * Reports a budget until it is closed, or found to be unreachable, with further attributes.
     *
     * @param budget the budget
     * @param attributes for every measurement
     * @return ends that sooner; it may be ignored
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an attribute is {@code conecta.budget.name}
     * @throws IllegalStateException if another live budget of this name and these attributes is observed already
     */
    public Observation observe(PoolBudget budget, Attributes attributes) {
        Attributes own = ObservedBudget.attributes(budget.name(), Objects.requireNonNull(attributes, "attributes"));
        synchronized (this) {
            ObservedBudget other = budgets.get(own);
            if (other != null && !other.isOver()) {
                throw new IllegalStateException(
                        "budget \"" + budget.name() + "\": a live budget with " + own
                                + " is observed already; give one of the two another name, or observe it with further attributes");
            }
            if (other != null) {
                other.close();
            }
            ObservedBudget observation = new ObservedBudget(this, budget, own);
            budgets.put(own, observation);
            return observation;
        }
    }

    synchronized void ended(Attributes own, ObservedBudget observation) {
        budgets.remove(own, observation);
    }

    Instruments instruments() {
        return instruments;
    }

    synchronized void ended(Attributes own, ObservedPool observation) {
        observed.remove(own, observation);
    }
}
