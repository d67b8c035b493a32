package io.conecta.contract;

import static io.conecta.kit.Reported.holder;
import static io.conecta.kit.Reported.is;
import static io.conecta.kit.Reported.reportOf;
import static io.conecta.kit.Reported.returnForAnother;
import static io.conecta.kit.Reported.sentence;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Diagnosis.Kind;
import io.conecta.Pool;
import io.conecta.PoolDeadlockException;
import io.conecta.PoolException;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A deadlock")
class DeadlockTest {
    /** Two threads, of which each takes one of these pools and then wants the other: the first for ten seconds, the second for longer. */
    private static List<Borrower<Thing>> embrace(Kit kit, Pool<Thing> a, Pool<Thing> b, boolean secondWaits) {
        List<Borrower<Thing>> both = new ArrayList<>();
        Gate first = kit.gate();
        Gate second = kit.gate();
        both.add(kit.thread(() -> nested(a, b, first, ofSeconds(10))));
        first.awaitArrivals(1);
        both.add(kit.thread(() -> nested(b, a, second, ofSeconds(20))));
        second.awaitArrivals(1);
        first.open();
        both.get(0).awaitParked();
        second.open();
        if (secondWaits) {
            both.get(1).awaitParked();
        }
        return both;
    }

    private static Thing nested(Pool<Thing> outer, Pool<Thing> inner, Gate gate, Duration timeout)
            throws InterruptedException {
        Thing mine = outer.getOrCreate();
        try {
            gate.passDeaf();
            Thing other = inner.getOrCreate(timeout);
            inner.put(other);
            return other;
        } finally {
            outer.put(mine);
        }
    }

    @Test
    @DisplayName("two pools in a circle / DEADLOCK in report and timeout, thread by thread; nobody is failed for it")
    void deadlock(Kit kit) {
        Pool<Thing> a = kit.build(kit.builder().name("a").maxSize(1));
        Pool<Thing> b = kit.build(kit.builder().name("b").maxSize(1));
        List<Borrower<Thing>> both = embrace(kit, a, b, true);
        String one = both.get(0).thread().getName();
        String two = both.get(1).thread().getName();
        String[] circle = {
            "\"" + one + "\" holds 1 of pool \"a\" and waits for pool \"b\"",
            "\"" + two + "\" holds 1 of pool \"b\" and waits for pool \"a\""
        };

        sentence(is(Kind.DEADLOCK, a.report())).contains(circle);
        sentence(is(Kind.DEADLOCK, b.report())).contains(circle);
        assertThat(a.report().advice()).contains("same order", "failOnDeadlock");
        kit.time().advance(ofSeconds(9));
        assertThat(both).noneMatch(Borrower::isDone);
        kit.time().advance(ofSeconds(2));

        sentence(reportOf(both.get(0).failure(PoolTimeoutException.class))).contains(circle);
        both.get(1).result();
    }

    @Test
    @DisplayName("failOnDeadlock, two pools in a circle / who closes it fails at once; the other is served")
    void failOnDeadlock(Kit kit) {
        Pool<Thing> a = kit.build(kit.builder().name("a").maxSize(1).failOnDeadlock(true));
        Pool<Thing> b = kit.build(kit.builder().name("b").maxSize(1));
        List<Borrower<Thing>> both = embrace(kit, a, b, false);

        assertThat(both.get(1).failure(PoolDeadlockException.class))
                .isInstanceOf(PoolException.class)
                .hasMessageContainingAll("pool \"a\"", "deadlock", "waits for pool \"b\"", "same order");
        both.get(0).result();
        assertThat(a.stats().rejections()).isOne();
        is(Kind.NONE, a.report());
    }

    @Test
    @DisplayName("failOnDeadlock, a thread that holds the only object wants another / fails at once")
    void selfDeadlock(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).failOnDeadlock(true));
        Gate gate = kit.gate();
        gate.open();

        kit.thread(() -> nested(pool, pool, gate, ofSeconds(10))).failure(PoolDeadlockException.class);

        assertThat(kit.borrow(pool)).isNotNull();
    }

    @Test
    @DisplayName("failOnDeadlock, threads return what others have borrowed / nobody is failed on suspicion")
    void noSuspicion(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).failOnDeadlock(true));
        pool.put(returnForAnother(kit, pool).result());
        Borrower<Thing> twice = kit.thread(() -> {
                    pool.getOrCreate();
                    return pool.getOrCreate(ofSeconds(10));
                })
                .awaitParked();

        is(Kind.NONE, pool.report());
        pool.put(kit.thing(1));
        assertThat(twice.result()).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName("failOnDeadlock, one of the holders does not wait / nobody is failed")
    void oneIsFree(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).failOnDeadlock(true));
        Borrower<Boolean> free = holder(kit, pool, gate);
        Gate open = kit.gate();
        open.open();
        Borrower<Thing> twice =
                kit.thread(() -> nested(pool, pool, open, ofSeconds(10))).awaitParked();
        kit.time().advance(ofMillis(500));

        is(Kind.NONE, pool.report());
        gate.open();
        free.result();
        twice.result();
    }
}
