package io.conecta.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Diagnosis.Kind;
import io.conecta.Pool;
import io.conecta.PoolReport;
import io.conecta.PoolTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.AbstractStringAssert;

/** What tests ask of reports, and the situations that several of them need. */
public final class Reported {
    private Reported() {}

    /** {@return the report, whose diagnosis is of this kind} */
    public static PoolReport is(Kind kind, PoolReport report) {
        assertThat(report.diagnosis().kind()).as(report.toString()).isEqualTo(kind);
        return report;
    }

    public static AbstractStringAssert<?> sentence(PoolReport report) {
        return assertThat(report.diagnosis().sentence());
    }

    /** A borrower that keeps what it gets until the gate opens, and then returns it. */
    public static Borrower<Boolean> holder(Kit kit, Pool<Thing> pool, Gate gate) {
        int before = gate.arrivals();
        Borrower<Boolean> holder = kit.thread(() -> {
            Thing thing = pool.getOrCreate();
            gate.passDeaf();
            pool.put(thing);
            return true;
        });
        gate.awaitArrivals(before + 1);
        kit.time().quiesce(); // A sweep under way may have passed the slot before it was lent.
        pool.loans(); // Now somebody has seen the loan: its age counts from here.
        return holder;
    }

    public static PoolTimeoutException timesOut(Kit kit, Pool<Thing> pool, Duration timeout) {
        Borrower<Thing> borrower = kit.borrower(pool, timeout).awaitParked();
        kit.time().advance(timeout);
        return borrower.failure(PoolTimeoutException.class);
    }

    /** {@return the report of a timeout, whose message has its essence in one line} */
    public static PoolReport reportOf(PoolTimeoutException failure) {
        PoolReport report = Objects.requireNonNull(failure.report());
        assertThat(failure.getMessage())
                .doesNotContain("\n")
                .contains(report.diagnosis().sentence(), report.advice());
        return report;
    }

    /** This thread returns what another has borrowed, while somebody waits, who gets it. */
    public static Borrower<Thing> returnForAnother(Kit kit, Pool<Thing> pool) {
        Thing thing = kit.borrow(pool);
        Borrower<Thing> next = kit.borrower(pool).awaitParked();
        pool.put(thing);
        next.result();
        return next;
    }
}
