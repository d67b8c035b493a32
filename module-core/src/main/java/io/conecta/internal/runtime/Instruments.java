package io.conecta.internal.runtime;

import io.conecta.Loan;
import io.conecta.PoolStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells the outside how a pool does, in figures: its {@link Meters} and the flight recorder. Thread-safe.
 *
 * <p>Who begins something that has a duration asks for a recording, which is null while nothing records, and hands it back at the end.
 */
public final class Instruments {
    private static final long MILLI = 1_000_000;

    private final String pool;
    private final Clock clock;
    private final Meters meters;
    /** What the recorder is told at intervals; known once the pool is open. */
    private volatile @Nullable Statistics statistics;

    private volatile long downSince;

    /** Where the figures come from that the recorder is told at intervals. */
    public interface Statistics {
        PoolStats stats();

        /** {@return the loans that run, longest-held first} */
        List<Loan> loans();
    }

    Instruments(String pool, Clock clock, PoolLog log) {
        this.pool = pool;
        this.clock = clock;
        this.meters = new Meters(log);
    }

    public Meters meters() {
        return meters;
    }

    /** The pool is open: the recorder may ask for its figures. */
    public void begin(Statistics figures) {
        statistics = figures;
        Flight.add(this);
        Flight.isOn();
    }

    /** The pool is closed. */
    public void end() {
        Flight.remove(this);
        statistics = null;
    }

    /** Looks whether the recorder has been started, so that it gets the figures of a pool in which nothing happens. */
    public void look() {
        Flight.isOn();
    }

    void tellStatistics() {
        Statistics from = statistics;
        if (from != null) {
            FlightEvents.statistics(pool, from.stats(), from.loans());
        }
    }

    /** A borrower begins to wait in line. {@return the recording, or null} */
    public @Nullable Object waits() {
        return Flight.isOn() ? FlightEvents.waits(pool) : null;
    }

    /** It has ended to wait. */
    public void waited(@Nullable Object recording, Deadline deadline, boolean served) {
        if (recording != null) {
            FlightEvents.waited(recording, served);
        }
        if (!meters.isEmpty()) {
            meters.waited(deadline.elapsed(), served);
        }
    }

    /** A borrower found all objects lent, and nobody in line before it. */
    public void exhausted(int taken, int maxSize) {
        if (Flight.isOn()) {
            FlightEvents.exhausted(pool, taken, maxSize);
        }
    }

    /** {@code newFunc} is about to be called. {@return the recording, or null} */
    @Nullable
    Object creates() {
        return Flight.isOn() ? FlightEvents.creates(pool) : null;
    }

    void created(@Nullable Object recording, @Nullable Throwable failure) {
        if (recording != null) {
            FlightEvents.created(recording, failure);
        }
    }

    /** {@code pingFunc} is about to be called. {@return the recording, or null} */
    @Nullable
    Object pings() {
        return Flight.isOn() ? FlightEvents.pings(pool) : null;
    }

    void pinged(@Nullable Object recording, boolean healthy) {
        if (recording != null) {
            FlightEvents.pinged(recording, healthy);
        }
    }

    /** {@code closeFunc} is about to be called. {@return the recording, or null} */
    @Nullable
    Object closes() {
        return Flight.isOn() ? FlightEvents.closes(pool) : null;
    }

    void closed(@Nullable Object recording, @Nullable Throwable failure) {
        if (recording != null) {
            FlightEvents.closed(recording, failure);
        }
    }

    void leaked(Loan loan, boolean reclaimed) {
        if (Flight.isOn()) {
            FlightEvents.leaked(pool, loan, reclaimed);
        }
    }

    void down(String reason) {
        downSince = clock.nanoTime();
        if (Flight.isOn()) {
            FlightEvents.down(pool, reason);
        }
    }

    void up() {
        if (Flight.isOn()) {
            FlightEvents.up(pool, (clock.nanoTime() - downSince) / MILLI);
        }
    }
}
