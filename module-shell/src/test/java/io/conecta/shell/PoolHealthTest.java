package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.config.ForwardingPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolHealthTest {
    private final PoolHealth health = new PoolHealth();
    private final List<PoolFailure> failures = new ArrayList<>();
    private final Pool<Object> pool =
            new ForwardingPool<>(
                    Pool.builder(Object::new).name("ftp").initialSize(0).build()) {
                @Override
                public List<PoolFailure> failures() {
                    return failures;
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

    @Test
    void aPoolThatCannotCreateIsCriticalUntilItHasObjects() throws Exception {
        failures.add(new PoolFailure("creation", "java.io.IOException: refused", Duration.ofSeconds(3)));

        assertThat(execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(execute())
                .asString()
                .contains("ftp: has no objects; creation failed 3s ago: java.io.IOException: refused");

        pool.put(pool.getOrCreate());
        assertThat(execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    void anOldFailureOfAPoolThatHasWorkedSaysNothing() throws Exception {
        pool.discard(pool.getOrCreate());
        failures.add(new PoolFailure("creation", "java.io.IOException: refused", Duration.ofHours(3)));

        assertThat(execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    void aPoolThatHasNeverHadAnObjectStaysCritical() {
        failures.add(new PoolFailure("creation", "java.io.IOException: refused", Duration.ofHours(3)));

        assertThat(execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
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
