package io.conecta.stress;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolHealth;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Whoever keeps the pool up: suspends, drains and resumes it, renews what it has, takes its backend away and brings it back. One thread. */
final class Operator {
    private final Plan plan;
    private final Workshop workshop;
    private final Violations violations;
    private final Random random;

    Operator(Plan plan, Workshop workshop, Violations violations, Random random) {
        this.plan = plan;
        this.workshop = workshop;
        this.violations = violations;
        this.random = random;
    }

    /** One operation, or two that belong together. */
    void operate(Pool<Thing> pool) throws InterruptedException {
        switch (random.nextInt(7)) {
            case 0 -> {
                pool.suspend();
                suspended(pool);
            }
            case 1 -> drain(pool, Duration.ofMillis(random.nextInt(30)));
            case 2 -> pool.renew(Duration.ofMillis(random.nextInt(50)));
            case 3 -> workshop.outage(plan.outages());
            case 4 -> workshop.outage(false);
            default -> {
                pool.resume();
                look(pool);
            }
        }
    }

    private void suspended(Pool<Thing> pool) {
        if (!pool.isSuspended() || pool.health().status() != PoolHealth.Status.SUSPENDED) {
            violations.add("not suspended after suspend(): " + pool.health());
        }
        if (pool.get().isPresent()) {
            violations.add("lent while it is suspended; " + pool.stats());
        }
    }

    private void look(Pool<Thing> pool) {
        PoolHealth health = pool.health();
        if (health.status() == PoolHealth.Status.SUSPENDED || health.since().isNegative()) {
            violations.add("impossible: " + health);
        }
    }

    private void drain(Pool<Thing> pool, Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        List<Loan> left = pool.suspend(time);
        boolean inTime = System.nanoTime() - begun < time.toNanos();
        // What hooks in trouble have kept beyond their time, the pool has given up.
        String tooMany = inTime && left.isEmpty() ? workshop.tooMany(0) : null;
        if (tooMany != null) {
            violations.add("drained, and " + tooMany + "; " + pool.stats());
        }
        suspended(pool);
    }

    /** At rest: drained to the last object; everybody is served after the resume. */
    void drainAtRest(Pool<Thing> pool) throws InterruptedException {
        workshop.outage(random.nextBoolean() && plan.outages());
        List<Loan> left = pool.suspend(Duration.ofSeconds(20));
        // A close that was given up, and hangs still, is listed.
        boolean lent = left.stream().anyMatch(loan -> loan.borrower() != null);
        String tooMany = left.isEmpty() ? workshop.tooMany(0) : null;
        if (lent || tooMany != null) {
            violations.add("drained at rest, and " + tooMany + ", " + left + " left; " + pool.stats());
        }
        workshop.outage(false);
        pool.resume();
        look(pool);
    }
}
