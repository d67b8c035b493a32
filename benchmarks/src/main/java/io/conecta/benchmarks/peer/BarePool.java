package io.conecta.benchmarks.peer;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import java.time.Duration;

/** Conecta as it comes; apart from the other configurations, which have a JVM load what they use. */
final class BarePool {
    private BarePool() {}

    static Pool<Thing> of(int size) {
        return builder(size).build();
    }

    static PoolBuilder<Thing> builder(int size) {
        return Pool.<Thing>builder(new ThingFunc())
                .maxSize(size)
                .initialSize(size)
                .borrowTimeout(Duration.ofSeconds(Peer.PATIENCE_SECONDS));
    }

    /** A class, as the other peers have one: the first lambda of a JVM takes its time, which is no pool's. */
    private static final class ThingFunc implements NewFunc<Thing> {
        @Override
        public Thing create() {
            return new Thing();
        }
    }
}
