package io.conecta.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WaitQueue")
class WaitQueueTest {
    private final Attention attention = new Attention();
    private final WaitQueue<String> queue = new WaitQueue<>(attention);

    private WaitQueue.Waiter<String> enqueue() {
        return Objects.requireNonNull(queue.enqueue(10));
    }

    private static WaitQueue.Grant<String> failure() {
        return WaitQueue.Grant.failure(new IllegalStateException("down"));
    }

    @Test
    @DisplayName("attention is raised while somebody waits, and only then")
    void attention() {
        assertThat(attention.needed()).isFalse();
        WaitQueue.Waiter<String> one = enqueue();
        WaitQueue.Waiter<String> two = enqueue();
        assertThat(attention.has(Attention.WAITERS)).isTrue();
        queue.leave(one);
        assertThat(attention.has(Attention.WAITERS)).isTrue();
        queue.leave(two);
        assertThat(attention.needed()).isFalse();
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
        assertThat(queue.grantHead(failure())).isTrue();
        assertThat(one.grant).isNotNull();
        assertThat(two.grant).isNull();
        assertThat(queue.isHead(three)).isTrue();
        queue.leave(one);
        assertThat(queue.size()).as("a granted waiter has left already").isEqualTo(1);
        assertThat(queue.grantHead(failure())).isTrue();
        assertThat(queue.grantHead(failure())).isFalse();
        assertThat(queue.size()).isZero();
    }

    @Test
    @DisplayName("a granted slot is the waiter's loan before the waiter sees it")
    void grantLends() {
        WaitQueue.Waiter<String> one = enqueue();
        Slot<String> slot = new Slot<>(false, 0);
        slot.object = "a";
        slot.occupy();
        assertThat(queue.grantHead(WaitQueue.Grant.of(slot, Slot.PLAIN_CLAIM))).isTrue();
        assertThat(Slot.phase(slot.word())).isEqualTo(Slot.LENT);
        assertThat(Objects.requireNonNull(one.grant).slot()).isSameAs(slot);
    }

    @Test
    @DisplayName("all are told of a failure; the queue is empty then")
    void grantAll() {
        WaitQueue.Waiter<String> one = enqueue();
        WaitQueue.Waiter<String> two = enqueue();
        queue.grantAll(failure());
        assertThat(one.grant).isNotNull();
        assertThat(two.grant).isNotNull();
        assertThat(queue.size()).isZero();
        assertThat(attention.needed()).isFalse();
    }

    @Test
    @DisplayName("no more wait than may; the head is woken once until it looks")
    void limit() {
        assertThat(queue.enqueue(0)).isNull();
        WaitQueue.Waiter<String> one = Objects.requireNonNull(queue.enqueue(1));
        assertThat(queue.enqueue(1)).isNull();
        queue.wakeHead();
        assertThat(one.woken).isTrue();
        assertThat(Thread.interrupted()).isFalse();
        queue.leave(one);
        queue.wakeHead();
        assertThat(queue.size()).isZero();
    }
}
