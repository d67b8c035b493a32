package io.conecta.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.SlotTable;
import io.conecta.internal.store.Store;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WaitQueue")
class WaitQueueTest {
    private final Signals attention = new Signals();
    private final WaitQueue<String> queue = new WaitQueue<>(attention);

    private WaitQueue.Waiter<String> enqueue() {
        return Objects.requireNonNull(queue.enqueue(10, false, 0));
    }

    private boolean failHead() {
        int before = queue.size();
        queue.failHead(Failure.of(new IllegalStateException("down")));
        return queue.size() < before;
    }

    private Slot<String> held() {
        SlotTable<String> table =
                new Store<String>("test", Clock.SYSTEM, Limits.of(PoolSettings.defaults()), false, new Gate()).slots;
        return Objects.requireNonNull(table.occupy("a", 0, 0, 0));
    }

    @Test
    @DisplayName("attention is raised while somebody waits, and only then")
    void attention() {
        assertThat(attention.any()).isFalse();
        WaitQueue.Waiter<String> one = enqueue();
        WaitQueue.Waiter<String> two = enqueue();
        assertThat(attention.has(Signals.WAITERS)).isTrue();
        queue.leave(one);
        assertThat(attention.has(Signals.WAITERS)).isTrue();
        queue.leave(two);
        assertThat(attention.any()).isFalse();
    }

    @Test
    @DisplayName("grants go to the head, in the order of arrival; who left is passed over")
    void order() {
        WaitQueue.Waiter<String> one = enqueue();
        WaitQueue.Waiter<String> two = enqueue();
        WaitQueue.Waiter<String> three = enqueue();
        queue.leave(two);
        queue.leave(two);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.isHead(one)).isTrue();
        assertThat(failHead()).isTrue();
        assertThat(one.grant()).isNotNull();
        assertThat(two.grant()).isNull();
        assertThat(queue.isHead(three)).isTrue();
        queue.leave(one);
        assertThat(queue.size()).as("a granted waiter has left already").isEqualTo(1);
        assertThat(failHead()).isTrue();
        assertThat(failHead()).isFalse();
        assertThat(queue.size()).isZero();
    }

    @Test
    @DisplayName("a granted slot is the waiter's loan before the waiter sees it")
    void grantLends() {
        WaitQueue.Waiter<String> one = enqueue();
        Slot<String> slot = held();
        assertThat(queue.grantHead(slot, Slot.PLAIN_CLAIM)).isSameAs(Thread.currentThread());
        assertThat(Slot.phase(slot.word())).isEqualTo(Slot.LENT);
        WaitQueue.Grant<String> grant = Objects.requireNonNull(one.grant());
        assertThat(grant.slot).isSameAs(slot);
        assertThat(grant.object).isEqualTo("a");
        assertThat(grant.loan()).isEqualTo(Slot.loan(slot.word()));
        assertThat(queue.grantHead(held(), Slot.PLAIN_CLAIM)).isNull();
    }

    @Test
    @DisplayName("all are told of a failure; the queue is empty then")
    void grantAll() {
        WaitQueue.Waiter<String> one = enqueue();
        WaitQueue.Waiter<String> two = enqueue();
        queue.failAll(Failure.of(new IllegalStateException("closed")), true);
        assertThat(one.grant()).isNotNull();
        assertThat(two.grant()).isNotNull();
        assertThat(queue.size()).isZero();
        assertThat(attention.any()).isFalse();
    }

    @Test
    @DisplayName("who waits for a ping alone / hears of no failed creation, and wants none")
    void forPings() {
        WaitQueue.Waiter<String> ping = Objects.requireNonNull(queue.enqueue(10, true, 0));
        WaitQueue.Waiter<String> any = enqueue();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.forCreations()).isEqualTo(1);
        assertThat(failHead()).isTrue();
        assertThat(any.grant()).isNotNull();
        assertThat(failHead()).isFalse();
        queue.failAll(Failure.of(new IllegalStateException("down")), false);
        assertThat(ping.grant()).isNull();
        queue.failAll(Failure.of(new IllegalStateException("closed")), true);
        assertThat(ping.grant()).isNotNull();
    }

    @Test
    @DisplayName("the head looks for itself / it is in want of no creation meanwhile, and hears that it was left out")
    void looks() {
        WaitQueue.Waiter<String> first = enqueue();
        enqueue();
        assertThat(queue.forCreations()).isEqualTo(2);
        first.looks();
        assertThat(queue.forCreations()).isOne();
        assertThat(queue.forCreations()).isOne();
        assertThat(first.looked()).isTrue();
        assertThat(queue.forCreations()).isEqualTo(2);
        first.looks();
        assertThat(first.looked()).as("nobody has counted").isFalse();
        first.looks();
        queue.leave(first);
        assertThat(queue.forCreations()).isOne();
    }

    @Test
    @DisplayName("no more wait than may; the head is woken once until it looks")
    void limit() {
        assertThat(queue.enqueue(0, false, 0)).isNull();
        WaitQueue.Waiter<String> one = Objects.requireNonNull(queue.enqueue(1, false, 0));
        assertThat(queue.enqueue(1, false, 0)).isNull();
        queue.wakeHead();
        assertThat(one.isWoken()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
        queue.leave(one);
        queue.wakeHead();
        assertThat(queue.size()).isZero();
    }
}
