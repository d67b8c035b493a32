package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth.Status;
import io.conecta.config.ForwardingPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolHealthTest {
    private final PoolHealth health = new PoolHealth();
    private final List<PoolFailure> failures = new ArrayList<>();
    private io.conecta.@Nullable PoolHealth told;
    private final Pool<Object> pool =
            new ForwardingPool<>(
                    Pool.builder(Object::new).name("ftp").initialSize(0).build()) {
                @Override
                public List<PoolFailure> failures() {
                    return failures;
                }

                @Override
                public io.conecta.PoolHealth health() {
                    return told == null ? super.health() : told;
                }
            };

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void withoutTroubleItIsFine() {
        assertThat(health.execute().getStatus()).isEqualTo(Result.Status.OK);
        assertThat(execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void itSaysWhatThePoolSays(Status status) {
        told = new io.conecta.PoolHealth(status, "the reason", Duration.ofSeconds(3), List.of());

        boolean fine = Set.of(Status.UP, Status.BUSY, Status.RECOVERING, Status.SUSPENDED)
                .contains(status);
        assertThat(execute().getStatus()).isEqualTo(fine ? Result.Status.OK : Result.Status.CRITICAL);
        assertThat(execute())
                .asString()
                .contains("ftp: " + status.name().toLowerCase(Locale.ROOT) + " for 3s: the reason");
    }

    @Test
    void aPoolWhoseBackendIsDownIsCriticalUntilItIsBack() throws Exception {
        Semaphore refusing = new Semaphore(0);
        try (Pool<Object> real = Pool.builder(() -> {
                    if (refusing.availablePermits() == 0) {
                        throw new IOException("refused");
                    }
                    return new Object();
                })
                .name("real")
                .initialSize(0)
                .build()) {
            assertThatThrownBy(real::getOrCreate).isInstanceOf(PoolCreateException.class);
            health.services = List.of(Map.entry(Map.of("service.id", 7L), real));
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
            assertThat(health.execute()).asString().contains("real: down for ", "java.io.IOException: refused");

            refusing.release();
            real.clear(); // Tries again at once.
            real.put(real.getOrCreate());
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.OK);

            real.suspend();
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(health.execute()).asString().contains("real: suspended for ");
        }
    }

    @Test
    void aPoolThatWasNotBuiltIsCritical() {
        health.services = List.of(Map.entry(Map.of("service.id", 7L), new NotBuilt()));

        assertThat(health.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(health.execute())
                .asString()
                .contains("ftp: lends nothing, since its configuration was refused: 2 mistakes");
    }

    @Test
    void aRefusedConfigurationIsAWarning() {
        failures.add(new PoolFailure("configuration", "maxSize must be >= 1, was 0", Duration.ofHours(3)));

        assertThat(execute().getStatus()).isEqualTo(Result.Status.WARN);
    }

    private Result execute() {
        health.services = List.of(Map.entry(Map.of("service.id", 7L), pool));
        return health.execute();
    }
}
