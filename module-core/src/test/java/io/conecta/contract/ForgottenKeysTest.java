package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.NewKeyedFunc;
import io.conecta.PoolBuilders;
import io.conecta.PoolCreateException;
import io.conecta.PoolStats;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("What is left of keys that were forgotten")
class ForgottenKeysTest {
    private static KeyedPoolBuilder<String, Thing> builder(Kit kit, NewKeyedFunc<String, Thing> newFunc) {
        return KeyedPool.builder(newFunc).closeFunc(kit::closed).name("ftp").keyIdleTimeout(ofSeconds(1));
    }

    private static void forget(Kit kit, KeyedPool<?, ?> pool) {
        for (int i = 0; i < 8 && !pool.keys().isEmpty(); i++) {
            kit.time().advance(ofSeconds(1));
        }
        assertThat(pool.keys()).as("forgotten").isEmpty();
    }

    @Test
    @DisplayName("newFunc exceeds createTimeout, and yields an object when its key was forgotten / it is counted")
    void createdLate(Kit kit) {
        kit.log();
        kit.mayLive(10);
        Gate gate = kit.gate();
        KeyedPool<String, Thing> pool = PoolBuilders.build(
                builder(kit, key -> {
                            gate.passDeaf();
                            return kit.newThing();
                        })
                        .createTimeout(ofSeconds(1))
                        .retryDelay(ofHours(1)),
                kit.background());
        var borrower = kit.thread(() -> pool.getOrCreate("late")).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        borrower.failure(PoolCreateException.class);
        forget(kit, pool);
        kit.time().advance(ofSeconds(10));
        PoolStats before = pool.stats();

        gate.open();
        kit.time().quiesce();

        int created = kit.created().size(); // The first retries come soon, and are late too.
        assertThat(before.created()).isZero();
        assertThat(created).isPositive();
        assertThat(pool.stats().created()).isEqualTo(created);
        assertThat(pool.stats().closed()).isEqualTo(created);
        kit.time().advance(ofSeconds(10)); // Now it has left.
        assertThat(pool.stats().created()).isEqualTo(created);
        assertThat(pool.stats().closed()).isEqualTo(created);
        assertThat(pool.stats().createFailures()).isEqualTo(before.createFailures());
        pool.close();
    }

    @Test
    @DisplayName("the log blocks at the last line of a forgotten key / figures and reports / do not wait for it")
    void logBlocks(Kit kit) {
        Log log = kit.log();
        Gate gate = kit.gate();
        log.react(line -> {
            if (line.contains("more like this")) {
                gate.passDeaf();
            }
        });
        KeyedPool<String, Thing> pool = PoolBuilders.build(
                builder(kit, key -> {
                            throw new IOException("refused");
                        })
                        .retryDelay(ofMinutes(10)),
                kit.background());
        for (int i = 0; i < 2; i++) {
            kit.thread(() -> pool.getOrCreate("bad")).failure(PoolCreateException.class);
        }
        forget(kit, pool);
        kit.time().advance(ofSeconds(1));
        gate.awaitArrivals(1);

        assertThat(kit.thread(pool::stats).result().createFailures()).isPositive();
        assertThat(kit.thread(pool::report).result().stats().createFailures()).isPositive();
        gate.open();
        pool.close();
    }
}
