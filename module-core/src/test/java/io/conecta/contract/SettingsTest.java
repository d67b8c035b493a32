package io.conecta.contract;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.config.PoolConfiguration;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Settings")
class SettingsTest {
    @Test
    @DisplayName("every duration at its maximum and every number at its limit / the pool works, nothing overflows")
    void extremes(Kit kit) {
        Duration max = ofSeconds(Long.MAX_VALUE, 999_999_999);
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(Integer.MAX_VALUE)
                .initialSize(1)
                .maxWaiters(Integer.MAX_VALUE - 1)
                .pingMaxRetries(Integer.MAX_VALUE)
                .maxUses(Integer.MAX_VALUE - 1)
                .borrowTimeout(max)
                .createTimeout(max)
                .pingTimeout(max)
                .closeTimeout(max)
                .hookTimeout(max)
                .scanInterval(max)
                .pingIdleAfter(max)
                .idleTimeout(max)
                .maxLifetime(max)
                .leakThreshold(max));
        List<Thing> lent = kit.borrow(pool, 3);
        kit.time().advance(ofSeconds(10));
        lent.forEach(pool::put);
        pool.scan();
        kit.time().advance(ofSeconds(10));
        assertThat(kit.alive()).isEqualTo(3);
        assertThat(kit.events().lines("leak")).isEmpty();
        pool.clear();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(4));
    }

    @Test
    @DisplayName("long durations below the maximum / the pool works, nothing overflows")
    void longDurations(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .initialSize(1)
                .borrowTimeout(ofDays(26_000))
                .idleTimeout(ofDays(26_000))
                .maxLifetime(ofDays(26_000))
                .leakThreshold(ofDays(26_000))
                .scanInterval(ofDays(26_000)));
        Thing lent = kit.borrow(pool);
        kit.time().jump(ofDays(10_000));
        assertThat(kit.events().lines("leak")).isEmpty();
        pool.put(lent);
        assertThat(lent.isClosed()).isFalse();
    }

    @Test
    @DisplayName("the shortest durations / the pool works, and does not spin")
    void shortestDurations(Kit kit) {
        Duration nano = Duration.ofNanos(1);
        Pool<Thing> pool = kit.build(kit.builder()
                .initialSize(1)
                .idleTimeout(nano)
                .maxLifetime(nano)
                .leakThreshold(nano)
                .scanInterval(ofMillis(1))
                .pingIdleAfter(nano));
        kit.time().advance(ofMillis(10));
        assertThat(kit.alive()).isZero();
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofMillis(3));
        pool.put(thing);
        assertThat(thing.isClosed()).isTrue();
    }

    @Test
    @DisplayName("settings / every option / read back as set, equal by value, changed only in the copy")
    void values(Kit kit) {
        PoolSettings settings = PoolSettings.defaults()
                .withName("n")
                .withMaxSize(7)
                .withInitialSize(2)
                .withMinIdle(3)
                .withMaxWaiters(4)
                .withPingMaxRetries(5)
                .withMaxUses(6)
                .withBorrowTimeout(ofSeconds(1))
                .withCreateTimeout(ofSeconds(2))
                .withMaxCreating(11)
                .withRetryDelay(ofSeconds(12))
                .withWaitWhenDown(true)
                .withQueueTarget(ofSeconds(13))
                .withQueueInterval(ofSeconds(14))
                .withRenewOver(ofSeconds(15))
                .withPingTimeout(ofSeconds(3))
                .withCloseTimeout(ofSeconds(4))
                .withHookTimeout(ofSeconds(10))
                .withScanInterval(ofSeconds(5))
                .withPingIdleAfter(ofSeconds(6))
                .withIdleTimeout(ofSeconds(7))
                .withMaxLifetime(ofSeconds(8))
                .withLeakThreshold(ofSeconds(9))
                .withReclaimLeaked(true)
                .withLeakTraces("1/3")
                .withFailOnDeadlock(true)
                .withFailFast(false)
                .withStrict(true)
                .withJmx(true)
                .withMinShare(0);
        assertThat(settings.toString())
                .isEqualTo(
                        "PoolSettings[name=n, maxSize=7, initialSize=2, minIdle=3, maxWaiters=4, pingMaxRetries=5,"
                                + " maxUses=6, borrowTimeout=1s, createTimeout=2s, maxCreating=11, retryDelay=12s, waitWhenDown=true, queueTarget=13s, queueInterval=14s, renewOver=15s, pingTimeout=3s, closeTimeout=4s, hookTimeout=10s,"
                                + " scanInterval=5s, pingIdleAfter=6s, idleTimeout=7s, maxLifetime=8s,"
                                + " leakThreshold=9s, reclaimLeaked=true, leakTraces=1/3, failOnDeadlock=true, failFast=false, strict=true, jmx=true, budget=none, minShare=0]");
        assertThat(PoolConfiguration.of(settings.toMap()).settings(PoolSettings.defaults()))
                .as("what is printed can be read")
                .isEqualTo(settings);
        Pool<Thing> pool = kit.build(kit.builder().settings(settings));
        assertThat(pool.settings()).isEqualTo(settings).hasSameHashCodeAs(settings);
        assertThat(settings.withMaxSize(8)).isNotEqualTo(settings);
        assertThat(settings.maxSize()).isEqualTo(7);
        assertThat(PoolSettings.defaults().borrowTimeout()).isEqualTo(ofSeconds(30));
        assertThat(PoolSettings.defaults().toString())
                .contains("maxSize=10", "initialSize=1", "minIdle=0", "pingMaxRetries=3", "scanInterval=10s")
                .contains("pingTimeout=5s", "closeTimeout=5s", "failFast=true", "strict=false");
    }

    @Test
    @DisplayName(
            "settings without limits, with odd times / printed without the numbers that stand for none, and read back")
    void printed() {
        PoolSettings settings = PoolSettings.defaults()
                .withMaxSize(PoolSettings.UNLIMITED)
                .withBorrowTimeout(PoolSettings.FOREVER)
                .withPingTimeout(Duration.ofSeconds(90).plusNanos(1_002_003))
                .withPingIdleAfter(Duration.ZERO)
                .withIdleTimeout(ofDays(400).plusHours(5))
                .withMaxLifetime(ofDays(26_000).minusNanos(1));
        assertThat(settings.toString())
                .startsWith("PoolSettings[maxSize=none, initialSize=1, minIdle=0, maxWaiters=none, pingMaxRetries=3,")
                .contains(
                        "borrowTimeout=off, ",
                        "pingTimeout=1m30s1ms2us3ns, ",
                        "pingIdleAfter=0s, ",
                        "idleTimeout=400d5h, ")
                .doesNotContain("2147483647", "PT");
        PoolConfiguration written = PoolConfiguration.of(settings.toMap());
        assertThat(written.settings(PoolSettings.defaults())).isEqualTo(settings);
        written.check();
        assertThatThrownBy(() -> settings.withIdleTimeout(Duration.ofSeconds(Long.MIN_VALUE)))
                .hasMessageStartingWith("idleTimeout must be > 0s, was -106751991167300d15h30m7s; the default is off");
    }

    @Test
    @DisplayName("statistics / every figure printed, no limit as none")
    void statistics(Kit kit) {
        String text =
                kit.build(kit.builder().maxSize(PoolSettings.UNLIMITED)).stats().toString();
        assertThat(text).startsWith("PoolStats[maxSize=none, idle=");
        for (RecordComponent figure : PoolStats.class.getRecordComponents()) {
            assertThat(text).contains(figure.getName() + "=");
        }
    }

    @Test
    @DisplayName("no close hook / an AutoCloseable is closed by its close(), anything else is let go")
    void defaultClose(Kit kit) {
        AtomicInteger closed = new AtomicInteger();
        AutoCloseable resource = closed::incrementAndGet;
        Pool<AutoCloseable> closing = Pool.builder(() -> resource).build();
        closing.close();
        assertThat(closed).hasValue(1);
        Pool<Object> plain = Pool.builder(Object::new).build();
        plain.close();
        assertThat(plain.stats().closed()).isEqualTo(1);
    }

    @Test
    @DisplayName("an option known by its key only is set by a value or by its text, and refused by name")
    void withKey() {
        PoolSettings settings = PoolSettings.defaults();
        assertThat(settings.with("maxSize", 7)).isEqualTo(settings.withMaxSize(7));
        assertThat(settings.with("maxUses", "none")).isEqualTo(settings);
        assertThat(settings.with("idleTimeout", "1m30s")).isEqualTo(settings.withIdleTimeout(ofSeconds(90)));
        assertThat(settings.with("idleTimeout", ofSeconds(90))).isEqualTo(settings.withIdleTimeout(ofSeconds(90)));
        assertThat(settings.with("strict", "true")).isEqualTo(settings.withStrict(true));
        assertThat(settings.with("leakTraces", true).leakTraces()).isEqualTo("all");
        assertThat(settings.with("leakTraces", false)).isEqualTo(settings);
        assertThat(settings.with("leakTraces", " 1 / 0100").leakTraces()).isEqualTo("1/100");
        PoolSettings copy = settings;
        for (var entry : settings.withName("orders").withMinIdle(3).toMap().entrySet()) {
            copy = copy.with(entry.getKey(), entry.getValue());
        }
        assertThat(copy).isEqualTo(settings.withName("orders").withMinIdle(3));
        assertThatThrownBy(() -> settings.with("maxSzie", 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no option maxSzie; did you mean maxSize?");
        assertThatThrownBy(() -> settings.with("foo", 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no option foo; there are name, maxSize, initialSize, ")
                .hasMessageEndingWith(", failFast, strict, jmx, budget, minShare");
        assertThatThrownBy(() -> settings.with("minIdle", "none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minIdle must be a whole number, was \"none\"; the default is 0");
        assertThatThrownBy(() -> settings.withLeakTraces("1/0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "leakTraces must be off, all or 1/N with a whole number N >= 1, was \"1/0\"; the default is off");
        assertThatThrownBy(() -> settings.with("leakTraces", "password=hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was \"password=…\"");
        assertThatThrownBy(() -> settings.with("minIdle", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minIdle must be >= 0, was -1; the default is 0");
    }
}
