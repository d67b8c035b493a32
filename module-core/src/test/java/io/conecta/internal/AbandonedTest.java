package io.conecta.internal;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.internal.store.Slot;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A loan that an error has left behind")
class AbandonedTest {
    /** {@return whether the next borrower gets another object, the abandoned one being closed} */
    private static boolean isClosed(Consumer<Slot<?>> before) throws InterruptedException {
        AtomicInteger closed = new AtomicInteger();
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxSize(1)
                .initialSize(0)
                .strict(true)
                .closeFunc(object -> closed.incrementAndGet())
                .build()) {
            SlotLease<Object> lease = (SlotLease<Object>) pool.lease();
            before.accept(lease.slot);
            lease.slot.abandoned = lease.loan;
            Object next = pool.getOrCreate(ofSeconds(10));
            assertThat(closed).hasValue(next == lease.object ? 0 : 1);
            pool.put(next);
            return next != lease.object;
        }
    }

    @Test
    @DisplayName("is settled by a sweep, and its object used again")
    void usedAgain() throws Exception {
        assertThat(isClosed(slot -> {})).isFalse();
    }

    @Test
    @DisplayName("and that was doomed, since a hook may be using the object still / its object is closed")
    void doomed() throws Exception {
        assertThat(isClosed(slot ->
                        assertThat(slot.tryFlag(slot.word(), Slot.DOOMED)).isTrue()))
                .isTrue();
    }

    @Test
    @DisplayName("around a close or a ping that took too long / its object is closed")
    void unfit() throws Exception {
        assertThat(isClosed(slot -> slot.stay.unfit = true)).isTrue();
    }
}
