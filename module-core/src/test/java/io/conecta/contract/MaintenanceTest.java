package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Maintenance")
class MaintenanceTest {
    @Test
    @DisplayName("suspended / borrowers wait, get is empty, objects stay / resumed: all are served")
    void suspend(Kit kit) {
        Pool<Thing> pool = kit.fullPool(2);
        Thing lent = kit.borrow(pool);
        pool.suspend();
        assertThat(pool.isSuspended()).isTrue();
        assertThat(pool.get()).isEmpty();
        Borrower<Thing> first = kit.borrower(pool, ofMinutes(1)).awaitParked();
        Borrower<Thing> second = kit.borrower(pool, ofMinutes(1)).awaitParked();
        pool.put(lent);
        kit.time().advance(ofSeconds(5));
        assertThat(first.isDone()).isFalse();
        assertThat(pool.stats().idle()).isEqualTo(2);
        assertThat(pool.health().status()).isEqualTo(Status.SUSPENDED);
        assertThat(pool.health().isUp()).isTrue();
        assertThat(pool.health().since()).isGreaterThanOrEqualTo(ofSeconds(5));

        pool.resume();

        assertThat(first.result()).isNotNull();
        assertThat(second.result()).isNotNull();
        assertThat(pool.isSuspended()).isFalse();
        assertThat(kit.created()).hasSize(2);
    }

    @Test
    @DisplayName("suspended / a borrow's time is up / the timeout says that the pool is suspended")
    void timesOutWhileSuspended(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        pool.suspend();
        Borrower<Thing> waiter = kit.borrower(pool, ofSeconds(1)).awaitParked();
        kit.time().advance(ofSeconds(1));
        assertThat(waiter.failure(PoolTimeoutException.class)).hasMessageContaining("suspended");
        assertThat(kit.creations()).isZero();
        pool.suspend();
        pool.resume();
        pool.resume();
        assertThat(kit.borrow(pool)).isNotNull();
    }

    @Test
    @DisplayName("suspended, a creation is in flight / it may end, and its object rests")
    void creationInFlight(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(2);
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        gate.awaitArrivals(1);
        pool.suspend();
        gate.open();
        kit.time().quiesce();
        assertThat(waiter.isDone()).isFalse();
        assertThat(pool.stats().idle()).isOne();
        pool.resume();
        assertThat(waiter.result()).isNotNull();
    }

    @Test
    @DisplayName("suspended, the creation in flight fails / borrowers wait on, and are served after the resume")
    void creationFailsWhileSuspended(Kit kit) {
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.pass();
            throw new IOException("switching over");
        });
        Pool<Thing> pool = kit.pool(2);
        Borrower<Thing> first = kit.borrower(pool, ofMinutes(1)).awaitParked();
        gate.awaitArrivals(1);
        pool.suspend();
        Borrower<Thing> second = kit.borrower(pool, ofMinutes(1)).awaitParked();
        gate.open();
        kit.time().quiesce();
        assertThat(first.isDone()).isFalse();
        assertThat(second.isDone()).isFalse();
        pool.resume();
        assertThat(first.result()).isNotNull();
        assertThat(second.result()).isNotNull();
    }

    @Test
    @DisplayName("down, suspended, up, resumed / those who wait are served, however long the first creation takes")
    void resumedAfterAnOutage(Kit kit) {
        kit.creationsFail("refused");
        Pool<Thing> pool = kit.pool(2);
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().advance(ofSeconds(5));
        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
        pool.suspend();
        Borrower<Thing> first = kit.borrower(pool, ofMinutes(1)).awaitParked();
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        pool.resume();
        gate.awaitArrivals(1);
        Borrower<Thing> second = kit.borrower(pool, ofMinutes(1)).awaitParked();
        kit.time().advance(ofMillis(300));
        gate.open();
        assertThat(first.result()).isNotNull();
        assertThat(second.result()).isNotNull();
    }

    @Test
    @DisplayName("a probe succeeds after the close / nothing is tried any more, no timer is left")
    void probeEndsAfterClose(Kit kit) {
        kit.creationsFail("refused");
        Pool<Thing> pool = kit.pool(2);
        kit.borrower(pool).failure(PoolCreateException.class);
        Gate gate = kit.gate();
        kit.creating(gate::passDeaf);
        kit.time().advance(ofSeconds(2));
        gate.awaitArrivals(1);
        pool.close();
        gate.open();
        kit.time().advance(ofMillis(500)); // The close looks again for a while; retryDelay is longer.
        assertThat(kit.alive()).isZero();
        assertThat(kit.background().users()).isZero();
    }

    @Test
    @DisplayName("creations are held back by maxCreating / renew / each object is replaced all the same")
    void renewHeldBack(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(20).initialSize(5).maxCreating(1));
        List<Thing> before = kit.created();
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        pool.renew(ZERO);
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(5));
        gate.open();
        kit.time().advance(ofSeconds(5));
        assertThat(before).allMatch(thing -> thing.timesClosed() == 1);
    }

    @Test
    @DisplayName(
            "suspended with a drain / idle objects are closed, lent ones when they come back; then nothing is left")
    void drain(Kit kit) {
        Pool<Thing> pool = kit.fullPool(3);
        Thing lent = kit.borrow(pool);
        Borrower<List<Loan>> drained =
                kit.thread(() -> pool.suspend(ofMinutes(1))).awaitParked();
        kit.time().quiesce();
        assertThat(kit.alive()).isOne();
        pool.put(lent);
        assertThat(drained.result()).isEmpty();
        assertThat(kit.alive()).isZero();
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        kit.time().advance(ofSeconds(30));
        assertThat(kit.alive()).as("nothing is created meanwhile").isZero();
        pool.resume();
        assertThat(waiter.result()).isNotNull();
    }

    @Test
    @DisplayName("drained, but one is out / listed; it is closed when it comes back, and nothing rests")
    void drainTimesOut(Kit kit) throws InterruptedException {
        Pool<Thing> pool = kit.fullPool(1);
        Thing lent = kit.borrow(pool);
        List<Loan> left = pool.suspend(ZERO);
        assertThat(left).hasSize(1).allMatch(loan -> loan.object() == lent);
        pool.put(lent);
        kit.time().quiesce();
        assertThat(lent.timesClosed()).isOne();
        assertThat(pool.stats().idle()).isZero();
        pool.resume();
        assertThat(kit.borrow(pool)).isNotSameAs(lent);
    }

    @Test
    @DisplayName("suspended / closed / waiters fail, and nothing can be suspended any more")
    void closeWhileSuspended(Kit kit) {
        Pool<Thing> pool = kit.fullPool(1);
        pool.suspend();
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        pool.close();
        waiter.failure(PoolClosedException.class);
        assertThatThrownBy(pool::suspend).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.suspend(ZERO)).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.renew(ZERO)).isInstanceOf(PoolClosedException.class);
        pool.resume();
        assertThat(pool.health().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    @DisplayName("room / renew / each object is replaced in its time, its successor created before it is closed")
    void renewWithRoom(Kit kit) {
        // An object that is being pinged when its time has come has its turn again after the others.
        Pool<Thing> pool = kit.build(kit.builder().maxSize(8).initialSize(4).scanInterval(PoolSettings.FOREVER));
        List<Thing> before = kit.created();
        pool.renew(ofSeconds(40));
        kit.time().advance(ofSeconds(5));
        assertThat(before.stream().filter(thing -> thing.timesClosed() == 1)).hasSize(1);
        assertThat(kit.alive()).isEqualTo(4);
        kit.time().advance(ofSeconds(10));
        assertThat(before.stream().filter(thing -> thing.timesClosed() == 1)).hasSize(2);
        kit.time().advance(ofSeconds(30));
        assertThat(before).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(pool.stats().idle()).isEqualTo(4);
    }

    @Test
    @DisplayName("no room, one is lent / renew at once / idle ones are replaced, the lent one when it comes back")
    void renewFullPool(Kit kit) {
        Pool<Thing> pool = kit.fullPool(3);
        List<Thing> before = kit.created();
        Thing lent = kit.borrow(pool);
        pool.renew(ZERO);
        kit.time().advance(ofSeconds(1));
        assertThat(before.stream().filter(thing -> thing.timesClosed() == 1)).hasSize(2);
        assertThat(lent.isClosed()).isFalse();
        pool.put(lent);
        kit.time().quiesce();
        assertThat(before).allMatch(thing -> thing.timesClosed() == 1);
    }

    @Test
    @DisplayName("no successor can be created / renew / the old ones stay")
    void renewWhileDown(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(4).initialSize(2));
        kit.creationsFail("refused");
        pool.renew(ofMillis(100));
        kit.time().advance(ofMinutes(1));
        assertThat(kit.created()).hasSize(2).noneMatch(Thing::isClosed);
        assertThat(kit.borrow(pool)).isNotNull();
        assertThatThrownBy(() -> pool.renew(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool \"" + pool.name()
                        + "\": over must be >= 0s, was -1s; Duration.ZERO renews as fast as creations allow");
    }

    @Test
    @DisplayName("all are out / busy while they come back, which is up; stuck when nothing has for 30 s")
    void busyAndStuck(Kit kit) {
        Pool<Thing> pool = kit.fullPool(2);
        assertThat(pool.health().status()).isEqualTo(Status.UP);
        Thing one = kit.borrow(pool);
        kit.borrow(pool);
        assertThat(pool.health().status()).isEqualTo(Status.BUSY);
        for (int i = 0; i < 5; i++) {
            kit.time().advance(ofSeconds(20));
            pool.put(one);
            one = kit.borrow(pool);
            assertThat(pool.health().status()).isEqualTo(Status.BUSY);
            assertThat(pool.health().isUp()).isTrue();
        }
        kit.time().advance(ofSeconds(41));
        assertThat(pool.health().status()).isEqualTo(Status.STUCK);
        assertThat(pool.health().isUp()).isFalse();
        assertThat(pool.health().since()).isGreaterThanOrEqualTo(ofSeconds(30));
        pool.put(one);
        assertThat(pool.health().status()).isEqualTo(Status.UP);
    }

    @Test
    @DisplayName("failFast is off / ready tells when the initial objects are there, or fails as build would have")
    void ready(Kit kit) throws Exception {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).failFast(false));
        CompletableFuture<Void> ready = pool.ready().toCompletableFuture();
        assertThat(ready).isNotDone();
        gate.open();
        ready.get(20, TimeUnit.SECONDS);
        assertThat(pool.stats().created()).isEqualTo(3);
        assertThat(kit.fullPool(1).ready().toCompletableFuture()).isCompleted();

        kit.creationsFail("refused");
        Pool<Thing> failing =
                kit.build(kit.builder().name("orders").initialSize(2).failFast(false));
        assertThatThrownBy(() -> failing.ready().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(PoolCreateException.class)
                .hasMessageContainingAll("orders", "initialSize=2");
        Gate never = kit.gate();
        kit.creating(never::pass);
        Pool<Thing> closed = kit.build(kit.builder().initialSize(1).failFast(false));
        closed.close();
        assertThatThrownBy(() -> closed.ready().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(PoolClosedException.class);
        never.open();
    }

    @Test
    @DisplayName(
            "more initial objects than may be created at once, and suspended meanwhile / resumed: ready tells when all are there")
    void readyAfterASuspension(Kit kit) throws Exception {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(6).initialSize(6).maxCreating(2).failFast(false));
        gate.awaitArrivals(2);
        pool.suspend();
        gate.open();
        kit.time().advance(ofSeconds(5));
        CompletableFuture<Void> ready = pool.ready().toCompletableFuture();
        assertThat(ready).isNotDone();
        pool.resume();
        kit.time().advance(ofSeconds(1));
        ready.get(20, TimeUnit.SECONDS);
        assertThat(pool.stats().created()).isEqualTo(6);
    }

    @Test
    @DisplayName("maxSize is 0 / the health says that the pool is paused, and not that objects can be borrowed")
    void paused(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        pool.reconfigure(pool.settings().withMaxSize(0).withInitialSize(0));

        assertThat(pool.health().isUp()).isTrue();
        assertThat(pool.health().reason()).isEqualTo("the pool is paused, maxSize=0; raise it to lend again");
    }
}
