package io.conecta.internal.runtime;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The timers that are set, ordered by time, then by the order in which they were set; and those that failed, which are set again later. Not
 * thread-safe: guarded by the lock of the {@link Background} that runs them.
 */
final class Timers {
    private final TreeSet<Entry> set = new TreeSet<>();
    /** Timers that failed, linked: setting them again may take memory that is not there. */
    private @Nullable Entry failed;

    private long numbers;

    /** A task and its time. */
    abstract static class Entry implements Comparable<Entry> {
        final Runnable task;
        /** Changed only while in no set. */
        private long at;

        private final long number;
        /** The next that failed. */
        private @Nullable Entry next;

        Entry(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        /** By time, then by number, of which no two have the same. */
        @Override
        public int compareTo(Entry other) {
            long difference = at - other.at;
            return difference == 0 ? Long.compare(number, other.number) : Long.signum(difference);
        }
    }

    /** {@return a number for the next timer, higher than all before} */
    long nextNumber() {
        return numbers++;
    }

    /** Throws before it has changed anything, if there is no memory. */
    void add(Entry timer) {
        set.add(timer);
    }

    /** {@return whether the timer was set, or had failed} */
    boolean remove(Entry timer) {
        return set.remove(timer) || removeFailed(timer);
    }

    private boolean removeFailed(Entry timer) {
        Entry before = null;
        for (Entry each = failed; each != null; before = each, each = each.next) {
            if (each == timer) {
                if (before == null) {
                    failed = each.next;
                } else {
                    before.next = each.next;
                }
                return true;
            }
        }
        return false;
    }

    /** Whether no timer is set and none has failed. */
    boolean isEmpty() {
        return set.isEmpty() && failed == null;
    }

    /** Whether it is the next to run. */
    boolean isFirst(Entry timer) {
        return set.first() == timer;
    }

    /** Whether the next to run should have run that long ago. */
    boolean isLate(long now, long nanos) {
        return !set.isEmpty() && now - set.first().at > nanos;
    }

    /** {@return nanoseconds until the next has to run, {@link Clock#FOREVER} if none is set} */
    long untilFirst(long now) {
        return set.isEmpty() ? Clock.FOREVER : Math.max(0, set.first().at - now);
    }

    /** {@return the next to run, taken out, or null if it is not yet due} */
    @Nullable
    Entry takeDue(long now) {
        return set.isEmpty() || set.first().at - now > 0 ? null : set.pollFirst();
    }

    /** Takes no memory. */
    void addFailed(Entry timer) {
        timer.next = failed;
        failed = timer;
    }

    boolean haveFailed() {
        return failed != null;
    }

    /** Sets those that failed again, for that time, as many as there is memory for. */
    void retryFailed(long at) {
        for (Entry each = failed; each != null; each = failed) {
            each.at = at;
            add(each);
            failed = each.next;
            each.next = null;
        }
    }
}
