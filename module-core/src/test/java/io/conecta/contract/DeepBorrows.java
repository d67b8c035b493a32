package io.conecta.contract;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Borrows at the ends of many stacks, each time from the deepest frame up to where it succeeds. In a JVM of its own, as {@link DeepKeys}; to be run with
 * methods that are never compiled, which need more stack than what is compiled before them.
 */
final class DeepBorrows {
    private static final int STACKS = 50;
    private static final int MOST_TRIES = 300;
    private static final Duration SOON = Duration.ofMillis(5);

    private final Pool<Object> pool;

    private DeepBorrows(Pool<Object> pool) {
        this.pool = pool;
    }

    /** Keeps what it borrows; calls nothing afterwards, which might fail. */
    private abstract static class Way {
        private int tries;
        private boolean done;
        int overflows;

        abstract void borrow() throws InterruptedException;

        abstract void giveBack();

        @SuppressWarnings("InfiniteRecursion") // That is the point.
        private void down() {
            try {
                down();
            } catch (StackOverflowError bottom) {
                // Up again.
            }
            if (!done && tries++ < MOST_TRIES) {
                attempt();
            }
        }

        private void attempt() {
            try {
                borrow();
                done = true;
            } catch (StackOverflowError again) {
                overflows++;
            } catch (InterruptedException | PoolException nothing) {
                done = true;
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

        private void dive(int offset) throws InterruptedException {
            tries = 0;
            done = false;
            Thread diver = new Thread(null, () -> startAt(offset), "diver", 256 * 1024);
            diver.start();
            diver.join();
            giveBack();
        }
    }

    private final class Plain extends Way {
        private @Nullable Object object;

        @Override
        void borrow() throws InterruptedException {
            object = pool.getOrCreate(SOON);
        }

        @Override
        void giveBack() {
            if (object != null) {
                pool.put(object);
                object = null;
            }
        }
    }

    private final class AtOnce extends Way {
        private Optional<Object> object = Optional.empty();

        @Override
        void borrow() {
            object = pool.get();
        }

        @Override
        void giveBack() {
            object.ifPresent(pool::put);
            object = Optional.empty();
        }
    }

    private final class Leased extends Way {
        private @Nullable Lease<Object> lease;

        @Override
        void borrow() throws InterruptedException {
            lease = pool.lease(SOON);
        }

        @Override
        void giveBack() {
            if (lease != null) {
                lease.close();
                lease = null;
            }
        }
    }

    public static void main(String... none) throws InterruptedException {
        Pool<Object> pool = Pool.builder(Object::new).maxSize(3).strict(true).build();
        DeepBorrows deep = new DeepBorrows(pool);
        deep.warmUp();
        deep.dive("getOrCreate", deep.new Plain());
        deep.dive("get", deep.new AtOnce());
        deep.dive("lease", deep.new Leased());
        pool.close();
    }

    /** What can be compiled is compiled. */
    private void warmUp() throws InterruptedException {
        for (int i = 0; i < 100_000; i++) {
            pool.put(pool.getOrCreate(SOON));
            pool.get().ifPresent(pool::put);
            pool.lease(SOON).close();
        }
    }

    private void dive(String what, Way way) throws InterruptedException {
        int lost = 0;
        for (int i = 0; i < STACKS; i++) {
            way.dive(i % 40);
            if (isLost()) {
                lost++;
                break;
            }
        }
        System.out.println(what + ": overflows " + (way.overflows > STACKS) + ", lost " + lost);
    }

    private boolean isLost() throws InterruptedException {
        long end = System.nanoTime() + 5_000_000_000L;
        while (pool.stats().lent() > 0) {
            if (System.nanoTime() - end > 0) {
                return true;
            }
            pool.scan();
            Thread.sleep(1);
        }
        return false;
    }
}
