package io.conecta.stress;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One round of {@link BudgetStress}. */
final class BudgetRound {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Random random;
    private final Violations violations;
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger mostAlive = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final List<LongAdder> served = new ArrayList<>();

    BudgetRound(Random random, Violations violations) {
        this.random = random;
        this.violations = violations;
    }

    /** A pooled thing. */
    private static final class Box {
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger holders = new AtomicInteger();
    }

    /** Borrows from something. */
    private interface Source {
        Box borrow() throws InterruptedException;

        void giveBack(Box box, boolean discard);
    }

    private Box create(boolean slow, boolean fails) throws Exception {
        mostAlive.accumulateAndGet(alive.incrementAndGet(), Math::max); // From the start of the creation.
        boolean created = false;
        try {
            if (slow) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(4));
            }
            if (fails && chance(10)) {
                throw new IOException("made up");
            }
            created = true;
            return new Box();
        } finally {
            if (!created) {
                alive.decrementAndGet();
            }
        }
    }

    private void close(Box box, boolean slow) throws InterruptedException {
        try {
            if (slow) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(4));
            }
        } finally { // To the end of the close.
            if (!box.closed.compareAndSet(false, true)) {
                violations.add("closed twice");
            }
            alive.decrementAndGet();
        }
    }

    private static boolean chance(int oneIn) {
        return ThreadLocalRandom.current().nextInt(oneIn) == 0;
    }

    private void borrower(String name, Source source) {
        int hold = random.nextInt(3);
        LongAdder count = new LongAdder();
        served.add(count);
        Thread thread = new Thread(() -> use(name, source, hold, count), name);
        threads.add(thread);
        thread.start();
    }

    @SuppressWarnings("ThreadPriorityCheck") // Others are to come in between.
    private void use(String name, Source source, int hold, LongAdder count) {
        while (!stop.get()) {
            try {
                Box box = source.borrow();
                if (box.holders.incrementAndGet() != 1) {
                    violations.add("two holders");
                }
                if (box.closed.get()) {
                    violations.add("lent although closed");
                }
                if (hold == 1) {
                    Thread.yield();
                } else if (hold == 2) {
                    Thread.sleep(1);
                }
                box.holders.decrementAndGet();
                count.increment();
                source.giveBack(box, chance(50));
                if (hold == 0 && chance(100)) {
                    Thread.sleep(5);
                }
            } catch (PoolCreateException madeUp) {
                // Tried again.
            } catch (Exception wrong) {
                violations.add(name + " was not served", wrong);
                return;
            }
        }
    }

    /** Several pools in one budget, some of them keyed. {@return how often something was borrowed} */
    long pools(long nanos) throws InterruptedException {
        PoolBudget budget = PoolBudget.of(2 + random.nextInt(11));
        int highest = budget.stats().limit();
        List<Pool<Box>> pools = new ArrayList<>();
        int left = highest - 1; // One that belongs to nobody.
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            int share = random.nextInt(3) == 0 ? Math.min(left, random.nextInt(4)) : 0;
            left -= share;
            pools.add(pool(i, share).budget(budget).build());
        }
        pools.forEach(pool -> borrowers(pool.name(), source(pool)));
        List<KeyedPool<Integer, Box>> keyed = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            KeyedPool<Integer, Box> pool =
                    keyedPool(1 + random.nextInt(12)).budget(budget).build();
            keyed.add(pool);
            int keys = 1 + random.nextInt(10);
            for (int each = 1 + random.nextInt(4); each > 0; each--) {
                borrower("keys of the budget", anyKey(pool, keys));
            }
        }
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; Thread.sleep(50)) {
            highest = Math.max(highest, change(budget, pools));
            if (!keyed.isEmpty() && random.nextInt(4) == 0) {
                KeyedPool<Integer, Box> pool = keyed.get(random.nextInt(keyed.size()));
                pool.reconfigure(pool.settings().withMaxTotal(1 + random.nextInt(12)));
            }
        }
        end(highest);
        for (KeyedPool<Integer, Box> pool : keyed) {
            pool.close(PATIENCE);
        }
        for (Pool<Box> pool : pools) {
            pool.close(PATIENCE);
        }
        until("all permits are back: " + budget, () -> budget.stats().used() == 0 && alive.get() == 0);
        return served.stream().mapToLong(LongAdder::sum).sum();
    }

    private PoolBuilder<Box> pool(int number, int share) {
        boolean slow = random.nextInt(3) == 0;
        boolean fails = random.nextInt(4) == 0;
        boolean slowClose = random.nextInt(4) == 0;
        PoolBuilder<Box> builder = Pool.<Box>builder(() -> create(slow, fails))
                .closeFunc(box -> close(box, slowClose))
                .name("pool-" + number)
                .maxSize(Math.max(share, 1 + random.nextInt(10)))
                .initialSize(0)
                .minShare(share)
                .retryDelay(Duration.ofMillis(20))
                .waitWhenDown(true)
                .scanInterval(Duration.ofMillis(50))
                .strict(random.nextInt(6) == 0);
        if (random.nextInt(5) == 0) {
            builder.maxLifetime(Duration.ofMillis(20));
        }
        if (random.nextInt(5) == 0) {
            builder.maxUses(3);
        }
        if (random.nextInt(5) == 0) {
            builder.createTimeout(Duration.ofMillis(2)).closeTimeout(Duration.ofMillis(2));
        }
        return builder;
    }

    private static Source source(Pool<Box> pool) {
        return new Source() {
            @Override
            public Box borrow() throws InterruptedException {
                return pool.getOrCreate(PATIENCE);
            }

            @Override
            public void giveBack(Box box, boolean discard) {
                if (discard) {
                    pool.discard(box);
                } else {
                    pool.put(box);
                }
            }
        };
    }

    private void borrowers(String name, Source source) {
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            borrower(name, source);
        }
    }

    /** {@return the limit that holds from now on} */
    private int change(PoolBudget budget, List<Pool<Box>> pools) throws InterruptedException {
        Pool<Box> pool = pools.get(random.nextInt(pools.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> budget.limit(1 + shares(pools) + random.nextInt(12));
            case 3 -> {
                int share = random.nextInt(4);
                if (shares(pools) - pool.settings().minShare() + share
                        < budget.stats().limit()) {
                    pool.reconfigure(pool.settings().withMinShare(share));
                }
            }
            case 4 -> pool.clear();
            case 5 -> {
                pool.suspend();
                Thread.sleep(5);
                pool.resume();
            }
            default -> {}
        }
        return budget.stats().limit();
    }

    private static int shares(List<Pool<Box>> pools) {
        return pools.stream().mapToInt(pool -> pool.settings().minShare()).sum();
    }

    /** Many keys of one pool. {@return how often something was borrowed} */
    long keyed(long nanos) throws InterruptedException {
        int total = 1 + random.nextInt(12);
        KeyedPool<Integer, Box> pool = keyedPool(total).build();
        int keys = 1 + random.nextInt(30);
        for (int i = 0; i < 8; i++) {
            borrower("keys", anyKey(pool, keys));
        }
        int highest = total;
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; Thread.sleep(50)) {
            if (random.nextInt(4) == 0) {
                int limit = 1 + random.nextInt(12);
                highest = Math.max(highest, limit);
                pool.reconfigure(pool.settings().withMaxTotal(limit));
            } else if (random.nextInt(4) == 0) {
                pool.clear(random.nextInt(keys));
            }
        }
        end(highest);
        pool.close(PATIENCE);
        until("all is closed: " + pool, () -> alive.get() == 0);
        return served.stream().mapToLong(LongAdder::sum).sum();
    }

    private KeyedPoolBuilder<Integer, Box> keyedPool(int total) {
        boolean slow = random.nextInt(3) == 0;
        boolean fails = random.nextInt(4) == 0;
        boolean slowClose = random.nextInt(4) == 0;
        return KeyedPool.<Integer, Box>builder(key -> create(slow, fails))
                .closeFunc(box -> close(box, slowClose))
                .maxSize(1 + random.nextInt(5))
                .maxTotal(total)
                .retryDelay(Duration.ofMillis(20))
                .waitWhenDown(true)
                .idleTimeout(Duration.ofMillis(1 + random.nextInt(50)))
                .keyIdleTimeout(Duration.ofMillis(1 + random.nextInt(20)));
    }

    private static Source anyKey(KeyedPool<Integer, Box> pool, int keys) {
        return new Source() {
            private int key;

            @Override
            public Box borrow() throws InterruptedException {
                key = ThreadLocalRandom.current().nextInt(keys)
                        * ThreadLocalRandom.current().nextInt(2); // Half of them 0.
                return pool.getOrCreate(key, PATIENCE);
            }

            @Override
            public void giveBack(Box box, boolean discard) {
                if (discard) {
                    pool.discard(key, box);
                } else {
                    pool.put(key, box);
                }
            }
        };
    }

    private void end(int highest) throws InterruptedException {
        stop.set(true);
        for (Thread each : threads) {
            each.join(TimeUnit.NANOSECONDS.toMillis(END_NANOS) + PATIENCE.toMillis());
            if (each.isAlive()) {
                violations.add(each.getName() + " is stuck");
            }
        }
        if (mostAlive.get() > highest) {
            violations.add(mostAlive + " were alive, with a limit of " + highest);
        }
        if (served.stream().anyMatch(each -> each.sum() == 0)) {
            violations.add("a borrower was never served");
        }
    }

    private void until(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > END_NANOS) {
                violations.add("not within 20 s: " + what + ", alive " + alive);
                return;
            }
            Thread.sleep(1);
        }
    }
}
