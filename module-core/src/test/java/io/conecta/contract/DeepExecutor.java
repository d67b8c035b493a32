package io.conecta.contract;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has pings, creations and closes begun near the ends of an executor's stacks. In a JVM of its own, as {@link DeepKeys}. */
final class DeepExecutor implements Executor {
    private static final int MOST_FRAMES = 900;
    private static final int STEP = 9;
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

    /** What begins near the end of a stack. */
    private enum Kind {
        PING,
        CREATION,
        CLOSE
    }

    /** {@return whether that does its work in the end} There is one place, so that otherwise nobody is served. */
    private boolean isServed(Kind kind, int deep) throws InterruptedException {
        frames = deep;
        Pool<Object> pool = Pool.builder(Object::new)
                .maxSize(1)
                .initialSize(0)
                .pingFunc((object, failures) -> true)
                .pingIdleAfter(Duration.ZERO)
                .pingTimeout(Duration.ofMillis(100))
                .closeFunc(object -> {})
                .closeTimeout(Duration.ofMillis(100))
                .createTimeout(Duration.ofMillis(200))
                .executor(this)
                .build();
        try {
            dives.set(kind == Kind.CREATION);
            Object object = create(pool);
            dives.set(kind != Kind.CREATION);
            if (kind == Kind.CLOSE) {
                pool.discard(object);
            } else {
                pool.put(object);
            }
            pool.put(pool.getOrCreate(PATIENCE));
            return true;
        } catch (PoolException none) {
            return false;
        } finally {
            dives.set(false);
            pool.close();
        }
    }

    /** A task whose very first call finds no stack is lost; who waits for a creation hears of it after createTimeout. */
    private static Object create(Pool<Object> pool) throws InterruptedException {
        try {
            return pool.getOrCreate(PATIENCE);
        } catch (PoolCreateException lost) {
            return pool.getOrCreate(PATIENCE);
        }
    }

    public static void main(String... none) throws InterruptedException {
        DeepExecutor executor = new DeepExecutor();
        for (Kind kind : Kind.values()) {
            int lost = 0;
            for (int frames = 1; frames <= MOST_FRAMES && lost == 0; frames += STEP) {
                lost += executor.isServed(kind, frames) ? 0 : 1;
            }
            System.out.println(kind + ": lost " + lost);
        }
    }
}
