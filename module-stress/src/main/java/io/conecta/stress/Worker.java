package io.conecta.stress;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolException;
import io.conecta.PoolFullException;
import io.conecta.PoolTimeoutException;
import io.conecta.Use;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread that does at random what a pool's users do. */
final class Worker implements Runnable {
    private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long LEAK_NANOS = TimeUnit.MILLISECONDS.toNanos(Plan.LEAK_MILLIS);

    private final Site site;
    private final Plan plan;
    private final Pool<Thing> pool;
    private final Workshop workshop;
    private final Violations violations;
    private final Random random;
    /** Things and leases that another worker is to give back. */
    private final Queue<Runnable> elsewhere;
    /** The clears that had returned when the borrow began. */
    private int era;
    /** When it began. */
    private long began;

    /**
     * What the workers of a round share.
     *
     * @param other another pool
     * @param end when they stop
     * @param elsewhere things and leases that another worker is to give back
     * @param late things that are kept too long, to be given back after the round
     */
    record Site(
            Plan plan,
            Pool<Thing> pool,
            Pool<Thing> other,
            Workshop workshop,
            Violations violations,
            long end,
            Queue<Runnable> elsewhere,
            Queue<Runnable> late,
            AtomicLong operations) {}

    Worker(Site site, long seed) {
        this.site = site;
        plan = site.plan();
        pool = site.pool();
        workshop = site.workshop();
        violations = site.violations();
        elsewhere = site.elsewhere();
        random = new Random(seed);
    }

    @Override
    public void run() {
        long done = 0;
        while (System.nanoTime() - site.end() < 0) {
            long start = System.nanoTime();
            began = start;
            era = workshop.cleared();
            long most = TimeUnit.SECONDS.toNanos(20);
            try {
                switch (random.nextInt(plan.deep() ? 14 : 13)) {
                    case 0, 1 -> now();
                    case 2, 3 -> give(pool.getOrCreate());
                    case 4 -> {
                        Duration timeout = Duration.ofMillis(random.nextInt(20) - 2);
                        most = Math.max(0, timeout.toNanos());
                        give(pool.getOrCreate(timeout));
                    }
                    case 5, 6 -> lease(pool.lease());
                    case 7 -> {
                        most = TimeUnit.MILLISECONDS.toNanos(50);
                        lease(pool.lease(Duration.ofMillis(50)));
                    }
                    case 8 -> pool.run(this::use);
                    case 9 ->
                        pool.call(thing -> {
                            use(thing);
                            if (random.nextInt(10) == 0) {
                                throw new Exception("the body fails");
                            }
                            if (plan.errors() && random.nextInt(20) == 0) {
                                throw new BodyError();
                            }
                            return thing;
                        });
                    case 10 -> elsewhere();
                    case 11 -> adopt();
                    case 12 -> misplace();
                    default -> dive();
                }
            } catch (PoolTimeoutException timeout) {
                long took = System.nanoTime() - start;
                if (took > most + SLACK_NANOS) {
                    violations.add("a borrow took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms", timeout);
                } else if (!plan.mayRefuse() && took > TimeUnit.SECONDS.toNanos(15)) {
                    violations.add("a borrower starved although nothing went wrong", timeout);
                }
            } catch (PoolCreateException refused) {
                // On a busy machine a preparation may take so long that its object is reclaimed.
                boolean late = plan.reclaims() && System.nanoTime() - start >= LEAK_NANOS;
                if (!plan.mayRefuse() && !late) {
                    violations.add("refused although nothing went wrong", refused);
                }
            } catch (PoolFullException | PoolDownException refused) {
                if (!plan.mayRefuse()) {
                    violations.add("refused although nothing went wrong", refused);
                }
            } catch (InterruptedException interrupted) {
                // The operator interrupts at random.
            } catch (RuntimeException unexpected) {
                violations.add("unexpected", unexpected);
            } catch (Exception body) {
                // The body's own.
            } catch (BodyError body) {
                // The same.
            } catch (Throwable error) {
                violations.add("unexpected", error);
            }
            done++;
        }
        site.operations().addAndGet(done);
    }

    private static final class BodyError extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void now() {
        Optional<Thing> thing = pool.get();
        long took = System.nanoTime() - began;
        if (took > SLACK_NANOS && plan.trouble() != 0) {
            violations.add("get() took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
        }
        thing.ifPresent(this::give);
    }

    private void use(Thing thing) {
        if (thing.era() < era) {
            violations.add("lent although it was there before a clear that had returned when the borrow began");
        }
        int uses = thing.enter(this, plan.reclaims());
        if (uses > plan.settings().maxUses()) {
            violations.add("used " + uses + " times, maxUses=" + plan.settings().maxUses());
        }
        if (random.nextInt(50) == 0) {
            LockSupport.parkNanos(random.nextInt(1_000_000));
        }
        thing.exit(this);
    }

    private void give(Thing thing) {
        use(thing);
        switch (random.nextInt(40)) {
            case 0, 1 -> pool.discard(thing);
            case 2, 3 -> elsewhere.add(() -> pool.put(thing));
            case 4 -> keep(() -> pool.put(thing), () -> pool.put(thing));
            default -> pool.put(thing);
        }
    }

    private void lease(Lease<Thing> lease) {
        try {
            use(lease.get());
        } catch (IllegalStateException ended) {
            long age = System.nanoTime() - began;
            if (!plan.reclaims()) {
                violations.add("a lease ended by itself", ended);
            } else if (age < LEAK_NANOS) {
                violations.add("reclaimed at the age of " + age + " ns", ended);
            }
        }
        switch (random.nextInt(20)) {
            case 0 -> {
                lease.discard();
                lease.close();
            }
            case 1 -> elsewhere.add(lease::close);
            case 2 ->
                keep(lease::close, () -> {
                    lease.close();
                    lease.close();
                });
            case 3 -> {
                lease.close();
                lease.discard();
            }
            default -> {
                lease.close();
                lease.close();
            }
        }
    }

    /** Keeps it beyond the threshold, or for the rest of the round if the pool takes it back by itself. */
    private void keep(Runnable now, Runnable later) {
        if (plan.settings().maxSize() < 4 || random.nextInt(10) != 0) {
            now.run();
        } else if (plan.reclaims() && random.nextBoolean()) {
            site.late().add(later);
        } else {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Plan.LEAK_MILLIS + random.nextInt(50)));
            later.run();
        }
    }

    private void elsewhere() {
        Runnable giveBack = elsewhere.poll();
        if (giveBack != null) {
            giveBack.run();
        }
    }

    private void adopt() {
        if (plan.maintained() || random.nextInt(20) != 0) { // A drained pool closes it a moment later.
            return;
        }
        Thing mine = new Thing(violations, Integer.MAX_VALUE);
        try {
            pool.adopt(mine);
            workshop.alive.incrementAndGet();
        } catch (PoolFullException full) {
            mine.touch("kept", false);
        }
    }

    /** Puts a thing where it does not belong, and then where it does. */
    private void misplace() throws InterruptedException {
        if (plan.settings().maxSize() == 1 || random.nextInt(10) != 0) {
            return;
        }
        Thing thing = pool.getOrCreate();
        try {
            site.other().put(thing);
            violations.add("taken by another pool");
        } catch (IllegalArgumentException refused) {
            // As promised; it is still ours.
        }
        give(thing);
    }

    /** Goes down to the end of the stack, and borrows on the way up, as often as it fails. */
    private void dive() {
        if (random.nextInt(20) == 0 && Thread.currentThread().getName().equals(Round.Threads.NAME)) {
            Dive dive = new Dive();
            dive.down();
            Thing left = dive.left;
            if (left != null) {
                putBack(left);
            }
        }
    }

    /** Its return has failed for want of stack; here is enough. */
    private void putBack(Thing thing) {
        try {
            pool.put(thing);
        } catch (IllegalStateException ended) {
            if (!plan.reclaims()) {
                violations.add("a put that failed for want of stack had returned the thing", ended);
            }
        }
    }

    /** Linked once for all: what the JVM cannot link for want of stack, it never links again. */
    private static final Use<Thing, RuntimeException> NOTHING = thing -> {};

    /** One way down and up. */
    private final class Dive {
        private static final int MOST_TRIES = 300;
        /** On a busy machine, a try that fails may take a tenth of a second: the JVM looks at all frames of such a stack. */
        private static final long LONGEST_NANOS = 5_000_000_000L;

        private final long began = System.nanoTime();
        private final boolean raw = random.nextBoolean();
        private final Duration time = Duration.ofMillis(random.nextInt(3));
        private int tries;
        private boolean done;
        private @Nullable Thing left;

        @SuppressWarnings("InfiniteRecursion") // That is the point.
        void down() {
            try {
                down();
            } catch (StackOverflowError bottom) {
                // Up again.
            }
            if (!done && tries++ < MOST_TRIES && System.nanoTime() - began < LONGEST_NANOS) {
                borrow();
            }
        }

        private void borrow() {
            try {
                if (raw && left == null) {
                    left = pool.getOrCreate(time);
                }
                Thing thing = left;
                if (thing != null) {
                    pool.put(thing);
                    left = null;
                } else {
                    pool.run(NOTHING);
                }
                done = true;
            } catch (StackOverflowError again) {
                // One frame further up.
            } catch (InterruptedException | PoolException refused) {
                done = true;
            }
        }
    }
}
