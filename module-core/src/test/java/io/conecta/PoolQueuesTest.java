package io.conecta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("PoolQueues")
class PoolQueuesTest {
    private static final Comparator<Element> BY_RANK = Comparator.comparingInt(element -> element.rank);

    /** All are equal, so whoever asks {@code equals} mixes them up. */
    private static final class Element {
        final int rank;

        Element(int rank) {
            this.rank = rank;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Element;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "#" + rank;
        }
    }

    private final Element one = new Element(1);
    private final Element two = new Element(2);
    private final Element three = new Element(3);

    private static Stream<Named<Supplier<PoolQueue<Element>>>> all() {
        return Stream.of(
                Named.of("fifo", PoolQueues::fifo),
                Named.of("lifo", PoolQueues::lifo),
                Named.of("priority", () -> PoolQueues.priority(BY_RANK)),
                Named.of("of a deque", () -> PoolQueues.of(new ArrayDeque<>())),
                Named.of("of a priority queue", () -> PoolQueues.of(new PriorityQueue<>(BY_RANK))));
    }

    private static List<Integer> drained(PoolQueue<Element> queue) {
        List<Integer> ranks = new ArrayList<>();
        for (Element next = queue.get(); next != null; next = queue.get()) {
            ranks.add(next.rank);
        }
        return ranks;
    }

    private static List<Integer> visited(PoolQueue<Element> queue) {
        List<Integer> ranks = new ArrayList<>();
        queue.range(element -> ranks.add(element.rank));
        return ranks;
    }

    private PoolQueue<Element> filled(PoolQueue<Element> queue) {
        assertThat(queue.add(two)).isTrue();
        assertThat(queue.add(one)).isTrue();
        assertThat(queue.add(three)).isTrue();
        assertThat(queue.len()).isEqualTo(3);
        return queue;
    }

    @Test
    @DisplayName("fifo gives the element that was added first")
    void fifo() {
        PoolQueue<Element> queue = filled(PoolQueues.fifo());
        assertThat(visited(queue)).containsExactly(2, 1, 3);
        assertThat(drained(queue)).containsExactly(2, 1, 3);
    }

    @Test
    @DisplayName("lifo gives the element that was added last")
    void lifo() {
        PoolQueue<Element> queue = filled(PoolQueues.lifo());
        assertThat(visited(queue)).containsExactly(3, 1, 2);
        assertThat(drained(queue)).containsExactly(3, 1, 2);
    }

    @Test
    @DisplayName("priority gives the least element")
    void priority() {
        PoolQueue<Element> queue = filled(PoolQueues.priority(BY_RANK));
        assertThat(visited(queue)).containsExactly(1, 2, 3);
        assertThat(drained(queue)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("of(queue) gives what that queue gives, and refuses what it refuses")
    void ofQueue() {
        PoolQueue<Element> queue = PoolQueues.of(new ArrayBlockingQueue<>(2));
        assertThat(queue.add(one)).isTrue();
        assertThat(queue.add(two)).isTrue();
        assertThat(queue.add(three)).isFalse();
        assertThat(queue.len()).isEqualTo(2);
        assertThat(drained(queue)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("done removes that very element, not one that is equal, and nothing if it is not queued")
    void doneByIdentity(Supplier<PoolQueue<Element>> made) {
        PoolQueue<Element> queue = filled(made.get());
        queue.done(one);
        queue.done(one);
        queue.done(new Element(2));
        assertThat(queue.len()).isEqualTo(2);
        assertThat(drained(queue)).containsExactlyInAnyOrder(2, 3);
        assertThat(queue.len()).isZero();
        assertThat(queue.get()).isNull();
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("an element that is queued already is not queued twice")
    void addTwice(Supplier<PoolQueue<Element>> made) {
        PoolQueue<Element> queue = filled(made.get());
        assertThat(queue.add(two)).isTrue();
        assertThat(drained(queue)).hasSize(3);
        assertThat(queue.add(two)).isTrue();
        assertThat(drained(queue)).containsExactly(2);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("range stops when its visitor has had enough, and lets the visitor change the queue")
    void range(Supplier<PoolQueue<Element>> made) {
        PoolQueue<Element> queue = filled(made.get());
        List<Element> seen = new ArrayList<>();
        queue.range(element -> {
            seen.add(element);
            queue.done(element);
            return seen.size() < 2;
        });
        assertThat(seen).hasSize(2);
        assertThat(queue.len()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("a stopped queue is empty and refuses elements")
    void stop(Supplier<PoolQueue<Element>> made) {
        PoolQueue<Element> queue = filled(made.get());
        assertThat(queue.isClosed()).isFalse();
        queue.stop();
        queue.stop();
        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.len()).isZero();
        assertThat(queue.get()).isNull();
        assertThat(visited(queue)).isEmpty();
        assertThat(queue.add(one)).isFalse();
    }

    @Test
    @DisplayName("null and used queues are refused, with the way out")
    @SuppressWarnings("NullAway") // To see it refused.
    void refused() {
        assertThatThrownBy(() -> PoolQueues.of((Queue<Element>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("queue");
        assertThatThrownBy(() -> PoolQueues.priority(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("comparator");
        assertThatThrownBy(() -> PoolQueues.of(new ArrayDeque<>(List.of(one))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queue must be empty, has 1 elements; the pool fills it, pass a new one");
        assertThatThrownBy(() -> PoolQueues.<Element>fifo().add(null)).isInstanceOf(NullPointerException.class);
    }
}
