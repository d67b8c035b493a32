package io.conecta.internal.runtime;

import io.conecta.PoolMeter;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The meters of one pool, plain or keyed. A meter that throws is logged, once, and keeps nothing from the others. Thread-safe.
 *
 * <p>A pool without a meter pays one volatile read where it waits or creates, and nothing where it lends.
 */
public final class Meters {
    private final PoolLog log;
    /** Replaced as a whole; guarded by this for writing. */
    private static final Metered[] NONE = {};

    private volatile Metered[] all = NONE;
    /** Guarded by this. */
    private boolean ended;

    /** A meter, and whether a throw of it has been logged. */
    private static final class Metered {
        private final PoolMeter meter;
        private volatile boolean threw;

        Metered(PoolMeter meter) {
            this.meter = meter;
        }
    }

    public Meters(PoolLog log) {
        this.log = log;
    }

    /** {@return whether nobody measures} */
    public boolean isEmpty() {
        return all.length == 0;
    }

    /** Tells this one too, from now on; a meter that is there already is told once. */
    public void add(PoolMeter meter) {
        Metered added = new Metered(meter);
        synchronized (this) {
            Metered[] before = all;
            for (Metered each : before) {
                if (each.meter == meter) {
                    return;
                }
            }
            Metered[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = added;
            all = after;
            if (!ended) {
                return;
            }
        }
        tell(added, PoolMeter::poolClosed);
    }

    /** The pool is closed: tells those that are there, and those to come. */
    public void end() {
        Metered[] told;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            told = all;
        }
        for (Metered each : told) {
            tell(each, PoolMeter::poolClosed);
        }
    }

    /** A borrower has stood in line for so many nanoseconds. */
    public void waited(long nanos, boolean served) {
        tell(meter -> meter.waited(Duration.ofNanos(nanos), served));
    }

    /** A creation has ended after so many nanoseconds. */
    public void created(long nanos, boolean succeeded) {
        if (!isEmpty()) {
            tell(meter -> meter.created(Duration.ofNanos(nanos), succeeded));
        }
    }

    /** A loan has ended after so many nanoseconds. */
    public void used(long nanos) {
        tell(meter -> meter.used(Duration.ofNanos(nanos)));
    }

    private void tell(Consumer<PoolMeter> measurement) {
        for (Metered each : all) {
            tell(each, measurement);
        }
    }

    private void tell(Metered metered, Consumer<PoolMeter> measurement) {
        try {
            ContextLoader.<Object>call(metered.meter, () -> {
                measurement.accept(metered.meter);
                return metered;
            });
        } catch (Throwable failure) {
            threw(metered, failure);
        }
    }

    private void threw(Metered metered, Throwable failure) {
        if (!metered.threw) {
            metered.threw = true;
            log.warn(
                    "meter threw",
                    "a meter threw: " + metered.meter.getClass().getName()
                            + "; its figures are incomplete, and further throws of it are not logged; fix the meter",
                    failure);
        }
    }
}
