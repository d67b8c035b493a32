package io.conecta.internal;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Backoff;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.store.Capacity;
import io.conecta.internal.store.ClosedObjects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The small parts of the engine")
class SmallPartsTest {
    @Test
    @DisplayName("capacity / places are taken up to the limit, and given back")
    void capacity() {
        int[] maxSize = {2};
        int[] told = {0};
        Capacity capacity = new Capacity(() -> maxSize[0]);
        capacity.onRoom(() -> told[0]++);
        assertThat(capacity.tryTake()).isTrue();
        assertThat(capacity.tryTake()).isTrue();
        assertThat(capacity.tryTake()).isFalse();
        assertThat(capacity.isExhausted()).isTrue();
        capacity.release();
        assertThat(told[0]).isEqualTo(1);
        assertThat(capacity.tryTake()).isTrue();
        capacity.condemn();
        assertThat(capacity.tryTake()).as("closing is not closed").isFalse();
        assertThat(told[0]).isEqualTo(1);
        capacity.releaseCondemned(true);
        assertThat(capacity.taken()).isEqualTo(1);
        assertThat(told[0]).isEqualTo(2);
        maxSize[0] = 0;
        assertThat(capacity.tryTake()).isFalse();
    }

    @Test
    @DisplayName("capacity / shrink / exactly the surplus is condemned")
    void surplus() {
        int[] maxSize = {5};
        Capacity capacity = new Capacity(() -> maxSize[0]);
        for (int i = 0; i < 5; i++) {
            capacity.tryTake();
        }
        assertThat(capacity.tryCondemn(false)).isFalse();
        maxSize[0] = 3;
        assertThat(capacity.isOversize()).isTrue();
        assertThat(capacity.tryCondemn(false)).isTrue();
        assertThat(capacity.tryCondemn(false)).isTrue();
        assertThat(capacity.tryCondemn(false)).as("two are on their way out").isFalse();
        maxSize[0] = 0;
        assertThat(capacity.tryCondemn(false)).isTrue();
    }

    @Test
    @DisplayName("maxUses is off / more loans than an int counts / not used up")
    void usedUp() {
        Limits unlimited = Limits.of(PoolSettings.defaults());
        assertThat(unlimited.isUsedUp(Integer.MAX_VALUE)).isFalse();
        assertThat(unlimited.isUsedUp(1L << 40)).isFalse();
        Limits three = Limits.of(PoolSettings.defaults().withMaxUses(3));
        assertThat(three.isUsedUp(2)).isFalse();
        assertThat(three.isUsedUp(3)).isTrue();
        assertThat(three.isUsedUp(1L << 40)).isTrue();
    }

    @Test
    @DisplayName(
            "back-off / not after the first failure, then from 50 ms, doubling up to retryDelay, minus up to a half")
    void backoff() {
        long second = TimeUnit.SECONDS.toNanos(1);
        assertThat(Backoff.after(0, second)).isZero();
        assertThat(Backoff.after(1, second)).isZero();
        long full = 50;
        for (int failures = 2; failures < 40; failures++) {
            for (int i = 0; i < 20; i++) {
                long wait = Backoff.after(failures, second);
                assertThat(wait)
                        .isBetween(TimeUnit.MILLISECONDS.toNanos(full) / 2, TimeUnit.MILLISECONDS.toNanos(full));
            }
            full = Math.min(1_000, full * 2);
        }
        assertThat(Backoff.after(Integer.MAX_VALUE, second)).isBetween(second / 2, second);
        assertThat(Backoff.after(5, 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("closed objects / remembered by identity, with whether they were reclaimed, until they live again")
    void closedObjects() {
        ClosedObjects closed = new ClosedObjects();
        Object one = new Object();
        Object two = new Object();
        assertThat(closed.reclaimed(one)).isNull();
        closed.add(one, false);
        closed.add(two, true);
        assertThat(closed.reclaimed(one)).isFalse();
        assertThat(closed.reclaimed(two)).isTrue();
        closed.remove(two);
        assertThat(closed.reclaimed(two)).isNull();
    }

    @Test
    @DisplayName("durations / negative ones are zero, those beyond counting are for ever")
    void nanos() {
        assertThat(Clock.nanos(ofSeconds(-5))).isZero();
        assertThat(Clock.nanos(ofSeconds(Long.MIN_VALUE))).isZero();
        assertThat(Clock.nanos(ofMillis(5))).isEqualTo(5_000_000);
        assertThat(Clock.nanos(PoolSettings.FOREVER)).isEqualTo(Clock.FOREVER);
        assertThat(Clock.nanos(ofDays(365 * 80))).isEqualTo(Clock.FOREVER);
        assertThat(Clock.nanos(ofDays(365 * 70))).isLessThan(Long.MAX_VALUE / 4);
    }

    @Test
    @DisplayName("lifetimes / spread over the last eighth, the same for an object each time")
    void lifetimes() {
        Limits limits = Limits.of(PoolSettings.defaults().withMaxLifetime(ofSeconds(80)));
        for (int i = 0; i < 1_000; i++) {
            Object object = new Object();
            long lifetime = limits.lifetimeOf(object);
            assertThat(lifetime).isBetween(TimeUnit.SECONDS.toNanos(70), TimeUnit.SECONDS.toNanos(80));
            assertThat(limits.lifetimeOf(object)).isEqualTo(lifetime);
        }
        assertThat(Limits.of(PoolSettings.defaults()).lifetimeOf(new Object())).isEqualTo(Clock.FOREVER);
    }

    @Test
    @DisplayName("a guarded call / either it is in time or its deadline won, and no interrupt outlives it")
    void guard() throws InterruptedException {
        Background background = new Background(Clock.SYSTEM, true);
        int[] overdue = {0};
        for (int round = 0; round < 50; round++) {
            CountDownLatch told = new CountDownLatch(1);
            Guard guard = Guard.start(background, 200_000, late -> told.countDown());
            LockSupport.parkNanos(150_000 + round * 2_000L);
            if (guard.finish()) {
                assertThat(told.getCount()).isEqualTo(1);
            } else {
                overdue[0]++;
                assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        assertThat(overdue[0]).isBetween(0, 50);
        Guard hurried = Guard.start(background, Clock.FOREVER, late -> {});
        hurried.hurry();
        assertThat(hurried.finish()).as("hurried, and in time all the same").isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
