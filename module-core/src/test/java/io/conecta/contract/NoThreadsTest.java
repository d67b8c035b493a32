package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("For some seconds no thread can be started")
class NoThreadsTest {
    private static final Duration OUTAGE = ofSeconds(25);

    private static void outage(Kit kit) {
        kit.threads().starve();
        kit.time().advance(OUTAGE);
        kit.threads().feed();
    }

    @Test
    @DisplayName("scans were due / they go on afterwards, and no hook has run on the timekeeper")
    void scansGoOn(Kit kit) {
        List<String> threads = new CopyOnWriteArrayList<>();
        kit.fullPool(2);
        kit.pinging((thing, failures) -> {
            threads.add(Thread.currentThread().getName());
            return true;
        });
        kit.threads().starve();
        kit.time().advance(OUTAGE);
        assertThat(threads).isEmpty();
        kit.threads().feed();
        kit.time().quiesce();
        int soon = threads.size();
        assertThat(soon).isPositive();
        kit.time().advance(ofSeconds(20));
        assertThat(threads).hasSize(soon + 4).allMatch(name -> name.startsWith("conecta-worker"));
    }

    @Test
    @DisplayName("a ping's deadline passes / afterwards its object is closed, the place free, a waiter served")
    void pingDeadline(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).pingTimeout(ofSeconds(5)));
        kit.pinging((thing, failures) -> {
            if (thing.id() == 1) {
                gate.passDeaf();
            }
            return true;
        });
        pool.scan();
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        outage(kit);
        kit.time().advance(ofSeconds(1));
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName("a creation's deadline passes / afterwards it has failed, and the next borrower is served")
    void createDeadline(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(5)));
        kit.nextCreation(() -> {
            gate.passDeaf();
            throw new IOException("down");
        });
        Borrower<Thing> first = kit.borrower(pool, ofHours(1)).awaitParked();
        gate.awaitArrivals(1);
        outage(kit);
        kit.time().advance(ofSeconds(1));
        first.awaitDone();
        assertThat(pool.stats().createFailures()).isOne();
        Borrower<Thing> next = kit.borrower(pool, ofHours(1)).awaitDoneOrParked();
        kit.time().advance(ofSeconds(5));
        assertThat(next.result()).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName("a close's deadline passes / afterwards it is given up, and its place free")
    void closeDeadline(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1));
        kit.closing(thing -> gate.passDeaf());
        Borrower<Boolean> clearing = kit.thread(() -> {
            pool.clear();
            return true;
        });
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        outage(kit);
        kit.time().advance(ofSeconds(1));
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        assertThat(clearing.awaitDone().result()).isTrue();
        assertThat(kit.events().lines("failed CLOSE")).containsExactly("failed CLOSE 1 TimeoutException");
    }

    @Test
    @DisplayName("a reset's deadline passes / afterwards its object is closed, and the place free")
    void resetDeadline(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).resetFunc(thing -> gate.passDeaf()));
        Borrower<Boolean> returning = kit.thread(() -> {
            pool.put(pool.getOrCreate());
            return true;
        });
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.threads().starve();
        kit.time().advance(ofMinutes(3));
        kit.threads().feed();
        kit.time().advance(ofSeconds(1));
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        gate.open();
        returning.result();
    }

    @Test
    @DisplayName(
            "a loan leaks, objects expire, a failed creation is to be retried / all of that takes effect afterwards")
    void sweepsAndRetries(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(5)
                .initialSize(3)
                .minIdle(1)
                .idleTimeout(ofSeconds(10))
                .leakThreshold(ofSeconds(10)));
        Thing leaked = kit.borrow(pool);
        kit.creationsFail("down");
        outage(kit);
        kit.time().quiesce();
        assertThat(kit.events().lines("leak")).containsExactly("leak " + leaked.id());
        assertThat(kit.alive()).as("one lent, minIdle idle").isEqualTo(2);
        kit.borrow(pool);
        kit.threads().starve();
        kit.time().advance(OUTAGE);
        kit.creating(() -> {});
        kit.threads().feed();
        kit.time().advance(ofSeconds(10));
        assertThat(pool.stats().idle()).isOne();
        assertThat(kit.events().lines("leak")).hasSize(2);
    }

    @Test
    @DisplayName("an object is discarded, others wait / the waiter is served afterwards")
    void closesAfterwards(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).scanInterval(PoolSettings.FOREVER));
        Thing thing = kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.threads().starve();
        Borrower<Boolean> discarding = kit.thread(() -> {
                    pool.discard(thing);
                    return true;
                })
                .awaitParked();
        kit.time().advance(ofSeconds(30));
        assertThat(discarding.awaitDone().result())
                .as("waits for the close up to closeTimeout")
                .isTrue();
        assertThat(thing.isClosed())
                .as("on no thread of a user's, nor the timekeeper")
                .isFalse();
        kit.threads().feed();
        kit.time().advance(ofSeconds(1));
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        assertThat(thing.timesClosed()).isOne();
    }

    @Test
    @DisplayName("close while there is none / everything is closed afterwards, and nothing is left behind")
    void closePool(Kit kit) {
        Pool<Thing> pool = kit.fullPool(3);
        kit.threads().starve();
        Borrower<Boolean> closing = kit.thread(() -> {
                    pool.close();
                    return true;
                })
                .awaitParked();
        kit.time().advance(ofSeconds(5));
        assertThat(closing.awaitDone().result()).isTrue();
        kit.threads().feed();
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(kit.background().users()).isZero();
    }
}
