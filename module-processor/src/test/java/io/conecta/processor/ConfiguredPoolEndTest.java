package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a component ends. */
class ConfiguredPoolEndTest extends WithComponent {
    @Test
    void deactivationKeepsAnInterruptAndWaitsAllTheSame() throws InterruptedException {
        Component pool = Component.active(properties("host", "a", "closeTimeout", "1m"));
        Thing lent = pool.getOrCreate();
        boolean[] kept = {false};
        Thread stop = new Thread(() -> {
            Thread.currentThread().interrupt();
            pool.deactivate();
            kept[0] = Thread.interrupted();
        });
        stop.start();
        while (stop.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        pool.put(lent);
        stop.join(30_000);
        assertThat(kept[0]).isTrue();
        assertThat(pool.stats().closed()).isEqualTo(1);
    }

    @Test
    void deactivatedItIsClosed() {
        Component pool = Component.active(properties("host", "a"));
        pool.deactivate();
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void deactivationWaitsForWhatIsLentAndNotForever() throws InterruptedException {
        Component patient = Component.active(properties("host", "a", "closeTimeout", "1m"));
        Thing lent = patient.getOrCreate();
        Thread stop = new Thread(patient::deactivate);
        stop.start();
        while (!patient.isClosed()) {
            Thread.onSpinWait();
        }
        assertThat(stop.isAlive()).isTrue();
        patient.put(lent);
        stop.join(30_000);
        assertThat(stop.isAlive()).isFalse();
        assertThat(patient.stats().closed()).isEqualTo(1);

        Component hasty = Component.active(properties("host", "a", "closeTimeout", "10ms"));
        lent = hasty.getOrCreate();
        hasty.deactivate();
        assertThat(hasty.stats().lent()).isEqualTo(1);
        hasty.put(lent);
    }
}
