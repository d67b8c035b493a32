package io.conecta.stress;

import io.conecta.Diagnosis;
import io.conecta.Pool;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks a pool for a report every 10 ms, as a dashboard would. A pool in which nothing goes wrong must not be accused of anything. */
final class Reporter implements Runnable {
    /** What does not happen here. What is lent may be anywhere, so a borrower that waits may look like part of a deadlock. */
    private static final Set<Diagnosis.Kind> ACCUSATIONS =
            EnumSet.of(Diagnosis.Kind.LEAK, Diagnosis.Kind.CREATOR_STUCK, Diagnosis.Kind.BACKEND_DOWN);

    private final Plan plan;
    private final Pool<Thing> pool;
    private final Violations violations;
    private final long end;

    /** @param end when it stops, by {@link System#nanoTime} */
    Reporter(Plan plan, Pool<Thing> pool, Violations violations, long end) {
        this.plan = plan;
        this.pool = pool;
        this.violations = violations;
        this.end = end;
    }

    @Override
    public void run() {
        while (System.nanoTime() - end < 0) {
            PoolReport report = pool.report();
            String text = report.toString();
            if (isHealthy() && ACCUSATIONS.contains(report.diagnosis().kind())) {
                violations.add("accused although nothing went wrong: " + text);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private boolean isHealthy() {
        return !plan.mayRefuse() && plan.settings().leakThreshold().equals(PoolSettings.FOREVER);
    }
}
