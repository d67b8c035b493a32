package io.conecta.benchmarks.peer;

import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolListener;
import io.conecta.PoolMeter;
import io.conecta.config.ForwardingPool;
import io.conecta.config.LeasedBudget;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Recording;

/** The configurations of Conecta that are measured. */
final class ConectaPools {
    private ConectaPools() {}

    static Pool<Thing> strict(int size) {
        return builder(size).strict(true).build();
    }

    /** In a definite order of reuse. */
    static Pool<Thing> queued(int size, boolean newestFirst) {
        return builder(size).queue(new OwnQueue<>(newestFirst)).build();
    }

    /** As the processor writes it: a class of its own that passes every call on. */
    static Pool<Thing> typed(int size) {
        return new ThingPool(BarePool.of(size));
    }

    /** Everything a cautious user switches on, scanning more often than anybody would. */
    static Pool<Thing> everyFeature(int size) {
        return builder(size)
                .pingFunc((thing, failures) -> true)
                .scanInterval(Duration.ofMillis(200))
                .pingIdleAfter(Duration.ofSeconds(30))
                .maxLifetime(Duration.ofMinutes(30))
                .idleTimeout(Duration.ofMinutes(10))
                .leakThreshold(Duration.ofMinutes(1))
                .listener(new PoolListener<Thing>() {})
                .build();
    }

    /** With a meter that adds up what it is told, as a metrics library does. */
    static Pool<Thing> metered(int size) {
        LongAdder nanos = new LongAdder();
        return builder(size)
                .meter(new PoolMeter() {
                    @Override
                    public void waited(Duration time, boolean served) {
                        nanos.add(time.toNanos());
                    }

                    @Override
                    public void created(Duration time, boolean succeeded) {
                        nanos.add(time.toNanos());
                    }

                    @Override
                    public void used(Duration time) {
                        nanos.add(time.toNanos());
                    }
                })
                .build();
    }

    /** Under a limit that it shares with another pool. */
    @SuppressWarnings("resource") // The other is there as long as the JVM is.
    static Pool<Thing> budgeted(int size) {
        PoolBudget budget = PoolBudget.of(2 * size);
        builder(size).budget(budget).build();
        return builder(size).budget(budget).build();
    }

    /** In a budget whose permits may end while objects are lent, as a strict fleet's may. */
    static Pool<Thing> leased(int size) {
        LeasedBudget budget = new LeasedBudget(size, PoolBudget.Lease.FOREVER, true);
        budget.permits(size);
        return builder(size).budget(budget).build();
    }

    /** Records where one loan in a hundred begins. */
    static Pool<Thing> traced(int size) {
        return builder(size).leakTraces("1/100").build();
    }

    /** While the flight recorder records, with its own default settings. */
    @SuppressWarnings("resource") // It records until the JVM ends.
    static Pool<Thing> recorded(int size) {
        new Recording().start();
        return builder(size).build();
    }

    private static PoolBuilder<Thing> builder(int size) {
        return BarePool.builder(size);
    }

    private static final class ThingPool extends ForwardingPool<Thing> {
        ThingPool(Pool<Thing> pool) {
            super(pool);
        }
    }
}
