package io.conecta.contract;

import io.conecta.Pool;
import io.conecta.PoolException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Borrows from an empty pool near the ends of many stacks, where there is stack enough to wait, but perhaps not to have an object created. In a
 * JVM of its own, as {@link DeepKeys}.
 */
final class DeepWaits {
    private static final int STACKS = 15;
    private static final int MOST_FRAMES = 400;
    private static final Duration PATIENCE = Duration.ofMillis(30);
    /** As often as one pauses in that time, if no more. */
    private static final int PAUSES = 4;

    private final Pool<Object> pool =
            Pool.builder(Object::new).maxSize(1).initialSize(0).build();
    private int frames;
    private int up;
    private @Nullable Object object;
    private long pauses;
    private int overflows;
    private int inVain;

    @SuppressWarnings("InfiniteRecursion") // That is the point.
    private void down() {
        try {
            down();
        } catch (StackOverflowError bottom) {
            // Up again.
        }
        if (++up == frames) {
            attempt();
        }
    }

    private void attempt() {
        try {
            object = pool.getOrCreate(PATIENCE);
        } catch (StackOverflowError end) {
            overflows++;
        } catch (InterruptedException | PoolException none) {
            // It waited, as its pauses tell.
        }
    }

    /** Its frames end elsewhere each time. */
    private void startAt(int offset) {
        if (offset == 0) {
            down();
        } else {
            startAt(offset - 1);
        }
    }

    /** One borrow from the pool, which is empty and has nothing under way. {@return whether it got an object} */
    private boolean dive(int offset, int frames) throws InterruptedException {
        this.frames = frames;
        up = 0;
        object = null;
        pool.health(); // Takes the samples that a borrower near the end of its stack could not take, and would fail
        // for.
        long before = pool.stats().created();
        Thread diver = new Thread(
                null,
                () -> {
                    startAt(offset);
                    pauses = pauses();
                },
                "diver",
                256 * 1024);
        diver.start();
        diver.join();
        boolean nothingUnderWay = pool.stats().creating() == 0;
        if (pauses >= PAUSES && nothingUnderWay && pool.stats().created() == before) {
            inVain++;
        }
        boolean served = object != null;
        empty();
        return served;
    }

    /** {@return how often this thread has waited} */
    private static long pauses() {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId())
                .getWaitedCount();
    }

    private void empty() throws InterruptedException {
        Object borrowed = object;
        if (borrowed != null) {
            pool.put(borrowed);
        }
        while (pool.stats().creating() > 0) {
            Thread.sleep(1);
        }
        pool.clear();
        while (pool.stats().closed() < pool.stats().created()) {
            Thread.sleep(1);
        }
    }

    private void run() throws InterruptedException {
        for (int i = 0; i < 3_000; i++) { // What can be compiled is compiled.
            object = pool.getOrCreate();
            empty();
        }
        for (int offset = 0; offset < STACKS && inVain == 0; offset++) {
            int served = 0;
            for (int depth = 1; depth <= MOST_FRAMES && served < 3 && inVain == 0; depth++) {
                served += dive(offset, depth) ? 1 : 0;
            }
        }
        System.out.println("overflows " + (overflows > STACKS) + ", waited in vain " + inVain);
    }

    public static void main(String... none) throws InterruptedException {
        new DeepWaits().run();
    }
}
