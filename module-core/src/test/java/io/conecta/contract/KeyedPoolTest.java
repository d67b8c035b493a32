package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.Lease;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolException;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A keyed pool")
class KeyedPoolTest extends WithKeys {
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

    @Test
    @DisplayName("several keys have failed / health tells the latest failure first")
    void latestFailureFirst() throws Exception {
        KeyedPool<String, Conn> pool = build(builder().retryDelay(ofMinutes(1)));
        for (int i = 0; i < 12; i++) {
            String key = "bad-" + i;
            down.add(key);
            assertThatThrownBy(() -> pool.getOrCreate(key)).isInstanceOf(PoolException.class);
        }

        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
        assertThat(pool.health().failures()).hasSize(10).isSortedAccordingTo(Comparator.comparing(PoolFailure::age));
    }
}
