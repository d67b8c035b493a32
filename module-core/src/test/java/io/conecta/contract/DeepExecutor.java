package io.conecta.contract;

import io.conecta.Pool;
import io.conecta.PoolException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has pings begun near the ends of an executor's stacks. In a JVM of its own, as {@link DeepKeys}. */
final class DeepExecutor implements Executor {
    private static final int MOST_FRAMES = 160;
    private static final int STEP = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicBoolean dives = new AtomicBoolean();
    private volatile int frames;

    /** One task at the end of a stack. */
    private final class Dive implements Runnable {
        private final Runnable task;
        private int up;

        Dive(Runnable task) {
            this.task = task;
        }

        @Override
        @SuppressWarnings("InfiniteRecursion") // That is the point.
        public void run() {
            try {
                run();
            } catch (StackOverflowError bottom) {
                // Up again.
            }
            if (++up == frames) {
                task.run();
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        Runnable here = dives.getAndSet(false) ? new Dive(task) : task;
        Thread thread = new Thread(null, here, "executor", 256 * 1024);
        thread.setUncaughtExceptionHandler((executor, overflow) -> {}); // Expected.
        thread.start();
    }

    /** {@return whether an object whose ping begins there is lent in the end, or another} */
    private boolean isServed(int deep) throws InterruptedException {
        frames = deep;
        Pool<Object> pool = Pool.builder(Object::new)
                .maxSize(1)
                .initialSize(0)
                .pingFunc((object, failures) -> true)
                .pingIdleAfter(Duration.ZERO)
                .pingTimeout(Duration.ofMillis(100))
                .executor(this)
                .build();
        pool.put(pool.getOrCreate(PATIENCE));
        dives.set(true);
        try {
            pool.put(pool.getOrCreate(PATIENCE));
            return true;
        } catch (PoolException none) {
            return false;
        } finally {
            pool.close();
        }
    }

    public static void main(String... none) throws InterruptedException {
        DeepExecutor executor = new DeepExecutor();
        int lost = 0;
        for (int frames = 1; frames <= MOST_FRAMES && lost == 0; frames += STEP) {
            lost += executor.isServed(frames) ? 0 : 1;
        }
        System.out.println("lost " + lost);
    }
}
