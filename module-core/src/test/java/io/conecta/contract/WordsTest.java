package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolFullException;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.LogPage;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Words")
class WordsTest {
    @Test
    @DisplayName("every kind of fault / every log record names its pool")
    void recordsNameThePool(Kit kit) {
        Log log = kit.log();
        Pool<Thing> pool = kit.build(kit.builder()
                .name("orders")
                .maxSize(4)
                .initialSize(2)
                .pingMaxRetries(1)
                .leakThreshold(ofMinutes(1))
                .prepareFunc(thing -> fail(thing, 2, "prepare"))
                .resetFunc(thing -> fail(thing, 3, "reset")));
        kit.events().react(line -> {
            throw new IllegalStateException("made up");
        });
        kit.closing(thing -> {
            throw new IOException("made up: close");
        });
        kit.pinging((thing, failures) -> thing.content != 4);
        Thing prepared = kit.borrow(pool);
        prepared.content = 2;
        pool.put(prepared);
        Thing reset = kit.borrow(pool);
        reset.content = 3;
        pool.put(reset);
        Thing pinged = kit.borrow(pool);
        pinged.content = 4;
        pool.put(pinged);
        kit.time().advance(ofSeconds(30));
        kit.nextCreation(() -> {
            throw new IOException("made up: new");
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().advance(ofSeconds(1));
        kit.borrow(pool);
        kit.time().advance(ofMinutes(2));
        assertThat(log.lines()).isNotEmpty().allMatch(line -> line.startsWith("pool \"orders\": "));
        assertThat(log.lines()).as("on the page, with their way out").allMatch(LogPage::has);
        for (String kind : List.of("newFunc", "prepareFunc", "resetFunc", "closeFunc", "ping", "leaked", "listener")) {
            assertThat(log.lines(kind)).as(kind).isNotEmpty();
        }
    }

    private static void fail(Thing thing, int content, String what) throws IOException {
        if (thing.content == content) {
            throw new IOException("made up: " + what);
        }
    }

    @Test
    @DisplayName("an outage of a minute / few lines: repeats are counted, and the recovery is told once")
    void repeatsAreFolded(Kit kit) {
        Log log = kit.log();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).minIdle(3));
        kit.creating(() -> {
            throw new ConnectException("refused");
        });
        pool.clear();
        for (int i = 0; i < 60; i++) {
            kit.borrower(pool, ofMillis(900)).awaitDoneOrParked();
            kit.time().advance(ofSeconds(1));
        }
        assertThat(pool.stats().createFailures()).isGreaterThan(10);
        assertThat(log.lines("newFunc failed")).hasSizeBetween(2, 5);
        assertThat(log.lines("more like this")).isNotEmpty();
        assertThat(log.lines("succeed again")).isEmpty();
        kit.creating(() -> {});
        kit.time().advance(ofSeconds(10));
        assertThat(log.lines("creations succeed again")).hasSize(1);
        assertThat(log.lines("creations succeed again").get(0)).contains("failed in", "refused");
        kit.borrow(pool, 3);
        kit.time().advance(ofMinutes(1));
        assertThat(log.lines("creations succeed again")).hasSize(1);
        assertThat(log.lines()).hasSizeLessThan(15);
        assertThat(log.lines()).as("on the page, with their way out").allMatch(LogPage::has);
    }

    @Test
    @DisplayName("anything is refused / the exception names the pool")
    void exceptionsNameThePool(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(1).maxWaiters(0));
        List<Throwable> thrown = new ArrayList<>();
        Lease<Thing> lease = kit.thread(() -> pool.lease()).result();
        Thing thing = lease.get();
        thrown.add(kit.borrower(pool).failure(PoolFullException.class));
        pool.reconfigure(pool.settings().withMaxWaiters(PoolSettings.UNLIMITED));
        thrown.add(catchThrowable(() -> pool.getOrCreate(ofSeconds(0))));
        thrown.add(catchThrowable(() -> pool.put(kit.foreign())));
        thrown.add(catchThrowable(() -> pool.discard(kit.foreign())));
        thrown.add(catchThrowable(() -> pool.adopt(kit.foreign())));
        thrown.add(catchThrowable(() -> pool.adopt(thing)));
        thrown.add(catchThrowable(() -> pool.reconfigure(pool.settings().withMinIdle(7))));
        thrown.add(catchThrowable(() -> pool.reconfigure(pool.settings().withName("b"))));
        Borrower<Thing> waiter = kit.borrower(pool, ofSeconds(1)).awaitParked();
        thrown.add(waiter.interrupt().failure(InterruptedException.class));
        lease.close();
        thrown.add(catchThrowable(lease::get));
        thrown.add(catchThrowable(() -> pool.put(thing)));
        kit.borrow(pool);
        pool.discard(thing);
        thrown.add(catchThrowable(() -> pool.put(thing)));
        kit.nextCreationReturnsNull();
        thrown.add(kit.borrower(pool).failure(PoolCreateException.class));
        pool.close();
        thrown.add(catchThrowable(pool::getOrCreate));
        thrown.add(catchThrowable(pool::get));
        thrown.add(catchThrowable(pool::clear));
        thrown.add(catchThrowable(() -> pool.adopt(kit.foreign())));
        kit.mayStayOpen();
        assertThat(thrown).hasSize(17).doesNotContainNull();
        assertThat(thrown).allSatisfy(failure -> assertThat(failure).hasMessageContaining("\"orders\""));
    }

    @Test
    @DisplayName(
            "one listener for two pools / learns by forPool whose events it hears; one that throws there hears them itself")
    void forPool(Kit kit) {
        List<String> heard = new CopyOnWriteArrayList<>();
        PoolListener<Thing> both = new PoolListener<>() {
            @Override
            public PoolListener<Thing> forPool(String pool) {
                if (pool.equals("third")) {
                    throw new IllegalStateException("made up");
                }
                return new PoolListener<>() {
                    @Override
                    public void onCreate(Thing object) {
                        heard.add(pool + " " + object.id());
                    }
                };
            }

            @Override
            public void onCreate(Thing object) {
                heard.add("itself " + object.id());
            }
        };
        for (String name : List.of("first", "second", "third")) {
            kit.borrow(kit.build(kit.builder().name(name).listener(both)));
            kit.time().quiesce();
        }
        assertThat(heard).containsExactly("first 1", "second 2", "itself 3");
    }

    @Test
    @DisplayName(
            "a creation failed or was late once, and one has succeeded since / exhausted / no cause, and no word of it")
    void noCauseOfOld(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofMillis(300)));
        kit.nextCreation(() -> {
            gate.passDeaf();
            return kit.newThing();
        });
        Borrower<Thing> first = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(300));
        first.failure(PoolCreateException.class);
        gate.open();
        kit.time().quiesce();
        kit.borrow(pool);
        assertThat(timedOut(kit, pool, 200))
                .hasNoCause()
                .hasMessageContaining("return objects sooner")
                .hasMessageNotContaining("creation");
    }

    @Test
    @DisplayName("refused once; now connects hang / the refusal is not the reason; the creation under way is")
    void hangsNow(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(2);
        kit.borrow(pool);
        kit.nextCreation(() -> {
            throw new ConnectException("refused");
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.creating(gate::pass);
        kit.time().advance(ofMillis(60)); // The next attempt is under way.
        assertThat(timedOut(kit, pool, 500))
                .hasNoCause()
                .hasMessageContaining("a creation has been under way for")
                .hasMessageContaining("creating=1")
                .hasMessageNotContaining("refused");
    }

    @Test
    @DisplayName("refused long ago, and the pool was made smaller since / exhausted / no word of it")
    void smallerNow(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        kit.borrow(pool);
        kit.nextCreation(() -> {
            throw new ConnectException("refused");
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().quiesce();
        pool.reconfigure(pool.settings().withMaxSize(1));
        assertThat(timedOut(kit, pool, 200)).hasNoCause().hasMessageNotContaining("refused");
    }

    @Test
    @DisplayName("creations fail now / a borrow times out / that is the reason and the cause")
    void failsNow(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        kit.borrow(pool);
        kit.creating(() -> {
            throw new ConnectException("refused");
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().quiesce();
        assertThat(kit.borrower(pool, ofSeconds(0)).failure(PoolTimeoutException.class))
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContainingAll("creations fail", "refused");
    }

    @Test
    @DisplayName("all places are taken by closes / a borrow times out / no advice to return sooner what nobody holds")
    void adviceFitsFigures(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).closeTimeout(ofMinutes(9)));
        kit.closing(thing -> gate.pass());
        Borrower<Boolean> discarding = kit.thread(() -> {
            pool.discard(pool.getOrCreate());
            return true;
        });
        gate.awaitArrivals(1);
        assertThat(timedOut(kit, pool, 200))
                .hasMessageContainingAll("lent=0", "closed=1", "pingTimeout, closeTimeout")
                .hasMessageNotContaining("return objects sooner");
        gate.open();
        discarding.result();
    }

    @Test
    @DisplayName("the caller itself holds objects / a borrow times out / it is told, and who holds the rest")
    void ownLoans(Kit kit) {
        Pool<Thing> pool = kit.fullPool(3);
        Borrower<Thing> other = kit.borrower(pool);
        Thing third = other.result();
        Borrower<String> greedy = kit.thread(() -> {
                    List<Thing> mine = List.of(pool.getOrCreate(), pool.getOrCreate());
                    Throwable full = catchThrowable(() -> pool.getOrCreate(ofSeconds(1)));
                    mine.forEach(pool::put);
                    return Objects.requireNonNull(full.getMessage());
                })
                .awaitParked();
        kit.time().advance(ofSeconds(1));
        assertThat(greedy.result())
                .contains(
                        "this thread itself holds 2 of them",
                        "lent=3",
                        "\"" + other.thread().getName() + "\"")
                .doesNotContain("…");
        pool.put(third);
    }

    @Test
    @DisplayName("nobody of the holders is the caller / a borrow times out / it is not told that it holds any")
    void othersLoans(Kit kit) {
        Pool<Thing> pool = kit.pool(5);
        kit.borrow(pool, 5);
        assertThat(timedOut(kit, pool, 200))
                .hasMessageContainingAll("lent=5", ", …)", "return objects sooner")
                .hasMessageNotContaining("this thread");
    }

    private static PoolTimeoutException timedOut(Kit kit, Pool<Thing> pool, int millis) {
        Borrower<@Nullable Thing> borrower = kit.<@Nullable Thing>thread(() -> pool.getOrCreate(ofMillis(millis)))
                .awaitParked();
        kit.time().advance(ofMillis(millis));
        return borrower.failure(PoolTimeoutException.class);
    }
}
