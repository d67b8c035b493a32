package io.conecta.contract;

import io.conecta.KeyedPool;
import io.conecta.PoolException;

/**
 * Borrows for new keys near the end of a stack, and for all of them afterwards. In a JVM of its own: what a JVM fails to link at the end of a stack, it
 * never links again.
 */
final class DeepKeys {
    private static final int KEYS = 600;
    /** So many calls are left at most. */
    private static final int LEFT = 120;

    private final KeyedPool<Integer, Object> pool;
    private int overflows;

    private DeepKeys(KeyedPool<Integer, Object> pool) {
        this.pool = pool;
    }

    public static void main(String... none) throws InterruptedException {
        KeyedPool<Integer, Object> pool =
                KeyedPool.builder((Integer key) -> new Object()).name("deep").build();
        DeepKeys deep = new DeepKeys(pool);
        deep.borrow(-1); // What is used for the first time needs more.
        Thread digger = new Thread(null, deep::dig, "digger", 400_000);
        digger.start();
        digger.join();
        System.out.println("overflows: " + (deep.overflows > 0) + ", unusable: " + deep.unusable() + ", lent: "
                + pool.stats().lent());
        pool.close();
    }

    private static void down(int calls, Runnable action) {
        if (calls == 0) {
            action.run();
        } else {
            down(calls - 1, action);
        }
    }

    private void dig() {
        int deepest = 100;
        try {
            while (true) {
                down(deepest, () -> {});
                deepest++;
            }
        } catch (StackOverflowError end) {
            deepest--;
        }
        for (int i = 0; i < KEYS; i++) {
            int key = i;
            try {
                down(deepest - i % LEFT, () -> borrow(key));
            } catch (VirtualMachineError | IllegalStateException | PoolException end) {
                overflows++;
            }
        }
    }

    private void borrow(int key) {
        try {
            pool.put(key, pool.getOrCreate(key));
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** {@return keys for which nothing can be borrowed} */
    private int unusable() {
        int unusable = 0;
        for (int key = 0; key < KEYS; key++) {
            try {
                borrow(key);
            } catch (RuntimeException failure) {
                unusable++;
            }
        }
        return unusable;
    }
}
