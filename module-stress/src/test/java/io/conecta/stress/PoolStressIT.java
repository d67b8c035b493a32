package io.conecta.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A quarter of a minute of random operations, other ones every time; {@code module-stress/run 5m} goes on for longer. Borrowers at the end
 * of their stack are tried there alone: what the engine does for them is a measure, see the known limits in {@code docs/memory-model.md}.
 */
class PoolStressIT {
    @Test
    void laws_hold_under_random_operations() throws InterruptedException {
        System.setProperty("conecta.stress.deep", "false");
        assertThat(PoolStress.run(TimeUnit.SECONDS.toNanos(15), System.nanoTime()))
                .isZero();
    }
}
