package io.conecta.fleet.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A renewal in ZooKeeper")
class LeaseTest {
    private static final long TICK = Duration.ofSeconds(2).toNanos();

    /** Long ago: what is sent at these times is answered now. */
    private final long now = System.nanoTime();

    @Test
    @DisplayName("proves no renewal that was answered less than a tick before it was sent, and not itself")
    void tooSoon() {
        Lease lease = new Lease();
        long proven = now - 10 * TICK;

        assertThat(lease.renewed(now, TICK, proven)).isEqualTo(proven);
        assertThat(lease.renewed(now + 1, TICK, proven)).isEqualTo(proven);
        assertThat(lease.renewed(System.nanoTime() + TICK / 2, TICK, proven)).isEqualTo(proven);
    }

    @Test
    @DisplayName("proves the latest of those that had been answered a tick before it was sent")
    void proves() {
        Lease lease = new Lease();
        long proven = now - 10 * TICK;
        proven = lease.renewed(now, TICK, proven);
        proven = lease.renewed(now + 5, TICK, proven);

        long later = System.nanoTime() + TICK;
        proven = lease.renewed(later, TICK, proven);
        assertThat(proven).isEqualTo(now + 5);
        assertThat(lease.renewed(later + 1, TICK, proven)).as("never goes back").isEqualTo(now + 5);
    }
}
