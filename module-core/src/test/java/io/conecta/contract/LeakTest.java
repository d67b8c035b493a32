package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Leak and discard")
class LeakTest {
    @Test
    @DisplayName("held past the threshold / one report that says who, since when, and where it was borrowed")
    void reported(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(2).leakThreshold(ofMinutes(1)).leakTraces("all"));
        Borrower<Thing> forgetful = kit.borrower(pool);
        Thing thing = forgetful.result();
        kit.time().advance(ofSeconds(59));
        assertThat(kit.events().leaks()).isEmpty();
        kit.time().advance(ofSeconds(6));

        assertThat(kit.events().lines("leak")).containsExactly("leak 1");
        Loan leak = kit.events().leaks().get(0);
        assertThat(leak.object()).isSameAs(thing);
        assertThat(leak.borrower()).isEqualTo(forgetful.thread().getName());
        assertThat(leak.age()).isBetween(ofMinutes(1), ofSeconds(65));
        assertThat(Objects.requireNonNull(leak.trace()).getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("io.conecta.kit.Kit"));
        assertThat(leak.toString()).contains(forgetful.thread().getName(), Thing.class.getName());

        kit.time().advance(ofHours(1));
        assertThat(kit.events().leaks()).as("one report a loan").hasSize(1);
        assertThat(pool.stats().leaks()).isEqualTo(1);
        assertThat(thing.isClosed()).isFalse();
        pool.put(thing);
        assertThat(kit.borrow(pool)).isSameAs(thing);
        kit.time().advance(ofMinutes(2));
        assertThat(kit.events().leaks()).as("the next loan leaks, too").hasSize(2);
    }

    private static List<Boolean> traced(Kit kit, Pool<Thing> pool, int loans) {
        return IntStream.range(0, loans)
                .mapToObj(loan -> {
                    Thing thing = kit.borrow(pool);
                    boolean traced = pool.loans().get(0).trace() != null;
                    pool.put(thing);
                    return traced;
                })
                .toList();
    }

    @Test
    @DisplayName(
            "leakTraces=1/3 / loans / every third says where it was borrowed, the others nothing; changed in place")
    void sampled(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).leakTraces(" 1/3 "));
        assertThat(pool.settings().leakTraces()).isEqualTo("1/3");
        assertThat(traced(kit, pool, 7)).containsExactly(false, false, true, false, false, true, false);
        pool.reconfigure(pool.settings().withLeakTraces("all"));
        assertThat(traced(kit, pool, 3)).containsOnly(true);
        Thing thing = kit.borrow(pool);
        pool.reconfigure(pool.settings().withLeakTraces("off"));
        assertThat(pool.loans().get(0).trace()).as("forgotten").isNull();
        pool.put(thing);
        assertThat(traced(kit, pool, 10)).containsOnly(false);
        pool.reconfigure(pool.settings().withLeakTraces("1/2"));
        assertThat(traced(kit, pool, 10)).filteredOn(traced -> traced).hasSize(5);
    }

    @Test
    @DisplayName("leakTraces=1/10 / several threads borrow / exactly one loan in ten is recorded")
    void sampledAcrossThreads(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(80).maxCreating(80).leakTraces("1/10"));
        List<Borrower<List<Thing>>> borrowers = Stream.generate(() -> kit.thread(() -> kit.borrow(pool, 20)))
                .limit(4)
                .toList();
        List<Thing> lent =
                borrowers.stream().flatMap(each -> each.result().stream()).toList();
        assertThat(pool.loans())
                .hasSize(80)
                .filteredOn(loan -> loan.trace() != null)
                .hasSize(8);
        lent.forEach(pool::put);
    }

    @Test
    @DisplayName("no traces / held past the threshold / says the borrowing thread while it lives")
    void reportedWithoutTrace(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().leakThreshold(ofMinutes(1)));
        Gate gate = kit.gate();
        Borrower<Thing> holder = kit.thread(() -> {
            Thing thing = pool.getOrCreate();
            gate.pass();
            return thing;
        });
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(70));
        Loan leak = kit.events().leaks().get(0);
        assertThat(leak.borrower()).isEqualTo(holder.thread().getName());
        assertThat(leak.trace()).isNull();
        gate.open();
        pool.put(holder.result());
    }

    @Test
    @DisplayName("many short loans of one object / none is reported")
    void shortLoans(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).leakThreshold(ofMinutes(1)));
        for (int i = 0; i < 20; i++) {
            Thing thing = kit.borrow(pool);
            kit.time().advance(ofSeconds(30));
            pool.put(thing);
        }
        assertThat(kit.events().leaks()).isEmpty();
    }

    @Test
    @DisplayName("reclaimed, then returned late / no corruption, one close")
    void reclaimed(Kit kit) throws Exception {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofMinutes(1)).reclaimLeaked(true));
        Lease<Thing> late = kit.thread(() -> pool.lease()).result();
        Thing thing = late.get();
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(2)).awaitParked();

        kit.time().advance(ofSeconds(70));

        assertThat(kit.events().lines("leak")).containsExactly("leak 1 reclaimed");
        assertThat(thing.timesClosed()).isEqualTo(1);
        Thing next = waiter.result();
        assertThat(next).isSameAs(kit.thing(2));
        assertThatThrownBy(late::get).isInstanceOf(IllegalStateException.class);
        late.close();
        late.discard();
        pool.put(thing);
        pool.discard(thing);
        assertThat(thing.timesClosed()).isEqualTo(1);
        assertThat(next.isClosed()).isFalse();
        assertThat(pool.stats().lent()).isEqualTo(1);
        pool.put(next);
        assertThat(pool.get()).containsSame(next);
    }

    @Test
    @DisplayName("reclaimed, then returned late while it is still being closed / ignored")
    void reclaimedAndClosing(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofMinutes(1)).reclaimLeaked(true));
        Thing thing = kit.borrow(pool);
        Gate gate = kit.gate();
        kit.closing(any -> gate.pass());
        kit.time().advance(ofSeconds(64));
        gate.awaitArrivals(1);

        pool.put(thing);
        pool.discard(thing);

        gate.open();
        kit.time().quiesce();
        assertThat(thing.timesClosed()).isEqualTo(1);
        pool.put(thing);
    }

    @Test
    @DisplayName(
            "reclaimed while its borrower is still preparing it / that borrower gets another, never somebody else's")
    void reclaimedDuringPrepare(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(slowlyPreparing(kit, gate::pass));
        pool.put(kit.borrow(pool));
        kit.thing(1).content = 1;
        Borrower<Thing> slow = kit.borrower(pool, ofHours(1));
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(70));
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        Thing second = kit.borrow(pool);

        gate.open();
        slow.awaitParked();
        pool.put(second);
        assertThat(slow.result()).isSameAs(second);
    }

    @Test
    @DisplayName("a new object is reclaimed while its borrower is still preparing it / typed error that says so")
    void reclaimedDuringFirstPrepare(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(slowlyPreparing(kit, gate::pass));
        kit.nextCreation(() -> {
            Thing thing = kit.newThing();
            thing.content = 1;
            return thing;
        });
        Borrower<Thing> slow = kit.borrower(pool, ofHours(1));
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(70));
        Thing second = kit.borrow(pool);
        gate.open();
        assertThat(slow.failure(PoolCreateException.class))
                .hasMessageContaining(
                        "before prepareFunc had returned: it exceeded leakThreshold=60000 ms and was reclaimed; see");
        assertThat(pool.stats().lent()).isEqualTo(1);
        pool.put(second);
    }

    @Test
    @DisplayName(
            "reclaimed while its borrower is still preparing it, which then fails / nobody else's object is closed")
    void reclaimedDuringFailingPrepare(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(slowlyPreparing(kit, () -> {
            gate.pass();
            throw new IOException("broken");
        }));
        pool.put(kit.borrow(pool));
        kit.thing(1).content = 1;
        Borrower<Thing> slow = kit.borrower(pool, ofHours(1));
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(70));
        Thing second = kit.borrow(pool);

        gate.open();
        slow.awaitParked();
        assertThat(second.isClosed()).isFalse();
        assertThat(pool.stats().lent()).isEqualTo(1);
        pool.put(second);
        assertThat(slow.result()).isSameAs(second);
    }

    private static PoolBuilder<Thing> slowlyPreparing(Kit kit, Kit.Step step) {
        return kit.builder()
                .maxSize(1)
                .leakThreshold(ofMinutes(1))
                .reclaimLeaked(true)
                .hookTimeout(ofMinutes(5))
                .prepareFunc(thing -> {
                    if (thing.content == 1) {
                        step.run();
                    }
                });
    }

    @Test
    @DisplayName("discarded / closed once, capacity free, a waiter served (POOL-424)")
    void discarded(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        pool.discard(thing);
        assertThat(thing.timesClosed()).isEqualTo(1);
        assertThat(waiter.result()).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("some lent / clear / idle ones closed now, lent ones when they come back")
    void clear(Kit kit) throws Exception {
        Pool<Thing> pool = kit.fullPool(4);
        Thing raw = kit.borrow(pool);
        Lease<Thing> lease = kit.thread(() -> pool.lease()).result();
        Thing leased = lease.get();

        pool.clear();

        assertThat(kit.alive()).isEqualTo(2);
        assertThat(List.of(raw.timesClosed(), leased.timesClosed())).containsOnly(0);
        pool.put(raw);
        lease.close();
        assertThat(List.of(raw.timesClosed(), leased.timesClosed())).containsOnly(1);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(5));
        pool.put(kit.thing(5));
        kit.time().advance(ofSeconds(30));
        assertThat(kit.thing(5).isClosed()).as("born after the clear").isFalse();
    }

    @Test
    @DisplayName(
            "a creation is in flight / clear / it is interrupted, what it brings is closed, the waiter gets a fresh object")
    void clearDuringCreation(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(1);
        kit.nextCreation(() -> {
            try {
                gate.pass();
                throw new AssertionError("not interrupted");
            } catch (InterruptedException interrupted) {
                return kit.newThing();
            }
        });
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        pool.clear();
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "an object is being pinged / clear / the ping is interrupted, and the object closed before clear returns")
    void clearDuringPing(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.fullPool(1);
        kit.pingsStopAt(gate);
        pool.scan();
        gate.awaitArrivals(1);
        pool.clear();
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("ping failed"))
                .as("not the object's fault")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "reclaimLeaked is switched off and on again / a loan is reclaimed no sooner than leakThreshold after that")
    void reclaimSwitchedOnAgain(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofMinutes(1)).reclaimLeaked(true));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofSeconds(50));
        pool.reconfigure(pool.settings().withReclaimLeaked(false));
        pool.reconfigure(pool.settings().withReclaimLeaked(true));
        kit.time().advance(ofSeconds(50));
        assertThat(thing.timesClosed()).isZero();
        kit.time().advance(ofSeconds(20));
        assertThat(thing.timesClosed()).isOne();
        pool.put(thing);
    }

    @Test
    @DisplayName("prepareFunc returns the object itself / the borrower hears that, and nothing of leaks")
    void prepareReturnsIt() throws Exception {
        AtomicReference<Pool<Object>> itself = new AtomicReference<>();
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxSize(1)
                .initialSize(0)
                .prepareFunc(object -> Objects.requireNonNull(itself.get()).put(object))
                .build()) {
            itself.set(pool);
            assertThatThrownBy(() -> pool.getOrCreate(ofSeconds(5)))
                    .hasStackTraceContaining("before prepareFunc had returned: it was returned, by prepareFunc or")
                    .hasStackTraceContaining("see what prepareFunc does, and what it waits for");
            assertThat(pool.stats().lent()).isZero();
        }
    }
}
