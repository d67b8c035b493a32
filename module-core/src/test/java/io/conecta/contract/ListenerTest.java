package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolListener;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Listeners and accounting")
class ListenerTest {
    /** Everything that can happen to a pool, once. */
    private static void live(Kit kit, Pool<Thing> pool) {
        Thing first = kit.borrow(pool);
        kit.time().advance(ofMinutes(2));
        pool.put(first);
        kit.pinging((thing, failures) -> {
            throw new IOException("ping");
        });
        kit.time().advance(ofSeconds(10));
        kit.pinging((thing, failures) -> true);
        kit.nextCreation(() -> {
            throw new IOException("new");
        });
        kit.borrower(pool).awaitDone();
        kit.time().quiesce(); // Events are told after the borrower has gone on.
        Thing second = kit.borrow(pool);
        kit.time().quiesce();
        kit.closing(thing -> {
            throw new IOException("close");
        });
        Borrower<Boolean> discarding = kit.thread(() -> {
            pool.discard(second);
            return true;
        });
        discarding.awaitDoneOrParked();
        kit.time().advance(ofSeconds(6));
        discarding.result();
        kit.closing(thing -> {});
        pool.put(kit.borrow(pool));
        kit.time().quiesce();
    }

    private static PoolStats statsOfALife(Kit kit) {
        Pool<Thing> pool = kit.build(settings(kit.builder()));
        live(kit, pool);
        PoolStats stats = pool.stats();
        Borrower<Boolean> closing = kit.thread(() -> {
            pool.close();
            return true;
        });
        closing.awaitDoneOrParked();
        kit.time().advance(ofSeconds(10));
        closing.result();
        return stats;
    }

    private static PoolBuilder<Thing> settings(PoolBuilder<Thing> builder) {
        return builder.maxSize(2).pingMaxRetries(1).leakThreshold(ofMinutes(1));
    }

    @Test
    @DisplayName("anything happens / the listener hears it, once, in order")
    void hears(Kit kit) {
        live(kit, kit.build(settings(kit.builder())));
        assertThat(kit.events().lines())
                .containsSubsequence(
                        "create 1",
                        "leak 1",
                        "failed PING 1 IOException",
                        "ping failed 1 x1",
                        "close 1",
                        "failed NEW IOException",
                        "create 2",
                        "failed CLOSE 2 IOException",
                        "close 2 IOException",
                        "create 3");
    }

    @Test
    @DisplayName("a listener throws / any event / the pool's state is as without it")
    void throwing(Kit kit) {
        PoolStats quiet = statsOfALife(kit);
        kit.events().react(line -> {
            throw new AssertionError("listener");
        });
        assertThat(statsOfALife(kit)).isEqualTo(quiet);
        kit.events().react(line -> sneak(new IOException("checked")));
        assertThat(statsOfALife(kit)).isEqualTo(quiet);
    }

    @Test
    @DisplayName("a listener blocks / any event / the pool's state is as without it")
    void blocking(Kit kit) {
        PoolStats quiet = statsOfALife(kit);
        Gate gate = kit.gate();
        kit.events().react(line -> gate.passDeaf());
        assertThat(statsOfALife(kit)).isEqualTo(quiet);
        assertThat(gate.held()).isPositive();
    }

    @Test
    @DisplayName("a listener calls back into the pool / any event / it gets an answer, and nobody waits for ever")
    void callingBack(Kit kit) {
        Pool<Thing>[] self = array();
        kit.events().react(line -> {
            Pool<Thing> pool = self[0];
            if (pool != null && !pool.isClosed()) {
                pool.stats();
                pool.get().ifPresent(pool::put);
                pool.loans();
                pool.scan();
            }
        });
        self[0] = kit.build(settings(kit.builder()).pingMaxRetries(3));
        for (int i = 0; i < 5; i++) {
            pool(self).put(kit.borrow(pool(self)));
        }
        pool(self).discard(kit.borrow(pool(self)));
        assertThat(kit.borrow(pool(self))).isNotNull();
    }

    @Test
    @DisplayName("hooks call back into the pool / create, ping, close, reset, prepare / nothing hangs")
    void hooksCallBack(Kit kit) {
        Pool<Thing>[] self = array();
        Kit.Step call = () -> {
            Pool<Thing> pool = self[0];
            if (pool != null && !pool.isClosed()) {
                assertThat(pool.stats()).isNotNull();
                pool.get().ifPresent(pool::put);
                pool.scan();
            }
        };
        kit.creating(call);
        kit.pinging((thing, failures) -> {
            call.run();
            return true;
        });
        kit.closing(thing -> call.run());
        Pool<Thing> pool = kit.build(
                kit.builder().maxSize(3).prepareFunc(thing -> call.run()).resetFunc(thing -> call.run()));
        self[0] = pool;
        Thing thing = kit.borrower(pool).awaitDoneOrParked().result();
        kit.thread(() -> {
                    pool.put(thing);
                    return true;
                })
                .result();
        kit.time().advance(ofSeconds(11));
        assertThat(pool.stats().lent()).isZero();
    }

    @Test
    @DisplayName("any fault / quiesce / idle + lent + in creation = live")
    void accounting(Kit kit) {
        AtomicInteger dice = new AtomicInteger();
        Kit.Step sometimes = () -> {
            if (dice.incrementAndGet() % 7 == 0) {
                throw new IOException("unlucky");
            }
        };
        kit.creating(sometimes);
        kit.pinging((thing, failures) -> {
            sometimes.run();
            return dice.incrementAndGet() % 5 != 0;
        });
        kit.closing(thing -> sometimes.run());
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(6)
                .minIdle(2)
                .maxUses(5)
                .idleTimeout(ofSeconds(20))
                .maxLifetime(ofMinutes(1))
                .scanInterval(ofSeconds(3))
                .prepareFunc(thing -> sometimes.run())
                .resetFunc(thing -> sometimes.run()));
        List<Thing> lent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (lent.size() < 6) {
                Borrower<Thing> borrower = kit.borrower(pool, ofMillis(100)).awaitDoneOrParked();
                kit.time().advance(ofMillis(100));
                if (borrower.awaitDone().hasResult()) {
                    lent.add(borrower.result());
                }
            }
            if (i % 3 != 0 && !lent.isEmpty()) {
                pool.put(lent.remove(0));
            }
            kit.time().advance(ofMillis(700));
            PoolStats stats = pool.stats();
            assertThat(stats.lent()).isEqualTo(lent.size());
            assertThat(stats.idle() + stats.lent() + stats.creating()).isEqualTo(kit.alive());
            assertThat(stats.created() - stats.closed()).isEqualTo(kit.alive());
            assertThat(kit.alive()).isLessThanOrEqualTo(6);
        }
        assertThat(kit.created()).hasSizeGreaterThan(20);
    }

    @Test
    @DisplayName("a server killed and restarted under traffic / recovers, nothing lost")
    void serverRestarted(Kit kit) {
        boolean[] up = {true};
        kit.creating(() -> {
            if (!up[0]) {
                throw new IOException("connection refused");
            }
        });
        kit.pinging((thing, failures) -> up[0]);
        Pool<Thing> pool = kit.build(
                kit.builder().maxSize(4).initialSize(4).pingMaxRetries(1).scanInterval(ofSeconds(1)));
        List<Thing> held = kit.borrow(pool, 2);
        up[0] = false;
        held.forEach(pool::discard);
        kit.time().advance(ofSeconds(5));
        assertThat(kit.alive()).isZero();
        for (int i = 0; i < 3; i++) {
            Borrower<Thing> unlucky = kit.borrower(pool, ofSeconds(10)).awaitDoneOrParked();
            kit.time().advance(ofSeconds(10));
            unlucky.awaitDone();
            assertThat(unlucky.hasResult()).isFalse();
        }
        up[0] = true;
        kit.time().advance(ofSeconds(1)); // retryDelay
        Borrower<Thing> lucky = kit.borrower(pool).awaitDoneOrParked();
        kit.time().advance(ofSeconds(5));
        pool.put(lucky.result());
        assertThat(kit.borrow(pool, 4)).hasSize(4);
        assertThat(pool.stats().createFailures()).isPositive();
    }

    @Test
    @DisplayName("nobody listens / hooks fail / the failures go to the log, the pool goes on")
    void defaultListener(Kit kit) {
        PoolListener<Thing> silent = new PoolListener<>() {};
        Pool<Thing> pool = kit.build(settings(kit.builder()).listener(silent));
        live(kit, pool);
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    @DisplayName("a borrower times out / the listener hears it on the borrower's thread, with the report")
    void timeout(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(1));
        List<Thread> threads = new CopyOnWriteArrayList<>();
        kit.events().react(line -> threads.add(Thread.currentThread()));
        kit.borrow(pool);
        kit.time().quiesce();
        threads.clear();

        Borrower<Thing> late = kit.borrower(pool, ofSeconds(2)).awaitParked();
        kit.time().advance(ofSeconds(2).minusNanos(1));
        assertThat(kit.events().timeouts()).isEmpty();
        kit.time().advance(Duration.ofNanos(1));
        late.awaitDone();
        Borrower<Thing> hasty = kit.borrower(pool, Duration.ZERO).awaitDone();

        assertThat(kit.events().timeouts()).containsExactly(timeout(late), timeout(hasty));
        assertThat(threads).containsExactly(late.thread(), hasty.thread());
        PoolReport report = Objects.requireNonNull(timeout(late).report());
        assertThat(report.name()).isEqualTo("orders");
        assertThat(report.stats().lent()).isEqualTo(1);
        assertThat(kit.events().lines()).containsExactly("create 1", "timeout", "timeout");
    }

    private static PoolTimeoutException timeout(Borrower<?> borrower) {
        return borrower.failure(PoolTimeoutException.class);
    }

    @Test
    @DisplayName("a listener throws at a timeout and at a change / both go on as without it, and the log says so")
    void throwingAtTimeout(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.mayLive(2);
        kit.borrow(pool);
        kit.time().quiesce();
        kit.log();
        kit.events().react(line -> {
            throw new AssertionError("listener");
        });
        timeout(kit.borrower(pool, Duration.ZERO));
        pool.reconfigure(pool.settings().withMaxSize(2));
        assertThat(kit.events().lines()).containsExactly("create 1", "timeout", "reconfigured 1 to 2");
        assertThat(kit.log().lines("a listener threw")).hasSize(1); // The second is a repeat, which is counted.
        kit.events().react(line -> {});
        assertThat(kit.borrow(pool)).isNotNull();
        assertThat(pool.stats().timeouts()).isEqualTo(1);
    }

    @Test
    @DisplayName("a listener blocks at a timeout / only its borrower waits for it")
    void blockingAtTimeout(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = kit.borrow(pool);
        kit.time().quiesce();
        Gate gate = kit.gate();
        kit.events().react(line -> gate.passDeaf());
        Borrower<Thing> late = kit.borrower(pool, Duration.ZERO);
        gate.awaitArrivals(1);
        pool.put(thing);
        assertThat(kit.borrow(pool)).isSameAs(thing);
        gate.open();
        assertThat(timeout(late)).isNotNull();
    }

    @Test
    @DisplayName(
            "reconfigure / the listener hears both settings, once the new ones are in force; nothing if nothing changes")
    void reconfigured(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        List<Object> heard = new ArrayList<>();
        kit.events().react(line -> {
            if (line.startsWith("reconfigured")) {
                heard.add(pool.settings());
                heard.add(Thread.currentThread());
            }
        });
        PoolSettings more = pool.settings().withMaxSize(3);
        pool.reconfigure(more);
        pool.reconfigure(more);
        pool.reconfigure(more.withMaxSize(3));
        assertThatThrownBy(() -> pool.reconfigure(more.withMinIdle(4))).isInstanceOf(IllegalArgumentException.class);
        assertThat(heard).containsExactly(more, Thread.currentThread());
        assertThat(kit.events().lines("reconfigured")).containsExactly("reconfigured 1 to 3");
    }

    private static Pool<Thing> pool(Pool<Thing>[] self) {
        return self[0];
    }

    @SuppressWarnings("unchecked")
    private static Pool<Thing>[] array() {
        return (Pool<Thing>[]) new Pool<?>[1];
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
