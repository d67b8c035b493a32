package io.conecta.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reserve")
class ReserveTest {
    private static Reserve.Entry<Integer> entry(int i) {
        return new Reserve.Entry<>(i, i + 1, i + 2, i + 3, i % 100, i % 2 == 0);
    }

    @Test
    @DisplayName("gives back what was put in, from both ends, whatever its history")
    void deque() {
        Reserve<Integer> reserve = new Reserve<>();
        Deque<Integer> model = new ArrayDeque<>();
        Random random = new Random(7);
        int pushes = 0;
        for (int step = 0; step < 60_000; step++) {
            int bias = step / 10_000 % 2 == 0 ? 6 : 3;
            if (random.nextInt(9) < bias) {
                reserve.push(entry(pushes));
                model.addLast(pushes++);
            } else {
                boolean newest = random.nextBoolean();
                Integer expected = newest ? model.pollLast() : model.pollFirst();
                Reserve.Entry<Integer> popped = newest ? reserve.popNewest() : reserve.popOldest();
                assertThat(popped).isEqualTo(expected == null ? null : entry(expected));
            }
            assertThat(reserve.size()).isEqualTo(model.size());
            assertThat(reserve.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    @Test
    @DisplayName("knows what it has, by identity")
    void contains() {
        Reserve<String> reserve = new Reserve<>();
        String mine = String.valueOf(new char[] {'a'});
        reserve.push(new Reserve.Entry<>(mine, 0, 0, 0, 0, false));
        assertThat(reserve.contains(mine)).isTrue();
        assertThat(reserve.contains("a")).isFalse();
        reserve.popNewest();
        assertThat(reserve.contains(mine)).isFalse();
    }

    @Test
    @DisplayName("failures and suspicion survive, up to what a byte holds")
    void failures() {
        Reserve<String> reserve = new Reserve<>();
        for (int failures : new int[] {0, 1, 126, 127, 128, 1_000}) {
            for (boolean suspect : new boolean[] {true, false}) {
                reserve.push(new Reserve.Entry<>("a", 0, 0, 0, failures, suspect));
                Reserve.Entry<String> popped = Objects.requireNonNull(reserve.popOldest());
                assertThat(popped.failures()).isEqualTo(Math.min(127, failures));
                assertThat(popped.suspect()).isEqualTo(suspect);
            }
        }
    }

    @Test
    @DisplayName("ticks measure time to 8.4 ms, across the wrap of nanoTime, and never call the present the past")
    void ticks() {
        long tick = 1L << 23;
        for (long start : new long[] {0, Long.MAX_VALUE - 3, Long.MIN_VALUE, -1, 1L << 54}) {
            assertThat(Reserve.nanosBetween(Reserve.tick(start), Reserve.tick(start + 100 * tick)))
                    .isEqualTo(100 * tick);
            assertThat(Reserve.nanosBetween(Reserve.tick(start + tick), Reserve.tick(start)))
                    .as("packed after the clock was read")
                    .isZero();
        }
    }
}
