package io.conecta.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBuilders;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.kit.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Housekeeper")
class HousekeeperTest {
    /** A clock at which one thread can be held up. */
    private static final class HeldClock implements Clock {
        final AtomicLong now = new AtomicLong();
        final CountDownLatch held = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        volatile @Nullable Thread slow;

        @Override
        public long nanoTime() {
            if (Thread.currentThread() == slow) {
                held.countDown();
                await(go);
            }
            return now.get();
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, TimeUnit.MILLISECONDS.toNanos(1));
        }

        void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Test
    @DisplayName("a sweep is due while somebody looks at the loans / there are sweeps after it")
    void sweepWhileLooking() throws Exception {
        HeldClock clock = new HeldClock();
        Background background = new Background(clock, false);
        try (Pool<Object> pool = PoolBuilders.build(
                Pool.builder(Object::new).idleTimeout(Duration.ofSeconds(16)).scanInterval(PoolSettings.FOREVER),
                background)) {
            clock.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            Thread reporter = new Thread(pool::loans, "reporter");
            clock.slow = reporter;
            reporter.start();
            clock.await(clock.held);
            background.runDue();
            clock.go.countDown();
            reporter.join();

            for (int second = 0; second < 40; second++) {
                clock.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                background.runDue();
            }
            Patience.until(
                    "what was idle for too long is closed", () -> pool.stats().closed() == 1);
        }
    }
}
