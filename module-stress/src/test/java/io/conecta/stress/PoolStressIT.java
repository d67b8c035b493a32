package io.conecta.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A quarter of a minute of random operations, other ones every time; {@code module-stress/run 5m} goes on for longer. */
class PoolStressIT {
    @Test
    void laws_hold_under_random_operations() throws InterruptedException {
        assertThat(PoolStress.run(TimeUnit.SECONDS.toNanos(15), System.nanoTime()))
                .isZero();
    }
}
