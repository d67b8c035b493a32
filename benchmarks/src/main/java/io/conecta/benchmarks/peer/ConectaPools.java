package io.conecta.benchmarks.peer;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolListener;
import io.conecta.config.ForwardingPool;
import java.time.Duration;

/** The configurations of Conecta that are measured. */
final class ConectaPools {
    private ConectaPools() {}

    static Pool<Thing> bare(int size) {
        return builder(size).build();
    }

    static Pool<Thing> strict(int size) {
        return builder(size).strict(true).build();
    }

    /** In a definite order of reuse. */
    static Pool<Thing> queued(int size, boolean newestFirst) {
        return builder(size).queue(new OwnQueue<>(newestFirst)).build();
    }

    /** As the processor writes it: a class of its own that passes every call on. */
    static Pool<Thing> typed(int size) {
        return new ThingPool(bare(size));
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

    private static PoolBuilder<Thing> builder(int size) {
        return Pool.<Thing>builder(Thing::new)
                .maxSize(size)
                .initialSize(size)
                .borrowTimeout(Duration.ofSeconds(Peer.PATIENCE_SECONDS));
    }

    private static final class ThingPool extends ForwardingPool<Thing> {
        ThingPool(Pool<Thing> pool) {
            super(pool);
        }
    }
}
