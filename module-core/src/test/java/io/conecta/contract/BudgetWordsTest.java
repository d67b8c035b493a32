package io.conecta.contract;

import static io.conecta.kit.Reported.is;
import static io.conecta.kit.Reported.reportOf;
import static io.conecta.kit.Reported.timesOut;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.conecta.Diagnosis.Kind;
import io.conecta.KeyedPool;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolReport;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("What is said of a budget that leaves no room")
class BudgetWordsTest {
    private static final String SOONER = "or return objects sooner";

    private static PoolBuilder<Thing> in(Kit kit, PoolBudget budget, String name) {
        return kit.builder().name(name).maxSize(3).budget(budget);
    }

    private static Pool<Thing> pool(Kit kit, PoolBudget budget, String name) {
        Pool<Thing> pool = kit.build(in(kit, budget, name));
        kit.mayLive(budget.stats().limit());
        return pool;
    }

    /** A thread that has one of the first, wants one of the other, and returns what it had when it is told why it gets none. */
    private static String refused(Kit kit, Pool<Thing> has, Pool<Thing> wants) {
        Gate gate = kit.gate();
        gate.open();
        Borrower<String> greedy = kit.thread(() -> {
            Thing mine = has.getOrCreate();
            gate.pass();
            Throwable refusal = catchThrowable(() -> wants.getOrCreate(ofMillis(300)));
            has.put(mine);
            return Objects.requireNonNull(refusal.getMessage());
        });
        gate.awaitArrivals(1);
        greedy.awaitParked();
        kit.time().advance(ofMillis(300));
        return greedy.result();
    }

    @Test
    @DisplayName("a thread that has the only permit itself, in this or in another pool / is told so")
    void ownLoans(Kit kit) {
        PoolBudget budget = PoolBudget.of(1).name("server");
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");

        assertThat(refused(kit, one, two))
                .contains("budget \"server\": 1 of 1 used (one 1)")
                .endsWith(SOONER + "; this thread itself holds 1 of them");
        one.clear();
        assertThat(refused(kit, two, two)).endsWith("; this thread itself holds 1 of them");
        assertThat(budget.lentTo(Thread.currentThread())).isZero();
    }

    @Test
    @DisplayName("another thread has it / who gets nothing is not told that it holds any")
    void othersLoans(Kit kit) {
        PoolBudget budget = PoolBudget.of(1).name("server");
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one);

        assertThat(timesOut(kit, two, ofMillis(200)))
                .hasMessageContaining(SOONER)
                .hasMessageNotContaining("this thread");
        assertThat(budget.lent()).isOne();
    }

    @Test
    @DisplayName(
            "a thread that has all that maxTotal allows, under another key / is told so, and not of what others share")
    void otherKey() throws Exception {
        PoolBudget budget = PoolBudget.of(3).name("server");
        try (KeyedPool<String, Object> pool = keyed(budget, "ftp");
                KeyedPool<String, Object> other = keyed(budget, "ssh")) {
            other.put("z", other.getOrCreate("z"));
            Object elsewhere = other.getOrCreate("z");
            Object lent = pool.getOrCreate("a");
            assertThat(catchThrowable(() -> pool.getOrCreate("b", ofMillis(20))))
                    .isInstanceOf(PoolTimeoutException.class)
                    .hasMessageContaining("maxTotal of keyed pool \"ftp\": 1 of 1 used (ftp[a] 1)")
                    .hasMessageEndingWith("; this thread itself holds 1 of them");
            budget.limit(2);
            try (KeyedPool<String, Object> third = keyed(budget, "sql")) {
                assertThat(catchThrowable(() -> third.getOrCreate("c", ofMillis(20))))
                        .hasMessageContaining("budget \"server\": 2 of 2 used")
                        .hasMessageEndingWith("; this thread itself holds 2 of them");
            }
            pool.put("a", lent);
            other.put("z", elsewhere);
        }
    }

    private static KeyedPool<String, Object> keyed(PoolBudget budget, String name) {
        return KeyedPool.<String, Object>builder(key -> new Object())
                .name(name)
                .maxSize(1)
                .maxTotal(1)
                .budget(budget)
                .build();
    }

    @Test
    @DisplayName("a permit is free, and kept for another pool's minShare / that is said, and what to do about it")
    void kept(Kit kit) {
        PoolBudget budget = PoolBudget.of(2).name("server");
        kit.build(in(kit, budget, "one").minShare(1));
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(two);

        PoolReport report = is(Kind.BUDGET, reportOf(timesOut(kit, two, ofMillis(200))));

        assertThat(report.diagnosis().sentence())
                .contains("budget \"server\": 1 of 2 used (two 1), 1 kept for minShare of one; 1 borrower waits");
        assertThat(report.advice())
                .startsWith("lower minShare of one, raise the limit")
                .endsWith(SOONER);
    }

    @Test
    @DisplayName(
            "closes that were given up hold the permits / that is said, of nothing to return; and their pool is down")
    void closesThatHang(Kit kit) {
        Gate gate = kit.gate();
        PoolBudget budget = PoolBudget.of(1).name("server");
        Pool<Thing> hangs = kit.build(in(kit, budget, "hangs").closeTimeout(ofSeconds(1)));
        Pool<Thing> two = pool(kit, budget, "two");
        kit.closing(thing -> gate.passDeaf());
        Thing thing = kit.borrow(hangs);
        Borrower<Boolean> discarding = kit.thread(() -> {
            hangs.discard(thing);
            return true;
        });
        gate.awaitArrivals(1);
        assertThat(hangs.health().status()).isEqualTo(Status.UP);
        kit.time().advance(ofSeconds(1));
        discarding.awaitDone();

        PoolReport others = is(Kind.BUDGET, reportOf(timesOut(kit, two, ofMillis(200))));

        String held =
                "budget \"server\": 1 of 1 used (hangs 1), 1 of them held by closeFunc or newFunc of hangs, which was"
                        + " given up (closeTimeout, createTimeout) and has not ended";
        assertThat(others.diagnosis().sentence()).contains(held);
        assertThat(others.advice())
                .startsWith("find out why closeFunc or newFunc of hangs does not end, raise the limit")
                .endsWith("or wait longer (borrowTimeout)");
        assertThat(two.health().status()).isEqualTo(Status.UP);
        assertThat(hangs.health().status()).isEqualTo(Status.DOWN);
        assertThat(hangs.health().reason()).contains("closeFunc was given up", "budget \"server\"", "none left");
        kit.time().advance(ofMinutes(1));
        assertThat(hangs.health().since()).isGreaterThanOrEqualTo(ofMinutes(1));
        assertThat(is(Kind.BUDGET, hangs.report()).diagnosis().sentence()).contains(held);
        gate.open();
        kit.time().quiesce();
        assertThat(hangs.health().status()).isEqualTo(Status.UP);
        is(Kind.NONE, hangs.report());
        assertThat(budget.toString()).isEqualTo("budget \"server\": 0 of 1 used");
    }

    @Test
    @DisplayName("no budget is registered by the name / no advice to return what nobody has")
    void notRegistered(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().budget("nowhere"));

        assertThat(timesOut(kit, pool, ofMillis(200)))
                .hasMessageContainingAll("budget \"nowhere\": not registered", "register it by Budgets.register")
                .hasMessageNotContaining("sooner");
    }
}
