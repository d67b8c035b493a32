package io.conecta.contract;

import io.conecta.KeyedPool;
import io.conecta.Pool;
import io.conecta.PoolException;
import io.conecta.PoolStats;
import java.util.function.Supplier;

/** Lends by {@code run} and {@code call} at every depth of many stacks, down to their ends. In a JVM of its own, as {@link DeepKeys}. */
final class DeepRuns {
    private static final int STACKS = 100;
    private static final int SIZE = 300;

    private interface Step {
        void take() throws InterruptedException;
    }

    private int overflows;

    public static void main(String... none) throws InterruptedException {
        Pool<Object> plain = Pool.builder(Object::new).maxSize(SIZE).build();
        KeyedPool<Integer, Object> keyed =
                KeyedPool.builder((Integer key) -> new Object()).maxSize(SIZE).build();
        DeepRuns deep = new DeepRuns();
        deep.dig("run", () -> plain.run(DeepRuns::use), plain::stats);
        deep.dig("call", () -> plain.call(DeepRuns::use), plain::stats);
        deep.dig("keyed run", () -> keyed.run(0, DeepRuns::use), keyed::stats);
        deep.dig("keyed call", () -> keyed.call(0, DeepRuns::use), keyed::stats);
        plain.close();
        keyed.close();
    }

    private void dig(String what, Step step, Supplier<PoolStats> stats) throws InterruptedException {
        step.take(); // What is used for the first time needs more.
        overflows = 0;
        for (int i = 0; i < STACKS; i++) {
            Thread digger = new Thread(null, () -> end(step), "digger", 180_000 + i * 64);
            digger.start();
            digger.join();
        }
        long end = System.nanoTime() + 20_000_000_000L;
        while (stats.get().lent() > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        System.out.println(what + ": overflows " + (overflows == STACKS) + ", lost "
                + stats.get().lent());
    }

    private void end(Step step) {
        try {
            down(step, 0);
        } catch (StackOverflowError end) {
            overflows++;
        }
    }

    private static int down(Step step, int depth) {
        try {
            step.take();
        } catch (InterruptedException | PoolException none) {
            // Nothing can be had there.
        }
        return depth == Integer.MAX_VALUE ? 0 : down(step, depth + 1) + 1;
    }

    private static int use(Object object) {
        return descend(4);
    }

    private static int descend(int calls) {
        return calls == 0 ? 0 : descend(calls - 1) + 1;
    }
}
