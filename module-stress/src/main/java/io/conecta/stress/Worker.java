package io.conecta.stress;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolFullException;
import io.conecta.PoolTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One thread that does at random what a pool's users do. */
final class Worker implements Runnable {
    private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final Plan plan;
    private final Pool<Thing> pool;
    private final Workshop workshop;
    private final Violations violations;
    private final Random random;
    private final long end;
    /** Things and leases that another worker is to give back. */
    private final Queue<Runnable> elsewhere;
    /** Things that are kept too long, to be given back after the round. */
    private final Queue<Runnable> late;

    private final AtomicLong operations;

    Worker(
            Plan plan,
            Pool<Thing> pool,
            Workshop workshop,
            Violations violations,
            long seed,
            long end,
            Queue<Runnable> elsewhere,
            Queue<Runnable> late,
            AtomicLong operations) {
        this.plan = plan;
        this.pool = pool;
        this.workshop = workshop;
        this.violations = violations;
        this.random = new Random(seed);
        this.end = end;
        this.elsewhere = elsewhere;
        this.late = late;
        this.operations = operations;
    }

    @Override
    public void run() {
        long done = 0;
        while (System.nanoTime() - end < 0) {
            long start = System.nanoTime();
            long most = TimeUnit.SECONDS.toNanos(20);
            try {
                switch (random.nextInt(12)) {
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
                            return thing;
                        });
                    case 10 -> elsewhere();
                    default -> adopt();
                }
            } catch (PoolTimeoutException timeout) {
                long took = System.nanoTime() - start;
                if (took > most + SLACK_NANOS) {
                    violations.add("a borrow took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms", timeout);
                } else if (plan.trouble() == 0 && took > TimeUnit.SECONDS.toNanos(15)) {
                    violations.add("a borrower starved although nothing went wrong", timeout);
                }
            } catch (PoolCreateException | PoolFullException refused) {
                if (plan.trouble() == 0) {
                    violations.add("refused although nothing went wrong", refused);
                }
            } catch (InterruptedException interrupted) {
                // The operator interrupts at random.
            } catch (RuntimeException unexpected) {
                violations.add("unexpected", unexpected);
            } catch (Exception body) {
                // The body's own.
            } catch (Throwable error) {
                violations.add("unexpected", error);
            }
            done++;
        }
        operations.addAndGet(done);
    }

    private void now() {
        Optional<Thing> thing = pool.get();
        thing.ifPresent(this::give);
    }

    private void use(Thing thing) {
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
            if (!plan.reclaims()) {
                violations.add("a lease ended by itself", ended);
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
            late.add(later);
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
        if (random.nextInt(20) != 0) {
            return;
        }
        Thing mine = new Thing(violations);
        try {
            pool.put(mine);
            workshop.alive.incrementAndGet();
        } catch (PoolFullException full) {
            mine.touch("kept");
        }
    }
}
