package io.conecta.internal.flow;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBuilders;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pinging")
class PingerTest {
    /** A clock that finds no memory, so many times, when a ping reads it. */
    private static final class PoorClock implements Clock {
        final AtomicInteger fails = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();

        @Override
        public long nanoTime() {
            if (fails.get() > 0 && isPing() && fails.getAndDecrement() > 0) {
                failed.incrementAndGet();
                throw new OutOfMemoryError("made up");
            }
            return System.nanoTime();
        }

        private static boolean isPing() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.skip(2)
                            .limit(1)
                            .anyMatch(frame -> frame.getClassName().equals(Pinger.class.getName() + "$Ping")));
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            SYSTEM.parkNanos(blocker, nanos);
        }
    }

    @Test
    @DisplayName(
            "memory is lacking before a ping has asked, and pings may take for ever / the object is pinged again, and lent")
    void noMemoryBeforeThePing() throws Exception {
        PoorClock clock = new PoorClock();
        AtomicInteger pings = new AtomicInteger();
        try (Pool<Object> pool = PoolBuilders.build(
                Pool.builder(Object::new)
                        .maxSize(1)
                        .pingFunc((object, failures) -> pings.incrementAndGet() > 0)
                        .pingIdleAfter(ZERO)
                        .pingTimeout(PoolSettings.FOREVER)
                        .scanInterval(PoolSettings.FOREVER),
                new Background(clock, true))) {
            Object object = pool.getOrCreate();
            pool.put(object);
            clock.fails.set(3);
            assertThat(pool.getOrCreate(ofSeconds(10))).isSameAs(object);
            assertThat(clock.failed).hasValue(3);
            assertThat(pings).hasPositiveValue();
            pool.put(object);
        }
    }
}
