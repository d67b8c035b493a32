package io.conecta.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nine rounds of random operations on budgets and keyed pools, other ones every time; {@code module-stress/run budget 300} goes on for longer. */
class BudgetStressIT {
    @Test
    void laws_hold_under_random_operations() throws InterruptedException {
        assertThat(BudgetStress.run(TimeUnit.SECONDS.toNanos(12), System.nanoTime()))
                .isZero();
    }
}
