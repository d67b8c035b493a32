package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolTimeoutException;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.tck.InMemoryLedger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fleet by name")
class NamedFleetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InMemoryLedger ledger = new InMemoryLedger(Duration.ofSeconds(3));
    private final AtomicInteger open = new AtomicInteger();
    private final Pool<Wire> pool = Pool.builder(Wire::new)
            .name("one")
            .initialSize(0)
            .budget("fleet:named")
            .build();

    private final class Wire implements AutoCloseable {
        Wire() {
            open.incrementAndGet();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    private FleetBudget fleet() {
        return FleetBudget.builder(ledger.line())
                .name("named")
                .limit(2)
                .closeTimeout(Duration.ofSeconds(1))
                .build();
    }

    @AfterEach
    void end() {
        pool.close();
        assertThat(open).hasValue(0);
    }

    private CompletableFuture<Wire> waiter() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return pool.getOrCreate(PATIENCE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    @DisplayName("a pool is built before its fleet / it has no object until the fleet has granted one, and says why")
    void before() throws Exception {
        assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(30)))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContaining("budget \"fleet:named\": not registered")
                .hasMessageContaining("build the FleetBudget, or check its spelling");
        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
        CompletableFuture<Wire> waits = waiter();

        try (FleetBudget fleet = fleet()) {
            Wire wire = waits.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(fleet.fleetStats().taken()).isEqualTo(1);
            pool.put(wire);
            pool.close();
        }
    }

    @Test
    @DisplayName(
            "the fleet is closed and built anew / what the former had is closed, and the pool goes on with the new one")
    void again() throws Exception {
        FleetBudget former = fleet();
        pool.getOrCreate(PATIENCE);
        pool.put(pool.getOrCreate(PATIENCE));

        former.close();

        await("idle and lent ones are closed").atMost(PATIENCE).until(() -> open.get() == 0);
        assertThat(former.stats().used()).isZero();
        try (FleetBudget fleet = fleet()) {
            Wire wire = pool.getOrCreate(PATIENCE);
            assertThat(fleet.stats().used()).isEqualTo(1);
            pool.put(wire);
            pool.close();
        }
    }
}
