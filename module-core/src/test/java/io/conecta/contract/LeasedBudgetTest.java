package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.config.LeasedBudget;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A budget whose permits are leased")
class LeasedBudgetTest extends WithBudget {
    private final Terms terms = new Terms();

    private LeasedBudget leased(Kit kit, int permits) {
        kit.inRealTime();
        LeasedBudget budget = new LeasedBudget(10, terms, true);
        budget.name("server");
        budget.permits(permits);
        return budget;
    }

    /** The pool may have looked at an idle object just now, to see whether it is to go. */
    private static void awaitIdle(Pool<Thing> pool, int idle) {
        Patience.until("so many are idle: " + idle, () -> pool.stats().idle() == idle);
    }

    @Test
    @DisplayName("has no permits / a borrower waits until there are some")
    void noPermits(Kit kit) {
        LeasedBudget budget = leased(kit, 0);
        Pool<Thing> pool = pool(kit, budget, "one", 2);
        Borrower<Thing> waits = waiter(kit, budget, pool);
        assertThat(budget.wanted()).isEqualTo(1);

        budget.permits(1);

        assertThat(waits.result()).isNotNull();
        assertThat(budget.used()).isEqualTo(1);
        assertThat(budget.wanted()).isEqualTo(1);
        assertThat(budget.shares()).isEqualTo(2);
    }

    @Test
    @DisplayName("a borrower that was refused has gone / what it wanted is wanted no more")
    void wantedNoMore(Kit kit) throws Exception {
        LeasedBudget budget = leased(kit, 1);
        Pool<Thing> pool = pool(kit, budget, "one");
        Thing lent = kit.borrow(pool);
        assertThatThrownBy(() -> pool.getOrCreate(ofMillis(50))).isInstanceOf(PoolTimeoutException.class);

        pool.put(lent);

        assertThat(budget.wanted()).isZero();
    }

    @Test
    @DisplayName("permits end / idle objects are closed, lent ones when they come back")
    void permitsEnd(Kit kit) {
        LeasedBudget budget = leased(kit, 4);
        Pool<Thing> pool = pool(kit, budget, "one");
        List<Thing> lent = kit.borrow(pool, 4);
        pool.put(lent.get(0));

        budget.permits(2);

        awaitUsed(budget, 3);
        assertThat(lent.get(0).isClosed()).isTrue();
        pool.put(lent.get(1));
        awaitUsed(budget, 2);
        assertThat(lent.get(2).isClosed()).isFalse();
    }

    @Test
    @DisplayName("permits end while borrowers wait for more / what comes back is closed, and not handed to them")
    void permitsEndWhileWaitedFor(Kit kit) {
        LeasedBudget budget = leased(kit, 3);
        Pool<Thing> pool = pool(kit, budget, "one");
        List<Thing> lent = kit.borrow(pool, 3);
        Borrower<Thing> waits = waiter(kit, budget, pool);

        budget.permits(1);
        pool.put(lent.get(0));
        pool.put(lent.get(1));

        awaitUsed(budget, 1);
        assertThat(lent.get(0).isClosed()).isTrue();
        assertThat(lent.get(1).isClosed()).isTrue();
        pool.put(lent.get(2));
        assertThat(waits.result()).isSameAs(lent.get(2));
    }

    @Test
    @DisplayName(
            "loans are revoked / as many lent objects are closed as there are too many, and their late return is ignored")
    void revoked(Kit kit) throws InterruptedException {
        Log log = kit.log();
        LeasedBudget budget = leased(kit, 3);
        Pool<Thing> pool = pool(kit, budget, "one");
        List<Lease<Thing>> leases = List.of(pool.lease(), pool.lease(), pool.lease());
        List<Thing> lent = leases.stream().map(Lease::get).toList();

        budget.permits(1);
        budget.revoke();

        awaitUsed(budget, 1);
        assertThat(lent).filteredOn(Thing::isClosed).hasSize(2);
        for (int i = 0; i < 3; i++) {
            Lease<Thing> lease = leases.get(i);
            if (lent.get(i).isClosed()) {
                assertThatThrownBy(lease::get)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("revoked by the budget");
            } else {
                assertThat(lease.get()).isSameAs(lent.get(i));
            }
            lease.close();
        }
        awaitIdle(pool, 1);
        Patience.until(
                "it is logged",
                () -> !log.lines("closed 2 lent objects, whose permits have ended")
                        .isEmpty());
    }

    @Test
    @DisplayName("many loans are revoked, and closes hang / none waits for another's close")
    void closesHang(Kit kit) {
        LeasedBudget budget = new LeasedBudget(20, terms, true);
        kit.inRealTime();
        budget.permits(20);
        terms.create = 20;
        terms.keep = 20;
        Pool<Thing> pool = build(kit, budget, in(kit, budget, "one").closeTimeout(ofMinutes(5)));
        kit.borrow(pool, 20);
        Gate closing = kit.gate();
        kit.closing(thing -> closing.passDeaf());

        budget.permits(0);
        budget.revoke();

        closing.awaitArrivals(20);
        closing.open();
        awaitUsed(budget, 0);
    }

    @Test
    @DisplayName("loans are revoked while an object is pinged / the ping is interrupted, and the object closed")
    void pinged(Kit kit) throws Exception {
        LeasedBudget budget = leased(kit, 1);
        Pool<Thing> pool = build(
                kit, budget, in(kit, budget, "one").pingTimeout(ofMinutes(5)).pingIdleAfter(Duration.ZERO));
        Thing thing = kit.borrow(pool);
        Gate ping = kit.gate();
        kit.pingsStopAt(ping);
        pool.put(thing);
        Borrower<Thing> borrower = kit.borrower(pool, ofMinutes(1));
        ping.awaitArrivals(1);

        budget.permits(0);
        budget.revoke();

        awaitUsed(budget, 0);
        assertThat(thing.isClosed()).isTrue();
        assertThat(pool.stats().pingFailures()).isZero();
        kit.pinging((pinged, failures) -> true);
        budget.permits(1);
        assertThat(borrower.result().id()).isNotEqualTo(thing.id());
    }

    @Test
    @DisplayName("permits come back after loans were revoked / borrowers are served again")
    void back(Kit kit) {
        LeasedBudget budget = leased(kit, 2);
        Pool<Thing> pool = pool(kit, budget, "one");
        List<Thing> lent = kit.borrow(pool, 2);
        budget.permits(0);
        budget.revoke();
        awaitUsed(budget, 0);
        Borrower<Thing> waits = waiter(kit, budget, pool);

        budget.permits(2);

        Thing next = waits.result();
        assertThat(lent).noneMatch(each -> each.id() == next.id());
        lent.forEach(pool::put); // Late.
        pool.put(next);
        awaitIdle(pool, 1);
    }

    @Test
    @DisplayName("loans are revoked while they are returned / each object is closed once or stays")
    void revokedWhileReturned(Kit kit) {
        LeasedBudget budget = leased(kit, 4);
        Pool<Thing> pool = pool(kit, budget, "one");
        List<Borrower<Integer>> busy = busy(kit, pool, 4);

        for (int i = 0; i < 300; i++) {
            budget.permits(0);
            budget.revoke();
            budget.permits(4);
        }
        stop = true;
        busy.forEach(Borrower::result);

        Patience.until("all that is used is idle", () -> pool.stats().idle() == budget.used());
        assertThat(kit.alive()).isEqualTo(budget.used()).isLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName("permits end while an object is created / nobody gets it")
    void notConfirmed(Kit kit) {
        LeasedBudget budget = leased(kit, 1);
        Pool<Thing> pool = pool(kit, budget, "one");
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Borrower<Thing> waits = kit.borrower(pool, ofMinutes(1));
        gate.awaitArrivals(1);

        terms.create = 0;
        terms.keep = 0;
        gate.open();
        awaitUsed(budget, 0);
        assertThat(waits.isDone()).isFalse();
        assertThat(kit.created()).hasSize(1).allMatch(Thing::isClosed);
        terms.create = 10;
        terms.keep = 10;
        budget.permits(1);

        assertThat(waits.result().isClosed()).isFalse();
    }

    @Test
    @DisplayName("is too short for a creation / none begins until it is renewed")
    void tooShort(Kit kit) {
        LeasedBudget budget = leased(kit, 2);
        Pool<Thing> pool = pool(kit, budget, "one");
        Thing lent = kit.borrow(pool);
        terms.create = 0;
        Borrower<Thing> waits = waiter(kit, budget, pool);
        assertThat(kit.creations()).isEqualTo(1);
        assertThat(lent.isClosed()).isFalse();

        terms.create = 10;
        budget.permits(2);

        waits.result();
    }

    @Test
    @DisplayName("lets creations last only so long / one that lasts longer is interrupted, and the message says why")
    void mostCreation(Kit kit) {
        terms.most = ofMillis(50);
        LeasedBudget budget = leased(kit, 1);
        Pool<Thing> pool = build(kit, budget, in(kit, budget, "one").createTimeout(PoolSettings.FOREVER));
        kit.creating(kit.gate()::pass);

        assertThatThrownBy(() -> pool.getOrCreate(ofMinutes(1)))
                .isInstanceOf(PoolCreateException.class)
                .rootCause()
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining(
                        "newFunc took longer than 50 ms, as long as a creation may take in budget \"server\"");
    }

    @Test
    @DisplayName("has fewer permits than its pools' shares / each gets its part of them")
    void sharesInProportion(Kit kit) {
        LeasedBudget budget = leased(kit, 6);
        Pool<Thing> one = pool(kit, budget, "one", 6);
        kit.borrow(one, 6).forEach(one::put);
        Pool<Thing> two = pool(kit, budget, "two", 3);

        List<Thing> lent = kit.borrow(two, 2);

        assertThat(budget.used()).isEqualTo(6);
        awaitIdle(one, 4);
        assertThat(lent).hasSize(2);
    }

    /** What the lease says now. */
    private static final class Terms implements PoolBudget.Lease {
        volatile int create = Integer.MAX_VALUE;
        volatile int keep = Integer.MAX_VALUE;
        volatile Duration most = PoolSettings.FOREVER;

        @Override
        public int toCreate() {
            return create;
        }

        @Override
        public int toKeep() {
            return keep;
        }

        @Override
        public Duration mostCreation() {
            return most;
        }
    }
}
