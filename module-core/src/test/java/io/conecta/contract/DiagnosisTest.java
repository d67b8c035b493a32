package io.conecta.contract;

import static io.conecta.kit.Reported.holder;
import static io.conecta.kit.Reported.is;
import static io.conecta.kit.Reported.reportOf;
import static io.conecta.kit.Reported.returnForAnother;
import static io.conecta.kit.Reported.sentence;
import static io.conecta.kit.Reported.timesOut;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Diagnosis.Kind;
import io.conecta.Pool;
import io.conecta.PoolOverloadException;
import io.conecta.PoolReport;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A diagnosis")
class DiagnosisTest {
    @Test
    @DisplayName("a thread ends with the only object / a borrower times out / LEAK, with that thread")
    void threadEnded(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Borrower<Thing> lost = kit.borrower(pool);
        lost.result();
        awaitEnd(lost);
        is(Kind.NONE, pool.report());

        PoolReport report = is(Kind.LEAK, reportOf(timesOut(kit, pool, ofMillis(200))));

        sentence(report)
                .contains("1 of 1 lent objects", "has ended", lost.thread().getName(), "1 borrower waits");
        assertThat(report.advice()).contains("return every object", "leakTraces", "reclaimLeaked");
    }

    private static void awaitEnd(Borrower<?> borrower) {
        Patience.until("the thread has ended", () -> !borrower.thread().isAlive());
    }

    @Test
    @DisplayName("threads return what others have borrowed / holders' threads have ended / no conclusion")
    void othersReturn(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Borrower<Thing> gone = returnForAnother(kit, pool);
        awaitEnd(gone);

        is(Kind.NONE, reportOf(timesOut(kit, pool, ofMillis(200))));
    }

    @Test
    @DisplayName("held beyond leakThreshold while others come and go / LEAK, with the holder")
    void beyondThreshold(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).leakThreshold(ofMinutes(1)));
        Borrower<Boolean> holder = holder(kit, pool, gate);
        kit.time().advance(ofSeconds(50));
        kit.thread(() -> {
                    pool.put(pool.getOrCreate());
                    return true;
                })
                .result();
        is(Kind.NONE, pool.report());
        kit.time().advance(ofSeconds(30));

        PoolReport report = is(Kind.LEAK, pool.report());

        sentence(report).contains("leakThreshold=60000 ms", holder.thread().getName());
        assertThat(report.toString())
                .contains("LEAK", "advice", "loans", holder.thread().getName(), "maxSize=2");
        assertThat(report.advice()).contains("leakTraces shows where it was borrowed");
        pool.reconfigure(pool.settings().withLeakTraces("1/100"));
        assertThat(pool.report().advice())
                .contains("one loan in 100 shows where it was borrowed, with leakTraces=all each does");
        pool.reconfigure(pool.settings().withLeakTraces("all"));
        assertThat(pool.report().advice()).contains("the loans show where they were borrowed");
        gate.open();
        holder.result();
        is(Kind.NONE, pool.report());
    }

    @Test
    @DisplayName("all are held and none comes back / SLOW_USE, with for how long")
    void nothingComesBack(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(2);
        holder(kit, pool, gate);
        holder(kit, pool, gate);

        PoolReport report = is(Kind.SLOW_USE, reportOf(timesOut(kit, pool, ofSeconds(5))));

        sentence(report).containsPattern("all 2 objects are held, and none has come back for [45]\\d{3} ms");
        assertThat(report.advice()).contains("what the holders wait for", "borrowTimeout");
        assertThat(report.waiters()).isEmpty();
        assertThat(report.loans()).hasSize(2);
        gate.open();
    }

    @Test
    @DisplayName("loans take ten times as long as before / SLOW_USE, with both times")
    void slower(Kit kit) {
        Pool<Thing> pool = kit.fullPool(1);
        Turns turns = new Turns(kit, pool);
        turns.run(60, ofMillis(100));
        turns.run(5, ofSeconds(2));

        PoolReport report = is(Kind.SLOW_USE, pool.report());

        sentence(report).containsPattern("loans take \\d+ ms, where they took \\d+ ms");
        assertThat(report.advice()).contains("has become slow");
        turns.end();
    }

    @Test
    @DisplayName("objects go round steadily and the line grows / TOO_SMALL, with the size that suffices")
    void tooSmall(Kit kit) {
        Pool<Thing> pool = kit.fullPool(1);
        Turns turns = new Turns(kit, pool);
        for (int i = 0; i < 40; i++) {
            turns.run(1, ofMillis(100));
            turns.more();
            turns.more();
        }

        PoolReport report = is(Kind.TOO_SMALL, pool.report());

        sentence(report).contains("the only object is held and comes back as usual", "/s, 10", "borrowers wait");
        assertThat(report.advice()).containsPattern("raise maxSize.* [2-5] objects suffice at 0.5 s p99; you have 1");
        turns.end();
    }

    /** Borrowers that hold the only object one after the other, each for as long as it is told. */
    private static final class Turns {
        private final Kit kit;
        private final Pool<Thing> pool;
        private final List<Gate> gates = new ArrayList<>();
        private int next;

        Turns(Kit kit, Pool<Thing> pool) {
            this.kit = kit;
            this.pool = pool;
            more();
            gates.get(0).awaitArrivals(1);
            more();
        }

        void more() {
            Gate gate = kit.gate();
            gates.add(gate);
            kit.thread(() -> {
                Thing thing = pool.getOrCreate(ofMinutes(9));
                gate.passDeaf();
                pool.put(thing);
                return true;
            });
            if (gates.size() > 1) {
                kit.borrowers().get(gates.size() - 1).awaitParked();
            }
        }

        void run(int times, Duration each) {
            for (int i = 0; i < times; i++) {
                kit.time().advance(each);
                if (next == gates.size() - 2) {
                    more();
                }
                gates.get(next).open();
                gates.get(++next).awaitArrivals(1);
            }
        }

        void end() {
            gates.forEach(Gate::open);
            kit.borrowers().forEach(Borrower::awaitDone);
        }
    }

    @Test
    @DisplayName("a connect hangs in a black hole / CREATOR_STUCK, with where it is")
    void creatorStuck(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(2);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(2_900));
        is(Kind.NONE, pool.report());
        kit.time().advance(ofMillis(200));

        PoolReport report = is(Kind.CREATOR_STUCK, pool.report());

        sentence(report).contains("a creation has been under way for 3", "it is at ", "Gate.stop", "1 borrower waits");
        assertThat(report.advice()).contains("what newFunc connects to", "createTimeout=30000 ms");
        assertThat(report.creations()).isNotEmpty();
        assertThat(report.creations().get(0).age()).isGreaterThanOrEqualTo(ofSeconds(3));
        assertThat(report.creations().get(0).stack()).isNotEmpty();
        assertThat(report.waiters()).singleElement().satisfies(each -> {
            assertThat(each.thread()).isEqualTo(waiter.thread().getName());
            assertThat(each.waiting()).isGreaterThanOrEqualTo(ofSeconds(3));
        });
        gate.open();
        waiter.result();
    }

    @Test
    @DisplayName("the backend is down / BACKEND_DOWN, with why and since when")
    void backendDown(Kit kit) {
        kit.creationsFail("refused");
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).waitWhenDown(true));

        PoolReport report = is(Kind.BACKEND_DOWN, reportOf(timesOut(kit, pool, ofSeconds(4))));

        sentence(report).contains("down for", "refused");
        assertThat(report.advice()).contains("newFunc", "retryDelay=1000 ms");
        assertThat(report.failures()).isNotEmpty();
    }

    @Test
    @DisplayName("the valve is open / OVERLOAD, with the target")
    void overload(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).queueTarget(ofMillis(100)));
        Borrower<Boolean> holder = holder(kit, pool, gate);
        List<Borrower<Thing>> all = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            all.add(kit.borrower(pool).awaitParked());
            kit.time().advance(ofMillis(90));
        }
        all.get(0).failure(PoolOverloadException.class);

        PoolReport report = is(Kind.OVERLOAD, pool.report());

        sentence(report).contains("overloaded", "queueTarget=100 ms");
        assertThat(report.advice()).contains("send less");
        gate.open();
        holder.result();
    }

    @Test
    @DisplayName("suspended / SUSPENDED, with since when")
    void suspended(Kit kit) {
        Pool<Thing> pool = kit.fullPool(1);
        pool.suspend();
        is(Kind.SUSPENDED, pool.report());

        PoolReport report = is(Kind.SUSPENDED, reportOf(timesOut(kit, pool, ofSeconds(2))));

        sentence(report).contains("suspended, for 2000 ms");
        assertThat(report.advice()).contains("resume");
        pool.resume();
        is(Kind.NONE, pool.report());
    }

    @Test
    @DisplayName("closed / nothing is wrong with it")
    void closed(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        pool.close();
        sentence(is(Kind.NONE, pool.report())).contains("closed");
    }
}
