package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBuilders;
import io.conecta.PoolFailure;
import io.conecta.PoolFullException;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Figures")
class FiguresTest {
    private static int taken(PoolStats stats) {
        return stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance();
    }

    @Test
    @DisplayName(
            "objects are pinged, reset, closed and created / each has its figure, and together they are the places taken")
    void figures(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(6)
                .initialSize(4)
                .scanInterval(PoolSettings.FOREVER)
                .resetFunc(thing -> {
                    if (thing.content == 1) {
                        gate.pass();
                    }
                }));
        Borrower<Boolean> resetting = kit.thread(() -> {
            Thing thing = pool.getOrCreate();
            thing.content = 1;
            pool.put(thing);
            return true;
        });
        gate.awaitArrivals(1);
        kit.closing(thing -> gate.pass());
        Borrower<Boolean> closing = kit.thread(() -> {
            pool.discard(pool.getOrCreate());
            return true;
        });
        gate.awaitArrivals(2);
        kit.pingsStopAt(gate);
        Thing lent = kit.borrow(pool);
        pool.scan();
        gate.awaitArrivals(3);
        kit.creating(gate::pass);
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        gate.awaitArrivals(4);

        PoolStats stats = pool.stats();
        assertThat(stats.idle()).isZero();
        assertThat(stats.lent()).as("lent, and being reset").isEqualTo(2);
        assertThat(stats.inMaintenance()).as("being closed, and being pinged").isEqualTo(2);
        assertThat(stats.creating()).isOne();
        assertThat(taken(stats)).isEqualTo(5);
        assertThat(stats.waiting()).isOne();

        kit.closing(thing -> {});
        gate.open();
        resetting.result();
        closing.result();
        pool.put(waiter.result());
        pool.put(lent);
        kit.time().quiesce();
        PoolStats after = pool.stats();
        assertThat(after.inMaintenance()).isZero();
        assertThat(after.idle()).isEqualTo(taken(after));
        assertThat((long) after.idle()).isEqualTo(after.created() - after.closed());
    }

    @Test
    @DisplayName(
            "traffic / at any moment / the figures make sense: none negative, and never more than maxSize together")
    void atAnyMoment(Kit kit) {
        Pool<Thing> pool = kit.inRealTime().build(kit.builder().maxSize(3).pingIdleAfter(ofMillis(1)));
        boolean[] over = {false};
        Borrower<?>[] users = new Borrower<?>[3];
        for (int i = 0; i < users.length; i++) {
            users[i] = kit.thread(() -> {
                int rounds = 0;
                while (!over[0] || rounds < 200) {
                    Thing thing = pool.getOrCreate();
                    if (rounds++ % 50 == 0) {
                        pool.discard(thing);
                    } else {
                        pool.put(thing);
                    }
                }
                return rounds;
            });
        }
        for (int i = 0; i < 20_000; i++) {
            PoolStats stats = pool.stats();
            assertThat(taken(stats)).isBetween(0, 3);
            assertThat(Math.min(
                            Math.min(stats.idle(), stats.lent()), Math.min(stats.creating(), stats.inMaintenance())))
                    .isNotNegative();
        }
        over[0] = true;
        for (Borrower<?> user : users) {
            user.awaitDone();
        }
    }

    @Test
    @DisplayName("maxWaiters are there / one more / counted as a rejection, not as a timeout")
    void rejections(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).maxWaiters(1));
        kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool, ofSeconds(1)).awaitParked();
        kit.borrower(pool).failure(PoolFullException.class);
        kit.borrower(pool).failure(PoolFullException.class);
        assertThat(pool.stats().rejections()).isEqualTo(2);
        assertThat(pool.stats().timeouts()).isZero();
        kit.time().advance(ofSeconds(1));
        waiter.awaitDone();
        assertThat(pool.stats().timeouts()).isOne();
    }

    @Test
    @DisplayName("a plain pool, hooks fail / failures() / the latest of each kind, newest first")
    void failures(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).listener(new PoolListener<Thing>() {}));
        assertThat(pool.failures()).isEmpty();
        kit.nextCreation(() -> {
            throw new IOException("made up: down");
        });
        kit.borrower(pool).awaitDone();
        kit.time().advance(ofSeconds(3));
        kit.closing(thing -> {
            throw new IOException("made up: stuck");
        });
        pool.discard(kit.borrow(pool));
        kit.time().advance(ofSeconds(2));
        assertThat(pool.failures()).hasSize(2);
        PoolFailure newest = pool.failures().get(0);
        assertThat(newest.toString()).contains("close", "made up: stuck");
        assertThat(newest.age()).isEqualTo(ofSeconds(2));
        assertThat(pool.failures().get(1).toString()).contains("creation", "made up: down");
    }

    @Test
    @DisplayName("two pings throw at once / failures() / what they threw, and not that a ping answered false")
    void pingsThatThrowAtOnce(Kit kit) {
        CyclicBarrier both = new CyclicBarrier(2);
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(2)
                .initialSize(2)
                .pingMaxRetries(1)
                .scanInterval(PoolSettings.FOREVER)
                .listener(new PoolListener<Thing>() {
                    @Override
                    public void onHookFailure(Hook hook, @Nullable Thing object, Throwable error) {
                        try {
                            both.await(20, TimeUnit.SECONDS); // Until both have been noted.
                        } catch (Exception notBoth) {
                            throw new IllegalStateException(notBoth);
                        }
                    }
                }));
        kit.pinging((thing, failures) -> {
            throw new IOException("made up: hung up");
        });
        pool.scan();
        kit.time().quiesce();
        assertThat(pool.stats().pingFailures()).isEqualTo(2);
        assertThat(pool.failures()).singleElement().asString().contains("made up: hung up");
    }

    @Test
    @DisplayName(
            "a pool is dropped without being closed / its objects are closed, its threads end, and that is warned of")
    void abandoned(Kit kit) {
        Log log = kit.log();
        drop(kit);
        Patience.until("it is closed", () -> {
            System.gc();
            kit.time().advance(ofSeconds(10)); // To the next scan: only then does the timekeeper look.
            return kit.alive() == 0;
        });
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created()).hasSize(2);
        assertThat(log.lines("pool \"dropped\": became unreachable")).hasSize(1);
        assertThat(kit.background().users()).isZero();
    }

    private static void drop(Kit kit) {
        kit.mayLive(2);
        Pool<Thing> pool =
                PoolBuilders.build(kit.builder().name("dropped").maxSize(2).initialSize(2), kit.background());
        assertThat(pool.stats().idle()).isEqualTo(2);
    }

    @Test
    @DisplayName("a pool is closed and dropped / no warning")
    void closedAndDropped(Kit kit) {
        Log log = kit.log();
        kit.pool(1); // Whose scans have the timekeeper look.
        kit.fullPool(1).close();
        System.gc();
        kit.time().advance(ofSeconds(20));
        assertThat(log.lines("became unreachable")).isEmpty();
    }
}
