package io.conecta.internal.flow;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolBuilders;
import io.conecta.PoolCreateException;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A thread that gets no processor before it calls a hook, until the object is closed")
class StalledThreadTest {
    /** A clock in which the first thread that comes from a certain method stays, even if interrupted, until the object is closed. */
    private static final class StallingClock implements Clock {
        private final String where;
        private final AtomicBoolean stalled = new AtomicBoolean();
        final CountDownLatch closed = new CountDownLatch(1);

        StallingClock(String where) {
            this.where = where;
        }

        @Override
        public long nanoTime() {
            if (isThere() && stalled.compareAndSet(false, true)) {
                awaitClose();
            }
            return System.nanoTime();
        }

        private boolean isThere() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.skip(2)
                            .limit(1)
                            .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).endsWith(where)));
        }

        private void awaitClose() {
            long end = System.nanoTime() + ofSeconds(10).toNanos();
            boolean interrupted = false;
            while (closed.getCount() > 0 && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(1_000_000);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            SYSTEM.parkNanos(blocker, nanos);
        }
    }

    private static Pool<Object> open(PoolBuilder<Object> builder, StallingClock clock) {
        return PoolBuilders.build(
                builder.maxSize(1).initialSize(0).closeFunc(object -> clock.closed.countDown()),
                new Background(clock, true));
    }

    @Test
    @DisplayName("for pingFunc, by pingTimeout / the object is not pinged any more")
    void ping() throws Exception {
        StallingClock clock = new StallingClock("Pinger$Ping.ask");
        AtomicInteger pings = new AtomicInteger();
        try (Pool<Object> pool = open(
                Pool.builder(Object::new)
                        .pingFunc((object, failures) -> pings.incrementAndGet() > 0)
                        .pingIdleAfter(ZERO)
                        .pingTimeout(ofMillis(50))
                        .scanInterval(PoolSettings.FOREVER),
                clock)) {
            Object object = pool.getOrCreate();
            pool.put(object);
            assertThat(pool.getOrCreate(ofSeconds(10))).isNotSameAs(object);
            assertThat(clock.closed.getCount()).isZero();
            assertThat(pings).hasValue(0);
        }
    }

    @Test
    @DisplayName("for prepareFunc, by a reclaim / the object is not prepared any more")
    void prepare() throws Exception {
        StallingClock clock = new StallingClock("Stopwatch.begin");
        AtomicInteger prepared = new AtomicInteger();
        try (Pool<Object> pool = open(
                Pool.builder(Object::new)
                        .prepareFunc(object -> prepared.incrementAndGet())
                        .meter(new PoolMeter() {})
                        .leakThreshold(ofMillis(50))
                        .reclaimLeaked(true),
                clock)) {
            assertThatThrownBy(() -> pool.getOrCreate(ofSeconds(10)))
                    .isInstanceOf(PoolCreateException.class)
                    .hasStackTraceContaining("it exceeded leakThreshold=50 ms");
            assertThat(clock.closed.getCount()).isZero();
            assertThat(prepared).hasValue(0);
        }
    }
}
