package io.conecta.internal.runtime;

/** The end of a wait: so long after a start. For one thread. */
public final class Deadline {
    private final Clock clock;
    private final long start;
    private final long nanos;
    private long lastRead;

    private Deadline(Clock clock, long start, long nanos) {
        this.clock = clock;
        this.start = start;
        this.nanos = nanos;
        this.lastRead = start;
    }

    /** {@return the deadline this many nanoseconds from now; {@link Clock#FOREVER} for none} */
    public static Deadline in(Clock clock, long nanos) {
        return new Deadline(clock, clock.nanoTime(), nanos);
    }

    /** {@return nanoseconds left, zero or less if it has passed, {@link Clock#FOREVER} if it never will} */
    public long left() {
        lastRead = clock.nanoTime();
        return leftAtLastRead();
    }

    /** {@return the time when the clock was last read, for who has done nothing since that takes any} */
    public long lastRead() {
        return lastRead;
    }

    /** As {@link #left}, without another look at the clock. */
    public long leftAtLastRead() {
        return nanos == Clock.FOREVER ? nanos : nanos - elapsedAtLastRead();
    }

    /** {@return when it began} */
    public long start() {
        return start;
    }

    /** Whether nothing is left. */
    public boolean hasPassed() {
        return left() <= 0;
    }

    /** As {@link #elapsed}, without another look at the clock. */
    public long elapsedAtLastRead() {
        return lastRead - start;
    }

    /** Whether a time is after the start. */
    public boolean covers(long time) {
        return time - start >= 0;
    }

    /** {@return how long the wait was to be in all, in nanoseconds} */
    public long whole() {
        return nanos;
    }

    /** {@return nanoseconds since the start} */
    public long elapsed() {
        return clock.nanoTime() - start;
    }
}
