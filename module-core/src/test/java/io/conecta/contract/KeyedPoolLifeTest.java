package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.Loan;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.kit.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The life of keys")
class KeyedPoolLifeTest extends WithKeys {
    @Test
    @DisplayName(
            "a key without objects / keyIdleTimeout passes / forgotten; its figures stay in the sum, and it can come back")
    void forgotten() throws Exception {
        KeyedPool<String, Conn> pool =
                build(builder().keyIdleTimeout(ofMillis(40)).idleTimeout(ofMillis(40)));
        pool.put("one", pool.getOrCreate("one"));
        Conn held = pool.getOrCreate("held");
        down.add("bad");
        assertThatThrownBy(() -> pool.getOrCreate("bad")).isInstanceOf(PoolCreateException.class);

        Patience.until("forgotten", () -> pool.keys().equals(Set.of("held")));

        assertThat(pool.stats().created()).isEqualTo(2);
        assertThat(pool.stats().createFailures()).isPositive();
        assertThat(pool.getOrCreate("one").host()).isEqualTo("one");
        pool.put("held", held);
    }

    @Test
    @DisplayName("a keyed pool is dropped without being closed / the objects of all keys are closed")
    void abandoned() throws Exception {
        drop(builder().scanInterval(ofMillis(20)).build());

        Patience.until("all is closed", () -> {
            System.gc();
            return alive.get() == 0;
        });

        assertThat(connected.get()).isEqualTo(2);
    }

    private static void drop(KeyedPool<String, Conn> pool) throws InterruptedException {
        pool.put("one", pool.getOrCreate("one"));
        pool.put("two", pool.getOrCreate("two"));
    }

    @Test
    @DisplayName("keys are forgotten all the time / those who borrow just then / notice nothing")
    void forgottenWhileBorrowed() throws Exception {
        KeyedPool<String, Conn> pool = build(builder().maxUses(1).keyIdleTimeout(Duration.ofNanos(1_000)));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String key = "key-" + i % 2;
            all.add(threads.submit(() -> {
                for (int n = 0; n < 1_000; n++) {
                    pool.put(key, pool.getOrCreate(key, ofMinutes(1)));
                }
                return null;
            }));
        }
        long created = 0;
        while (!all.stream().allMatch(Future::isDone)) {
            long now = pool.stats().created();
            assertThat(now).as("created, of keys that are forgotten too").isGreaterThanOrEqualTo(created);
            created = now;
        }
        for (Future<?> each : all) {
            each.get();
        }
        Patience.until("all keys are forgotten", () -> pool.keys().isEmpty());
        assertThat(pool.stats().borrowed())
                .as("some meet a closed key, and begin twice")
                .isGreaterThanOrEqualTo(4_000);
        Patience.until(
                "all are closed", () -> pool.stats().created() == pool.stats().closed());
        assertThat(pool.stats().created())
                .as("each key that was forgotten counts once")
                .isEqualTo(connected.get());
    }

    @Test
    @DisplayName("reconfigure / for keys that are there and for those that come")
    void reconfigured() throws Exception {
        KeyedPool<String, Conn> pool = build(builder().maxTotal(1));
        Conn one = pool.getOrCreate("one");
        Future<Conn> two = threads.submit(() -> pool.getOrCreate("two", ofMinutes(1)));

        pool.reconfigure(pool.settings().withMaxTotal(2).withMaxSize(1));

        two.get();
        assertThat(pool.stats("one").maxSize()).isOne();
        assertThat(pool.stats("three").maxSize()).isOne();
        assertThatThrownBy(() -> pool.reconfigure(pool.settings().withName("other")))
                .hasMessage(
                        "pool \"ftp\": name cannot be changed while the pool runs, was ftp, would be other; keep it,"
                                + " or build another pool");
        assertThatThrownBy(() -> pool.settings().withMaxTotal(0))
                .hasMessage("maxTotal must be >= 1, was 0; the default is none");
        assertThatThrownBy(() -> builder().maxTotal(2).initialSize(3).build())
                .hasMessage("initialSize must be <= maxTotal, was initialSize=3 with maxTotal=2;"
                        + " lower initialSize or raise maxTotal");
        assertThatThrownBy(() -> pool.reconfigure(pool.settings()
                        .withEach(pool.settings().each().withMaxSize(3).withInitialSize(3))))
                .as("as build")
                .hasMessage("pool \"ftp\": initialSize must be <= maxTotal, was initialSize=3 with maxTotal=2;"
                        + " lower initialSize or raise maxTotal");
        assertThat(pool.settings().maxSize()).isOne();
        assertThatThrownBy(() -> pool.settings().withKeyIdleTimeout(Duration.ZERO))
                .hasMessage("keyIdleTimeout must be > 0s, was 0s; the default is 1m, and off is no limit");
        assertThatThrownBy(
                        () -> pool.settings().withEach(PoolSettings.defaults().withMinShare(1)))
                .hasMessageStartingWith("minShare is not for keyed pools");
        pool.put("one", one);
    }

    @Test
    @DisplayName("clear of one key, of all / their objects are replaced, others stay")
    void clear() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        Conn one = pool.getOrCreate("one");
        Conn two = pool.getOrCreate("two");
        pool.put("one", one);
        pool.put("two", two);

        pool.clear("one");
        assertThat(one.closed()).isTrue();
        assertThat(two.closed()).isFalse();
        pool.clear();
        assertThat(two.closed()).isTrue();
    }

    @Test
    @DisplayName(
            "renew / the objects of all keys are replaced, successors first; never by a time below zero, nor when closed")
    void renew() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        Conn one = pool.getOrCreate("one");
        Conn two = pool.getOrCreate("two");
        pool.put("one", one);

        pool.renew(Duration.ZERO);

        Patience.until("the idle one is replaced", () -> one.closed().get());
        assertThat(two.closed()).isFalse();
        pool.put("two", two);
        Patience.until("the lent one is closed on return", () -> two.closed().get());
        assertThat(pool.getOrCreate("one").closed()).isFalse();
        assertThatThrownBy(() -> pool.renew(ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "pool \"ftp\": over must be >= 0s, was -1ms; Duration.ZERO renews as fast as creations allow");
        pool.close();
        assertThatThrownBy(() -> pool.renew(Duration.ZERO)).isInstanceOf(PoolClosedException.class);
    }

    @Test
    @DisplayName("put after a failure / suspect, pinged before its next loan; under another key the loan goes on")
    void putAfterAFailure() throws Exception {
        AtomicInteger pings = new AtomicInteger();
        KeyedPool<String, Conn> pool = build(builder()
                .maxSize(1) // With room for one more, a borrower may get a new object while the suspect is pinged.
                .pingFunc((conn, failures) -> pings.incrementAndGet() > 0)
                .scanInterval(PoolSettings.FOREVER));
        Conn one = pool.getOrCreate("one");
        pool.getOrCreate("two");

        assertThatThrownBy(() -> pool.put("two", one, new IOException("made up")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to key one, not to two");
        assertThat(pool.stats("one").lent()).isOne();
        pool.put("one", one, new IOException("made up"));

        assertThat(pool.getOrCreate("one")).isSameAs(one);
        assertThat(pings).hasValue(1);
    }

    @Test
    @DisplayName("closed / idle ones now, lent ones when they come back, and nobody borrows any more")
    void close() throws Exception {
        List<String> told = new ArrayList<>();
        KeyedPool<String, Conn> pool = build(builder().maxTotal(2).meter(new PoolMeter() {
            @Override
            public void poolClosed() {
                told.add("closed");
            }
        }));
        Conn one = pool.getOrCreate("one");
        Conn two = pool.getOrCreate("two");
        pool.put("two", two);
        Future<Conn> waiting = threads.submit(() -> pool.getOrCreate("one", ofMinutes(1)));
        waiting.get(); // In place of the idle one.

        List<Loan> left = pool.close(ofMillis(20));

        assertThat(left).hasSize(2);
        assertThat(pool.isClosed()).isTrue();
        assertThat(pool.health().status()).isEqualTo(Status.CLOSED);
        assertThatThrownBy(() -> pool.getOrCreate("one"))
                .isInstanceOf(PoolClosedException.class)
                .hasMessageStartingWith("pool \"ftp\" is closed");
        assertThatThrownBy(() -> pool.get("new")).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(pool::clear).isInstanceOf(PoolClosedException.class);
        pool.put("one", one);
        pool.put("one", waiting.get());
        assertThat(one.closed()).isTrue();
        assertThat(told).containsExactly("closed");
    }

    @Test
    @DisplayName("keys with secrets, long ones, odd ones / no name shows a secret")
    void oddKeys() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        for (String key : List.of("ftp://me:hunter2@host", "password=hunter2", "", "x".repeat(5_000))) {
            pool.getOrCreate(key);
            assertThat(pool.report(key))
                    .hasValueSatisfying(report -> assertThat(report.name())
                            .startsWith("ftp[")
                            .doesNotContain("hunter2")
                            .hasSizeLessThan(200));
        }
        assertThatThrownBy(() -> pool.getOrCreate(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
    }

    private record Slow(String name, AtomicBoolean held, AtomicBoolean waits) {
        @Override
        public String toString() {
            waits.set(true);
            while (held.get()) {
                Thread.onSpinWait();
            }
            return name;
        }
    }

    @Test
    @DisplayName("reconfigured while a key is made / the key has the new settings")
    void reconfiguredMeanwhile() throws Exception {
        try (KeyedPool<Slow, Object> pool =
                KeyedPool.<Slow, Object>builder(key -> new Object()).maxSize(4).build()) {
            Slow key = new Slow("one", new AtomicBoolean(true), new AtomicBoolean());
            Future<Object> borrower = threads.submit(() -> pool.getOrCreate(key));
            Patience.until("the key is being made", () -> key.waits().get());
            pool.reconfigure(pool.settings().withMaxSize(1));
            key.held().set(false);

            pool.put(key, borrower.get());
            assertThat(pool.stats(key).maxSize()).isOne();
        }
    }

    @Test
    @DisplayName("a key that prints nothing, or fails to / works, under the name of its class")
    void keysThatDoNotPrint() throws Exception {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("made up");
            }
        };
        try (KeyedPool<Object, Object> pool = KeyedPool.<Object, Object>builder(key -> new Object())
                .name("odd")
                .build()) {
            pool.put(broken, pool.getOrCreate(broken));
            assertThat(pool.report(broken))
                    .hasValueSatisfying(report -> assertThat(report.name()).startsWith("odd[io.conecta"));
        }
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static String nothing() {
        return null;
    }
}
