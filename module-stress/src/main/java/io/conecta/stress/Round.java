package io.conecta.stress;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilders;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolStats;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Starving;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One pool under random operations for a few seconds, then at rest, then closed; the laws are checked at each stage. */
final class Round {
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long CLEAR_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Plan plan;
    private final Random random;
    private final Violations violations;
    private final AtomicLong operations;
    private final Chance chance;
    private final Background background;
    private final Workshop workshop;
    private final Operator operator;
    private final Queue<Runnable> elsewhere = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final List<Thread> platform = new ArrayList<>();
    private final List<Thread> all = new ArrayList<>();

    Round(Random random, Violations violations, AtomicLong operations) {
        this.random = random;
        this.violations = violations;
        this.operations = operations;
        plan = Plan.draw(random);
        chance = new Chance(random.nextLong(), plan.errors(), plan.hangs());
        background = Starving.background(chance::isStarved);
        workshop = new Workshop(plan, chance, violations);
        operator = new Operator(plan, workshop, violations, random);
        violations.scene(plan.toString());
    }

    Plan plan() {
        return plan;
    }

    void run(long nanos) throws InterruptedException {
        ExecutorService executor = switch (plan.executor()) {
            case NONE -> null;
            case CACHED, UNRELIABLE -> Executors.newCachedThreadPool(Threads::daemon);
            case BOUNDED -> Executors.newFixedThreadPool(2, Threads::daemon);
        };
        Pool<Thing> pool = workshop.open(executor == null ? null : task -> execute(executor, task), background);
        Pool<Thing> other = PoolBuilders.build(
                Pool.builder(() -> new Thing(violations, 0)).name("other").initialSize(0), background);
        trouble(pool, other, nanos);
        rest(pool);
        other.close();
        close(pool);
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    private void execute(ExecutorService executor, Runnable task) {
        if (plan.executor() == Plan.Executors.UNRELIABLE) {
            if (chance.once(20)) {
                return; // Dropped.
            }
            if (chance.once(20)) {
                chance.raise("the executor");
            }
        }
        executor.execute(task);
    }

    private void trouble(Pool<Thing> pool, Pool<Thing> other, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        Worker.Site site = new Worker.Site(plan, pool, other, workshop, violations, end, elsewhere, late, operations);
        for (int i = 0; i < plan.threads() + plan.virtualThreads(); i++) {
            Worker worker = new Worker(site, random.nextLong());
            Thread thread = i < plan.threads() ? Threads.daemon(worker) : Threads.virtual(worker);
            if (thread != null) {
                all.add(thread);
                if (i < plan.threads()) {
                    platform.add(thread);
                }
            }
        }
        if (plan.reported()) {
            all.add(Threads.daemon(new Reporter(plan, pool, violations, end)));
        }
        all.forEach(Thread::start);
        while (System.nanoTime() - end < 0) {
            operate(pool);
            if (plan.maintained() && random.nextInt(3) == 0) {
                operator.operate(pool);
            }
            giveBack(elsewhere); // Whoever could do it may be waiting for just that object.
            Thread.sleep(random.nextInt(20));
        }
        chance.starve(false);
        workshop.outage(false);
        pool.resume();
        pool.reconfigure(plan.settings());
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        for (Thread thread : all) {
            while (thread.isAlive() && System.nanoTime() - limit < 0) {
                giveBack(elsewhere);
                thread.join(1);
            }
            if (thread.isAlive()) {
                Throwable stack = new Throwable("stuck");
                stack.setStackTrace(thread.getStackTrace());
                violations.add("a worker is stuck; " + pool.stats(), stack);
            }
        }
    }

    /** What an operator does to a pool under load. */
    private void operate(Pool<Thing> pool) {
        switch (random.nextInt(10)) {
            case 0 -> clear(pool);
            case 1 -> pool.scan();
            case 2, 3 -> {
                if (plan.trouble() != 0 || random.nextInt(4) == 0) {
                    pool.reconfigure(plan.vary(random));
                }
                if (random.nextBoolean()) {
                    pool.reconfigure(plan.settings());
                }
            }
            case 8 -> {
                if (plan.trouble() != 0 && random.nextInt(8) == 0) {
                    workshop.killAll();
                }
            }
            case 9 -> chance.starve(plan.starved() && random.nextInt(4) != 0);
            case 4 -> platform.get(random.nextInt(platform.size())).interrupt();
            default -> {
                PoolStats stats = pool.stats();
                if (stats.idle() < 0 || stats.lent() < 0 || stats.creating() < 0 || stats.created() < stats.closed()) {
                    violations.add("impossible: " + stats);
                }
                pool.loans();
            }
        }
    }

    private void clear(Pool<Thing> pool) {
        long began = System.nanoTime();
        workshop.clear(pool);
        long took = System.nanoTime() - began;
        if (took > CLEAR_NANOS) {
            violations.add("clear took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms; " + pool.stats());
        }
    }

    /** Everything is given back, nothing goes wrong any more: the accounts have to agree. */
    private void rest(Pool<Thing> pool) throws InterruptedException {
        chance.calm();
        Thread.interrupted();
        giveBack(elsewhere);
        giveBack(late);
        pool.reconfigure(plan.calm());
        await("nothing lent and nobody waiting", pool, () -> {
            PoolStats stats = pool.stats();
            return stats.lent() == 0 && stats.waiting() == 0;
        });
        if (plan.settings().minIdle() == 0 && !comesAndGoes()) {
            await("idle + lent + creating = alive", pool, () -> {
                PoolStats stats = pool.stats();
                int inside = stats.idle() + stats.lent() + stats.creating();
                return inside == stats.created() - stats.closed() && inside == workshop.alive.get();
            });
        }
        everybodyIsServed(pool);
        if (!plan.reclaims()) {
            returnedTwice(pool);
        }
        if (plan.maintained()) {
            operator.drainAtRest(pool);
            everybodyIsServed(pool);
        }
        int less = random.nextInt(plan.settings().maxSize() + 1);
        pool.reconfigure(plan.calm().withMaxSize(less).withMinIdle(0));
        await("at most " + less + " alive", pool, () -> workshop.alive.get() <= less);
        pool.reconfigure(plan.calm());
        everybodyIsServed(pool);
    }

    private static void giveBack(Queue<Runnable> queue) {
        for (Runnable giveBack = queue.poll(); giveBack != null; giveBack = queue.poll()) {
            giveBack.run();
        }
    }

    /** Whether objects come and go even if nobody borrows. */
    private boolean comesAndGoes() {
        Duration soon = Duration.ofSeconds(1);
        return plan.settings().idleTimeout().compareTo(soon) < 0
                || plan.settings().maxLifetime().compareTo(soon) < 0;
    }

    private void everybodyIsServed(Pool<Thing> pool) throws InterruptedException {
        Deque<Thing> out = new ArrayDeque<>();
        try {
            while (out.size() < plan.settings().maxSize()) {
                Thing thing = served(pool);
                if (!plan.reclaims()) {
                    thing.enter(this, false);
                }
                out.add(thing);
            }
            if (!plan.reclaims() && pool.get().isPresent()) {
                violations.add("more lent than maxSize");
            }
        } catch (RuntimeException notServed) {
            violations.add("not served at rest, after " + out.size() + "; " + pool.stats(), notServed);
        }
        for (Thing thing : out) {
            if (!plan.reclaims()) {
                thing.exit(this);
            }
            pool.put(thing);
        }
    }

    private static Thing served(Pool<Thing> pool) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return pool.getOrCreate(Duration.ofSeconds(20));
            } catch (PoolCreateException | PoolDownException before) {
                // Of a creation from before the rest; the next one succeeds.
                if (System.nanoTime() - start > SETTLED_NANOS) {
                    throw before;
                }
            }
        }
    }

    private void returnedTwice(Pool<Thing> pool) throws InterruptedException {
        Thing thing = served(pool);
        pool.put(thing);
        try {
            pool.put(thing);
            violations.add("took the same thing twice");
        } catch (IllegalStateException expected) {
            // As promised.
        }
    }

    private void close(Pool<Thing> pool) throws InterruptedException {
        List<Thing> kept = new ArrayList<>();
        for (int left = random.nextInt(Math.min(4, plan.settings().maxSize() + 1)); left > 0; left--) {
            kept.add(served(pool));
        }
        if (!kept.isEmpty() && random.nextBoolean()) {
            Thing lent = kept.remove(0);
            Threads.start(() -> {
                LockSupport.parkNanos(random.nextInt(20_000_000));
                pool.put(lent);
            });
        }
        drained(pool.close(kept.isEmpty() ? Duration.ofSeconds(20) : Duration.ofSeconds(1)), kept);
        try {
            pool.getOrCreate();
            violations.add("lent by a closed pool");
        } catch (PoolClosedException expected) {
            // As promised.
        }
        for (Thing thing : kept) {
            if (!plan.reclaims() && thing.isClosed()) {
                violations.add("closed while it was out");
            }
            pool.put(thing);
        }
        await("nothing alive after close", pool, () -> workshop.alive.get() == 0);
        await("no thread and no timer", pool, () -> background.users() == 0);
        PoolStats stats = pool.stats();
        if (stats.pingFailures() != workshop.pingFailures() || stats.closed() != workshop.closes()) {
            violations.add("a failed ping or a close that no listener heard of: " + workshop.pingFailures()
                    + " failed pings and " + workshop.closes() + " closes were heard of, " + stats);
        }
        if (workshop.timed() > stats.borrowed()) {
            violations.add(workshop.timed() + " times of loans, " + stats);
        }
        if (stats.created() != stats.closed()) {
            violations.add("created and closed differ after the close: " + stats);
        }
    }

    /** What the pool lists as left is what was not given back, to the object, each once. */
    private void drained(List<Loan> listed, List<Thing> kept) {
        if (plan.reclaims()) {
            return; // What was kept may have been reclaimed.
        }
        Set<Object> left = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Loan> out =
                listed.stream().filter(loan -> loan.borrower() != null).toList(); // The rest is being closed still.
        out.forEach(loan -> left.add(loan.object()));
        boolean same = left.size() == out.size() && left.size() == kept.size();
        for (Thing thing : kept) {
            same &= left.contains(thing);
        }
        // What has no borrower was given back, and is in the list once.
        listed.forEach(loan -> left.add(loan.object()));
        same &= left.size() == listed.size();
        if (!same) {
            violations.add("close(drain) lists " + listed + ", left are " + kept.size());
        }
    }

    private void await(String what, Pool<Thing> pool, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > SETTLED_NANOS) {
                violations.add("not so after a while: " + what + "; alive " + workshop.alive + ", " + pool.stats()
                        + ", users " + background.users());
                return;
            }
            Thread.sleep(1);
        }
    }

    /** How threads are made here. */
    static final class Threads {
        static final String NAME = "stress";
        private static final long STACK_BYTES = 256 * 1024;

        private Threads() {}

        static Thread daemon(Runnable task) {
            Thread thread = new Thread(null, task, NAME, STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        }

        static void start(Runnable task) {
            daemon(task).start();
        }

        /** {@return a virtual thread that is not started, or null where there are none} */
        static @Nullable Thread virtual(Runnable task) {
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Class<?> type = Class.forName("java.lang.Thread$Builder");
                return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, task);
            } catch (ReflectiveOperationException before21) {
                return null;
            }
        }
    }
}
