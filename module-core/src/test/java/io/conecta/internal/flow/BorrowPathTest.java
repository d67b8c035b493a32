package io.conecta.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBuilders;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Borrowing")
class BorrowPathTest {
    /** A clock in which parking goes wrong. */
    private static final class BrokenClock implements Clock {
        @Nullable
        Runnable whenParked;

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            Runnable action = whenParked;
            if (action == null) {
                SYSTEM.parkNanos(blocker, nanos);
                return;
            }
            action.run();
            throw new StackOverflowError("made up");
        }
    }

    @Test
    @DisplayName(
            "a borrower is granted an object and cannot take it, as when the pool is closed right then / it goes back")
    void grantedInVain() throws Exception {
        BrokenClock clock = new BrokenClock();
        try (Pool<Object> pool =
                PoolBuilders.build(Pool.builder(Object::new).maxSize(1), new Background(clock, false))) {
            Object object = pool.getOrCreate();
            clock.whenParked = () -> pool.put(Objects.requireNonNull(object));
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(StackOverflowError.class);
            clock.whenParked = null;
            assertThat(pool.stats().lent()).isZero();
            assertThat(pool.get()).containsSame(object);
            pool.put(object);
        }
    }
}
