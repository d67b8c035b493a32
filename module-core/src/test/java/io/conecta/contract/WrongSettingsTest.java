package io.conecta.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolSettings;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(PoolLaws.class)
@DisplayName("Settings that are wrong")
class WrongSettingsTest {
    private record Wrong(UnaryOperator<PoolBuilder<Thing>> option, String message) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static Wrong wrong(UnaryOperator<PoolBuilder<Thing>> option, String message) {
        return new Wrong(option, message);
    }

    private static Stream<Wrong> wrongNumbers() {
        return Stream.of(
                wrong(
                        builder -> builder.maxSize(0),
                        "maxSize must be >= 1, was 0; the default is 10, and none is no limit"),
                wrong(
                        builder -> builder.maxSize(-5),
                        "maxSize must be >= 1, was -5; the default is 10, and none is no limit"),
                wrong(builder -> builder.initialSize(-1), "initialSize must be >= 0, was -1; the default is 1"),
                wrong(builder -> builder.minIdle(-1), "minIdle must be >= 0, was -1; the default is 0"),
                wrong(builder -> builder.maxWaiters(-1), "maxWaiters must be >= 0, was -1; the default is none"),
                wrong(builder -> builder.pingMaxRetries(0), "pingMaxRetries must be >= 1, was 0; the default is 3"),
                wrong(builder -> builder.maxUses(0), "maxUses must be >= 1, was 0; the default is none"));
    }

    private static Stream<Wrong> wrongDurations() {
        Duration minus = ofSeconds(-1);
        Duration zero = Duration.ZERO;
        return Stream.of(
                wrong(
                        builder -> builder.borrowTimeout(minus),
                        "borrowTimeout must be >= 0s, was -1s; the default is 30s, and off is no limit"),
                wrong(
                        builder -> builder.pingIdleAfter(minus),
                        "pingIdleAfter must be >= 0s, was -1s; the default is off"),
                wrong(
                        builder -> builder.createTimeout(zero),
                        "createTimeout must be > 0s, was 0s; the default is 30s, and off is no limit"),
                wrong(
                        builder -> builder.createTimeout(minus),
                        "createTimeout must be > 0s, was -1s; the default is 30s, and off is no limit"),
                wrong(
                        builder -> builder.pingTimeout(zero),
                        "pingTimeout must be > 0s, was 0s; the default is 5s, and off is no limit"),
                wrong(
                        builder -> builder.closeTimeout(zero),
                        "closeTimeout must be > 0s, was 0s; the default is 5s, and off is no limit"),
                wrong(
                        builder -> builder.scanInterval(zero),
                        "scanInterval must be > 0s, was 0s; the default is 10s, and off is no limit"),
                wrong(builder -> builder.idleTimeout(zero), "idleTimeout must be > 0s, was 0s; the default is off"),
                wrong(builder -> builder.maxLifetime(zero), "maxLifetime must be > 0s, was 0s; the default is off"),
                wrong(
                        builder -> builder.leakThreshold(minus),
                        "leakThreshold must be > 0s, was -1s; the default is off"));
    }

    private static Stream<Wrong> contradictions() {
        return Stream.of(
                wrong(
                        builder -> builder.maxSize(3).initialSize(4),
                        "initialSize must be <= maxSize, was initialSize=4 with maxSize=3; lower initialSize or raise"
                                + " maxSize"),
                wrong(
                        builder -> builder.settings(
                                PoolSettings.defaults().withInitialSize(0).withMaxSize(0)),
                        "maxSize must be >= 1, was 0; build the pool with room, and set maxSize to 0 by reconfigure if it is"
                                + " to pause"),
                wrong(
                        builder -> builder.maxSize(3).minIdle(4),
                        "minIdle must be <= maxSize, was minIdle=4 with maxSize=3; lower minIdle or raise maxSize"),
                wrong(
                        builder -> builder.reclaimLeaked(true),
                        "reclaimLeaked=true needs a leakThreshold, which is off; set one, such as 1m, or leave reclaimLeaked"
                                + " out"));
    }

    @ParameterizedTest
    @MethodSource({"wrongNumbers", "wrongDurations"})
    @DisplayName("a negative or senseless number or duration / refused with the option's name and value (C1, C2)")
    void refusedAtOnce(Wrong wrong, Kit kit) {
        PoolBuilder<Thing> builder = kit.builder();
        assertThatThrownBy(() -> wrong.option().apply(builder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(wrong.message());
        assertThat(kit.build(builder).settings().maxSize())
                .as("the builder is as it was")
                .isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    @DisplayName("contradictory options / build / refused with both names, both values and the way out (C1, C2)")
    void refusedByBuild(Wrong wrong, Kit kit) {
        PoolBuilder<Thing> builder = wrong.option().apply(kit.builder());
        assertThatThrownBy(() -> kit.build(builder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(wrong.message());
        assertThat(kit.background().users()).isZero();
        assertThat(kit.creations()).isZero();
    }

    @Test
    @DisplayName("null hook or value / refused with the option's name (C1, C2)")
    @SuppressWarnings("NullAway") // To see it refused.
    void nulls(Kit kit) {
        PoolBuilder<Thing> builder = kit.builder();
        assertThatThrownBy(() -> Pool.builder(null)).hasMessage("newFunc").isInstanceOf(NullPointerException.class);
        List<UnaryOperator<PoolBuilder<Thing>>> calls = List.of(
                b -> b.pingFunc(null),
                b -> b.closeFunc(null),
                b -> b.prepareFunc(null),
                b -> b.resetFunc(null),
                b -> b.listener(null),
                b -> b.queue(null),
                b -> b.executor(null),
                b -> b.settings(null),
                b -> b.name(null),
                b -> b.borrowTimeout(null),
                b -> b.createTimeout(null),
                b -> b.scanInterval(null));
        List<String> names = List.of(
                "pingFunc",
                "closeFunc",
                "prepareFunc",
                "resetFunc",
                "listener",
                "queue",
                "executor",
                "settings",
                "name",
                "borrowTimeout",
                "createTimeout",
                "scanInterval");
        for (int i = 0; i < calls.size(); i++) {
            UnaryOperator<PoolBuilder<Thing>> call = calls.get(i);
            assertThatThrownBy(() -> call.apply(builder))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(names.get(i));
        }
        Pool<Thing> pool = kit.build(builder);
        assertThatThrownBy(() -> pool.getOrCreate(null)).hasMessage("timeout");
        assertThatThrownBy(() -> pool.lease(null)).hasMessage("timeout");
        assertThatThrownBy(() -> pool.run(null)).hasMessage("body");
        assertThatThrownBy(() -> pool.call(null)).hasMessage("body");
        assertThatThrownBy(() -> pool.reconfigure(null)).hasMessage("settings");
        assertThatThrownBy(() -> pool.close(null)).hasMessage("drain");
        assertThat(pool.isClosed()).isFalse();
        PoolSettings settings = PoolSettings.defaults();
        assertThatThrownBy(() -> settings.with("maxSize", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("maxSize");
        assertThatThrownBy(() -> settings.with(null, 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> settings.with("password=hunter2", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no option password=…; ");
    }

    @Test
    @DisplayName("a blank name / refused; none / the pool numbers itself")
    void names(Kit kit) {
        assertThatThrownBy(() -> kit.builder().name("  "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name must not be blank");
        assertThatThrownBy(() -> kit.builder().name("ftp://anna:hunter2@host"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "name must not hold a secret, was \"ftp://…@host\"; logs, threads and services show it, so give"
                                + " another");
        assertThat(kit.build(kit.builder().name("auth:eu")).name()).isEqualTo("auth:eu");
        assertThat(kit.pool(1).name())
                .matches("pool-\\d+")
                .isNotEqualTo(kit.pool(1).name());
        assertThat(kit.build(kit.builder().name("orders")).name()).isEqualTo("orders");
    }
}
