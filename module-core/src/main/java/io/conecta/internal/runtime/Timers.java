package io.conecta.internal.runtime;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The timers that are set, ordered by time, then by the order in which they were set; and those that failed, which are set again later. Not
 * thread-safe: guarded by the lock of the {@link Background} that runs them.
 */
final class Timers {
    private static final int SMALLEST = 16;

    /** A binary heap: each comes before the two at twice its place plus one and two. */
    private @Nullable Entry[] set = new Entry[SMALLEST];

    private int size;
    /** Timers that failed, linked: setting them again may take memory that is not there. */
    private @Nullable Entry failed;

    private long numbers;

    /** A task and its time. */
    abstract static class Entry {
        private static final int NOWHERE = -1;

        final Runnable task;
        /** Where it is in the set. */
        private int place = NOWHERE;
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
        private boolean isBefore(Entry other) {
            long difference = at - other.at;
            return difference == 0 ? number < other.number : difference < 0;
        }
    }

    /** {@return a number for the next timer, higher than all before} */
    long nextNumber() {
        return numbers++;
    }

    /** Throws before it has changed anything, if there is no memory. */
    void add(Entry timer) {
        if (size == set.length) {
            set = Arrays.copyOf(set, size * 2);
        }
        rise(size++, timer);
    }

    /** {@return whether the timer was set, or had failed} Takes no memory. */
    boolean remove(Entry timer) {
        if (timer.place == Entry.NOWHERE) {
            return removeFailed(timer);
        }
        int place = timer.place;
        timer.place = Entry.NOWHERE;
        Entry last = at(--size);
        set[size] = null;
        if (last != timer) {
            sink(place, last);
            rise(last.place, last);
        }
        return true;
    }

    private Entry at(int place) {
        return Objects.requireNonNull(set[place]);
    }

    private void put(int place, Entry timer) {
        set[place] = timer;
        timer.place = place;
    }

    /** Puts a timer there, or further to the front. */
    private void rise(int from, Entry timer) {
        int place = from;
        while (place > 0) {
            int above = (place - 1) / 2;
            if (!timer.isBefore(at(above))) {
                break;
            }
            put(place, at(above));
            place = above;
        }
        put(place, timer);
    }

    /** Puts a timer there, or further to the back. */
    private void sink(int from, Entry timer) {
        int place = from;
        while (2 * place + 1 < size) {
            int below = 2 * place + 1;
            if (below + 1 < size && at(below + 1).isBefore(at(below))) {
                below++;
            }
            if (!at(below).isBefore(timer)) {
                break;
            }
            put(place, at(below));
            place = below;
        }
        put(place, timer);
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
        return size == 0 && failed == null;
    }

    /** Whether it is the next to run. */
    boolean isFirst(Entry timer) {
        return set[0] == timer;
    }

    /** {@return for how many nanoseconds the next should have run by now; zero if it is not late} */
    long late(long now) {
        return size == 0 ? 0 : Math.max(0, now - at(0).at);
    }

    /** {@return nanoseconds until the next has to run, {@link Clock#FOREVER} if none is set} */
    long untilFirst(long now) {
        return size == 0 ? Clock.FOREVER : Math.max(0, at(0).at - now);
    }

    /** {@return the next to run, taken out, or null if it is not yet due} */
    @Nullable
    Entry takeDue(long now) {
        if (size == 0 || at(0).at - now > 0) {
            return null;
        }
        Entry first = at(0);
        remove(first);
        return first;
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
