package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolQueue;
import io.conecta.PoolQueues;
import io.conecta.PoolSettings;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PoolLaws.class)
@DisplayName("Returns and loans")
class ReturnsAndLoansTest {
    @Test
    @DisplayName(
            "an object of another pool is put, or adopted / refused with that pool's name; it is lent by one pool alone")
    void ofAnotherPool(Kit kit) {
        Pool<Thing> one = kit.build(kit.builder().name("one").maxSize(2));
        Pool<Thing> other = kit.build(kit.builder().name("other").maxSize(2));
        Thing thing = kit.borrow(one);
        assertThatThrownBy(() -> other.put(thing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"other\"", "\"one\"", "still yours");
        assertThatThrownBy(() -> other.adopt(thing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"other\"", "\"one\"");
        assertThatThrownBy(() -> other.discard(thing)).isInstanceOf(IllegalStateException.class);
        assertThat(other.get()).isEmpty();
        assertThat(one.stats().lent()).isOne();
        one.put(thing);
        assertThatThrownBy(() -> other.adopt(thing)).isInstanceOf(IllegalArgumentException.class);
        assertThat(one.get()).containsSame(thing);
        one.put(thing);
    }

    /** Has time pass in which the process is stopped again and again, and runs in between. {@return for how long it has run} */
    private static Duration throttle(Kit kit, Duration stop, Duration run, int times) {
        for (int i = 0; i < times; i++) {
            kit.time().jump(stop);
            kit.time().advance(run);
        }
        return run.multipliedBy(times);
    }

    @ParameterizedTest(name = "stopped for {0} ms, running for {1} ms")
    @CsvSource({"60, 10", "105, 20", "31, 9", "95, 5", "1000, 100"})
    @DisplayName(
            "the process is stopped often and briefly / a loan ages by its own time alone, and is not reclaimed before that is up")
    void stoppedOftenAndBriefly(int stop, int run, Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofSeconds(1)).reclaimLeaked(true));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofMillis(150)); // The loan is known by now.
        Duration own = ofMillis(150).plus(throttle(kit, ofMillis(stop), ofMillis(run), 800 / run));
        assertThat(kit.events().leaks()).as("after %s of its own", own).isEmpty();
        assertThat(pool.loans().get(0).age()).isLessThanOrEqualTo(own);
        kit.time().advance(ofMillis(1_070));
        assertThat(kit.events().leaks()).as("the process runs on").hasSize(1);
        assertThat(thing.isClosed()).isTrue();
    }

    @ParameterizedTest(name = "each timer {0} ms late, {1} ms at most")
    @CsvSource({"0, 1090", "2, 1090", "8, 1400", "60, 70000"})
    @DisplayName("the timekeeper is always late / a leak is found all the same, soon on a machine that is merely busy")
    void alwaysLate(int late, int most, Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofSeconds(1)).reclaimLeaked(true));
        Thing thing = kit.borrow(pool);
        int step = 20 + late;
        for (int passed = 0; passed < most; passed += step) {
            kit.time().jump(ofMillis(step));
        }
        assertThat(kit.events().leaks()).hasSize(1);
        assertThat(thing.isClosed()).isTrue();
    }

    @ParameterizedTest(name = "reclaimLeaked={0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("the process is stopped for hours / a young loan is no leak, and its age is not overstated")
    void stoppedProcess(boolean reclaim, Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(2).leakThreshold(ofMinutes(1)).reclaimLeaked(reclaim));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofSeconds(20));
        kit.time().jump(ofHours(6));
        assertThat(kit.events().leaks()).isEmpty();
        assertThat(pool.loans().get(0).age()).isLessThanOrEqualTo(ofSeconds(25));
        kit.time().advance(ofSeconds(30));
        assertThat(kit.events().leaks()).isEmpty();
        assertThat(thing.isClosed()).isFalse();
        kit.time().advance(ofSeconds(20));
        assertThat(kit.events().leaks()).as("its own time is up").hasSize(1);
        assertThat(thing.isClosed()).isEqualTo(reclaim);
    }

    /** A queue that holds up whoever takes something off it, when told to. */
    private record Slow(PoolQueue<Thing> queue, AtomicBoolean slow, Gate gate) implements PoolQueue<Thing> {
        @Override
        public boolean add(Thing element) {
            return queue.add(element);
        }

        @Override
        public @Nullable Thing get() {
            return queue.get();
        }

        @Override
        public int len() {
            return queue.len();
        }

        @Override
        public void range(Predicate<? super Thing> visitor) {
            queue.range(visitor);
        }

        @Override
        public void done(Thing element) {
            if (slow.compareAndSet(true, false)) {
                gate.passDeaf();
            }
            queue.done(element);
        }

        @Override
        public void stop() {
            queue.stop();
        }

        @Override
        public boolean isClosed() {
            return queue.isClosed();
        }
    }

    @Test
    @DisplayName(
            "a sweep is held up by the user's queue / a loan that began meanwhile / is not taken for older than it is")
    void sweepHeldUp(Kit kit) {
        AtomicBoolean slow = new AtomicBoolean();
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(2)
                .initialSize(2)
                .queue(new Slow(PoolQueues.lifo(), slow, gate))
                .scanInterval(PoolSettings.FOREVER)
                .idleTimeout(ofSeconds(16))
                .leakThreshold(ofSeconds(16)));
        Thing second = kit.thing(2);
        List<Thing> both = kit.borrow(pool, 2);
        kit.time().advance(ofSeconds(1));
        pool.put(kit.thing(1));
        kit.time().advance(ofSeconds(8));
        pool.put(second);
        assertThat(both).hasSize(2);
        slow.set(true);
        kit.time().advance(ofSeconds(9));
        gate.awaitArrivals(1); // The sweep is at the first, which has expired; the second comes later.
        kit.time().advance(ofSeconds(2));
        Thing lent = kit.borrow(pool);
        gate.open();
        kit.time().quiesce();
        assertThat(lent).isSameAs(second);
        assertThat(pool.loans()).hasSize(1);
        assertThat(pool.loans().get(0).age()).isZero();
        kit.time().advance(ofSeconds(15));
        assertThat(kit.events().leaks()).isEmpty();
        kit.time().advance(ofSeconds(3));
        assertThat(kit.events().leaks()).hasSize(1);
    }

    @ParameterizedTest(name = "strict={0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("a loan runs, reported or not / reclaimLeaked is switched on / covers it, careful ones included")
    void reclaimSwitchedOn(boolean strict, Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).strict(strict).leakThreshold(ofMinutes(1)));
        Thing reported = kit.borrow(pool);
        kit.time().advance(ofSeconds(70));
        assertThat(kit.events().lines("leak")).hasSize(1);
        Thing young = kit.borrow(pool);
        pool.reconfigure(pool.settings().withReclaimLeaked(true));
        kit.time().advance(ofSeconds(70));
        assertThat(reported.timesClosed()).isOne();
        assertThat(young.timesClosed()).isOne();
        assertThat(kit.events().lines("leak")).contains("leak " + young.id() + " reclaimed");
        assertThat(kit.borrow(pool, 2)).allMatch(thing -> thing.id() != reported.id() && thing.id() != young.id());
        pool.put(reported);
        pool.put(young);
    }

    @Test
    @DisplayName("a lease is given back as suspect / pinged before it is lent again; after its end / nothing")
    void suspectLease(Kit kit) throws Exception {
        Pool<Thing> pool = kit.fullPool(1);
        Lease<Thing> lease = kit.thread(() -> pool.lease()).result();
        lease.suspect();
        assertThat(lease.get()).isSameAs(kit.thing(1));
        lease.close();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        assertThat(kit.pings()).isOne();
        lease.suspect();
        pool.put(kit.thing(1));
        kit.borrow(pool);
        assertThat(kit.pings()).as("the lease has nothing to say any more").isOne();
        pool.put(kit.thing(1));

        Lease<Thing> broken = kit.thread(() -> pool.lease()).result();
        broken.suspect();
        broken.close();
        kit.pinging((thing, failures) -> false);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName(
            "suspectOn / the body throws / only what it chooses makes a suspect; a predicate that throws does, too")
    void suspectOn(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).suspectOn(thrown -> {
            if (thrown instanceof IllegalStateException) {
                throw new UnsupportedOperationException("made up");
            }
            return thrown instanceof IOException;
        }));
        assertThat(pingsAfter(kit, pool, new IllegalArgumentException("the user's own")))
                .isZero();
        assertThat(pingsAfter(kit, pool, new IOException("broken pipe"))).isOne();
        assertThat(pingsAfter(kit, pool, new IllegalStateException("odd"))).isEqualTo(2);
    }

    private static int pingsAfter(Kit kit, Pool<Thing> pool, Exception thrown) {
        assertThatThrownBy(() -> pool.call(thing -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        pool.put(kit.borrow(pool));
        return kit.pings();
    }

    @Test
    @DisplayName(
            "an object is returned after a failure / suspect as suspectOn says, and by default after any; twice / refused")
    void returnedAfterAFailure(Kit kit) {
        Pool<Thing> choosy =
                kit.build(kit.builder().maxSize(1).initialSize(1).suspectOn(thrown -> thrown instanceof IOException));
        assertThat(pingsAfterReturn(kit, choosy, new IllegalArgumentException("the user's own")))
                .isZero();
        assertThat(pingsAfterReturn(kit, choosy, new IOException("broken pipe")))
                .isOne();

        Pool<Thing> plain = kit.build(kit.builder().maxSize(1).initialSize(1));
        assertThat(pingsAfterReturn(kit, plain, new IllegalArgumentException("any")))
                .isEqualTo(2);
        Thing thing = kit.borrow(plain);
        plain.put(thing);
        assertThatThrownBy(() -> plain.put(thing, new IOException("too late")))
                .isInstanceOf(IllegalStateException.class);
        plain.put(kit.borrow(plain));
        assertThat(kit.pings()).as("no loan was marked").isEqualTo(2);
        assertThatThrownBy(() -> choosy.put(thing, new IOException("foreign")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int pingsAfterReturn(Kit kit, Pool<Thing> pool, Exception thrown) {
        pool.put(kit.borrow(pool), thrown);
        pool.put(kit.borrow(pool));
        return kit.pings();
    }

    @Test
    @DisplayName("idleTimeout, nobody borrows / the pool never falls below minIdle, and does not churn")
    void idleTimeoutKeepsMinIdle(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(10).initialSize(7).minIdle(4).idleTimeout(ofSeconds(10)));
        AtomicInteger least = new AtomicInteger(7);
        for (int i = 0; i < 120; i++) {
            kit.time().advance(ofSeconds(1));
            least.accumulateAndGet(pool.stats().idle(), Math::min);
        }
        assertThat(least).hasValue(4);
        assertThat(pool.stats().idle()).isEqualTo(4);
        assertThat(kit.creations()).isEqualTo(7);
    }

    @Test
    @DisplayName("idleTimeout / many objects idle since one moment / spread over its last eighth")
    void idleTimeoutIsSpread(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(100)
                .initialSize(100)
                .idleTimeout(ofSeconds(1600))
                .scanInterval(PoolSettings.FOREVER));
        kit.time().advance(ofSeconds(1399));
        assertThat(pool.stats().closed()).isZero();
        kit.time().advance(ofSeconds(201));
        assertThat(pool.stats().closed()).isBetween(15L, 85L);
        kit.time().advance(ofSeconds(205));
        assertThat(pool.stats().closed()).isEqualTo(100);
    }

    @Test
    @DisplayName("threads borrow and return / clear() has returned / nothing from before is lent any more")
    void clearIsABarrier(Kit kit) {
        Pool<Thing> pool = kit.inRealTime().build(kit.builder().maxSize(4).borrowTimeout(ofSeconds(20)));
        AtomicInteger oldest = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        List<Borrower<Integer>> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            users.add(kit.thread(() -> {
                int stale = 0;
                while (!over.get()) {
                    int mark = oldest.get();
                    Thing thing = pool.getOrCreate();
                    stale += thing.id() <= mark ? 1 : 0;
                    pool.put(thing);
                }
                return stale;
            }));
        }
        for (int round = 0; round < 100; round++) {
            int last = kit.created().size();
            pool.clear();
            oldest.set(last);
            Patience.until("there is a new one", () -> kit.created().size() > last);
        }
        over.set(true);
        assertThat(users).allSatisfy(user -> assertThat(user.result()).isZero());
        assertThat(kit.created()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    @DisplayName("a return takes its time / clear() has returned / its object is not lent again")
    void clearAndASlowReturn(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).resetFunc(thing -> {
            if (thing.id() == 1) {
                gate.pass();
            }
        }));
        Borrower<Boolean> returning = kit.thread(() -> {
            pool.put(pool.getOrCreate());
            return true;
        });
        gate.awaitArrivals(1);
        pool.clear();
        Borrower<Thing> next = kit.borrower(pool);
        assertThat(next.result()).isSameAs(kit.thing(2));
        gate.open();
        returning.result();
        assertThat(kit.thing(1).timesClosed()).isOne();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(3));
        kit.time().advance(ofMillis(100));
    }

    @Test
    @DisplayName(
            "a body has thrown, and its object is being reset / a sweep leaves it there, and nobody gets it before that is done")
    void resetAfterThrow(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).hookTimeout(ofMinutes(5)).resetFunc(thing -> gate.pass()));
        Borrower<Boolean> throwing = kit.thread(() -> {
            assertThatThrownBy(() -> pool.run(thing -> {
                        throw new IOException("made up");
                    }))
                    .isInstanceOf(IOException.class);
            return true;
        });
        gate.awaitArrivals(1);
        pool.scan();
        kit.time().advance(ofSeconds(1));
        assertThat(pool.get()).isEmpty();
        assertThat(pool.stats().lent()).isOne();
        gate.open();
        throwing.awaitDone().result();
        kit.time().advance(ofSeconds(1));
        pool.put(pool.get().orElseThrow());
    }
}
