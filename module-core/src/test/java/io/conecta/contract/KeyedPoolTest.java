package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolException;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A keyed pool")
class KeyedPoolTest {
    private record Conn(String host, AtomicBoolean closed) {}

    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final List<KeyedPool<String, Conn>> pools = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private KeyedPoolBuilder<String, Conn> builder() {
        return KeyedPool.<String, Conn>builder(this::connect)
                .closeFunc(conn -> {
                    assertThat(conn.closed().compareAndSet(false, true)).isTrue();
                    alive.decrementAndGet();
                })
                .name("ftp");
    }

    private Conn connect(String host) throws IOException {
        if (down.contains(host)) {
            throw new IOException(host + " refuses");
        }
        most.accumulateAndGet(alive.incrementAndGet(), Math::max);
        return new Conn(host, new AtomicBoolean());
    }

    private KeyedPool<String, Conn> build(KeyedPoolBuilder<String, Conn> builder) {
        KeyedPool<String, Conn> pool = builder.build();
        pools.add(pool);
        return pool;
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (KeyedPool<String, Conn> pool : pools) {
            pool.close(Duration.ZERO).forEach(loan -> takeBack(pool, (Conn) loan.object()));
        }
        threads.shutdownNow();
        Patience.until("all is closed", () -> alive.get() == 0);
    }

    private static void takeBack(KeyedPool<String, Conn> pool, Conn conn) {
        try {
            pool.put(conn.host(), conn);
        } catch (IllegalStateException beingClosed) {
            // It has been returned.
        }
    }

    @Test
    @DisplayName("each key has objects of its own")
    void keys() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());

        Conn one = pool.getOrCreate("one");
        Conn two = pool.getOrCreate("two", ofMinutes(1));

        assertThat(one.host()).isEqualTo("one");
        assertThat(two.host()).isEqualTo("two");
        pool.put("one", one);
        pool.put("two", two);
        assertThat(pool.get("one")).containsSame(one);
        assertThat(pool.keys()).containsExactlyInAnyOrder("one", "two");
        pool.put("one", one);
        pool.<RuntimeException>run("two", conn -> assertThat(conn).isSameAs(two));
        assertThat(pool.<String, RuntimeException>call("two", Conn::host)).isEqualTo("two");
        try (Lease<Conn> lease = pool.lease("one");
                Lease<Conn> other = pool.lease("one", ofMinutes(1))) {
            assertThat(lease.get()).isSameAs(one);
            assertThat(other.get().host()).isEqualTo("one");
        }
        assertThat(pool.stats().borrowed()).isEqualTo(7);
        assertThat(pool.stats("one").borrowed()).isEqualTo(4);
        assertThat(pool.stats().idle()).isEqualTo(3);
        assertThat(pool.name()).isEqualTo("ftp");
    }

    @Test
    @DisplayName("get, statistics, health, report and clear of a key it does not have / make none")
    void asking() {
        KeyedPool<String, Conn> pool = build(builder().maxSize(3));

        assertThat(pool.get("one")).isEmpty();
        assertThat(pool.stats("one").maxSize()).isEqualTo(3);
        assertThat(pool.stats("one").created()).isZero();
        assertThat(pool.health("one").isUp()).isTrue();
        assertThat(pool.report("one")).isEmpty();
        pool.clear("one");

        assertThat(pool.keys()).isEmpty();
    }

    @Test
    @DisplayName("maxSize is per key, maxTotal over all / never more, and a timeout names both key and limit")
    void limits() throws Exception {
        KeyedPool<String, Conn> pool = build(builder().maxSize(2).maxTotal(3));
        pool.getOrCreate("one");
        pool.getOrCreate("one");

        assertThatThrownBy(() -> pool.getOrCreate("one", ofMillis(20)))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContainingAll("pool \"ftp[one]\"", "maxSize=2, lent=2");
        pool.getOrCreate("two");
        assertThatThrownBy(() -> pool.getOrCreate("two", ofMillis(20)))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContainingAll(
                        "pool \"ftp[two]\"",
                        "maxTotal of keyed pool \"ftp\": 3 of 3 used (ftp[one] 2, ftp[two] 1)",
                        "raise maxTotal");
        assertThat(most).hasValue(3);
        assertThat(pool.stats().maxSize()).isEqualTo(3);
    }

    @Test
    @DisplayName("maxTotal is reached by idle objects of many keys / another key / gets one, in place of an idle one")
    void idleOnesGiveWay() throws Exception {
        KeyedPool<String, Conn> pool = build(builder().maxTotal(5));
        for (int i = 0; i < 50; i++) {
            String key = "key-" + i;
            pool.put(key, pool.getOrCreate(key, ofMinutes(1)));
        }
        assertThat(pool.keys()).hasSize(50);
        assertThat(most).hasValueLessThanOrEqualTo(5);
    }

    @Test
    @DisplayName("a hot key has all and never rests / a cold one is served")
    void aHotKeyStarvesNoColdOne() throws Exception {
        KeyedPool<String, Conn> pool = build(builder().maxTotal(3));
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> hot = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            hot.add(threads.submit(() -> {
                while (!stop.get()) {
                    pool.put("hot", pool.getOrCreate("hot", ofMinutes(1)));
                }
                return null;
            }));
        }
        Patience.until(
                "the hot key has all",
                () -> pool.stats("hot").lent() + pool.stats("hot").idle() == 3);

        for (int i = 0; i < 10; i++) {
            pool.put("cold-" + i, pool.getOrCreate("cold-" + i, ofMinutes(1)));
        }

        stop.set(true);
        for (Future<?> each : hot) {
            each.get();
        }
        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("an object is returned or discarded under another key / refused, and the loan goes on")
    void otherKey() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        Conn one = pool.getOrCreate("one");
        pool.put("two", pool.getOrCreate("two"));

        for (String wrong : List.of("two", "three")) {
            assertThatThrownBy(() -> pool.put(wrong, one))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("pool \"ftp\": the object belongs to key one, not to " + wrong
                            + ", and is still yours; return it under the key it was borrowed for");
            assertThatThrownBy(() -> pool.discard(wrong, one)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(pool.stats("one").lent()).isOne();
        pool.put("one", one);
        assertThatThrownBy(() -> pool.put("one", one)).isInstanceOf(IllegalStateException.class);
        Conn foreign = new Conn("x", new AtomicBoolean());
        assertThatThrownBy(() -> pool.put("one", foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.put("three", foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.discard("three", foreign)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("the backend of one key is down / others / are not harmed; health tells of each and of all")
    void down() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        down.add("bad");
        pool.put("good", pool.getOrCreate("good"));

        assertThatThrownBy(() -> pool.getOrCreate("bad"))
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContainingAll("pool \"ftp[bad]\"", "bad refuses");
        Patience.until("it is known to be down", () -> {
            try {
                pool.getOrCreate("bad", ofMinutes(1));
                return false;
            } catch (PoolDownException known) {
                return true;
            } catch (PoolCreateException | InterruptedException notYet) {
                return false;
            }
        });

        assertThat(pool.getOrCreate("good", Duration.ZERO).host()).isEqualTo("good");
        assertThat(pool.health("bad").status()).isEqualTo(Status.DOWN);
        assertThat(pool.health("good").isUp()).isTrue();
        assertThat(pool.health().status()).isEqualTo(Status.UP);
        assertThat(pool.health().reason()).isEqualTo("1 of 2 keys not up: ftp[bad]");
        assertThat(pool.report().toString())
                .contains("keyed pool \"ftp\"", "pool \"ftp[bad]\"")
                .doesNotContain("ftp[good]");
        assertThat(pool.report("bad"))
                .hasValueSatisfying(report -> assertThat(report.name()).isEqualTo("ftp[bad]"));
    }

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
        for (Future<?> each : all) {
            each.get();
        }
        Patience.until("all keys are forgotten", () -> pool.keys().isEmpty());
        assertThat(pool.stats().borrowed())
                .as("some meet a closed key, and begin twice")
                .isGreaterThanOrEqualTo(4_000);
        Patience.until(
                "all are closed", () -> pool.stats().created() == pool.stats().closed());
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

    @Test
    @DisplayName("newFunc fails with another pool's exception / the borrower's creation has failed, once")
    void othersExceptions() {
        AtomicInteger calls = new AtomicInteger();
        KeyedPool<String, Conn> pool = KeyedPool.<String, Conn>builder(host -> {
                    calls.incrementAndGet();
                    throw new PoolClosedException("another pool is closed", null);
                })
                .build();
        pools.add(pool);

        assertThatThrownBy(() -> pool.getOrCreate("one", ofMinutes(1)))
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContaining("another pool is closed");
        assertThat(pool.keys()).containsExactly("one");
        assertThat(calls.get()).isLessThan(10);
        assertThatThrownBy(() -> pool.<RuntimeException>run("one", conn -> {})).isInstanceOf(PoolException.class);
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
