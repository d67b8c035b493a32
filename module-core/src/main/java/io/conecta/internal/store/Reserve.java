package io.conecta.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Idle objects beyond the hot slots, packed: 17 bytes each, where a slot takes ten times that. Last in, first out; the sweep and
 * the scan work from the other end. Everything is guarded by the slot table's lock, but {@link #isEmpty()}.
 *
 * @param <T> what is pooled
 */
final class Reserve<T> {
    private static final int SMALLEST = 64;
    /** In ticks: nine minutes, longer than anybody works with one reading of the clock. */
    private static final int MOST_SKEW = 1 << 16;

    private static final @Nullable Object[] NO_OBJECTS = {};
    private static final int[] NO_TIMES = {};
    private static final byte[] NO_FAILURES = {};
    private static final Reserve<?> NONE = new Reserve<>();

    private @Nullable Object[] objects = NO_OBJECTS;
    /** In {@link #tick ticks}. */
    private int[] born = NO_TIMES;
    /** In {@link #tick ticks}. */
    private int[] idleSince = NO_TIMES;

    private int[] uses = NO_TIMES;
    /** Failed pings in a row; negative: also suspect. */
    private byte[] failures = NO_FAILURES;
    /** A ring: the oldest entry's place, and how many there are. */
    private int first;

    private int size;
    /** {@link #size}, to be read without the lock. */
    private volatile boolean empty = true;
    /** The epoch of what is here, the oldest if they differ: a clear that overlaps may then close more than it has to. */
    private int epoch;
    /** As {@link #epoch}, for {@link Stay#vouched}. */
    private int vouched;

    /** What is known of an object that is not in a slot. */
    record Entry<T>(T object, int born, int idleSince, int uses, int failures, boolean suspect) {}

    /** {@return an empty one, the same for all pools: nothing is to be pushed} Most pools never need another. */
    @SuppressWarnings("unchecked")
    static <T> Reserve<T> none() {
        return (Reserve<T>) NONE;
    }

    /** {@return one that things may be pushed to} */
    Reserve<T> own() {
        return this == NONE ? new Reserve<>() : this;
    }

    boolean isEmpty() {
        return empty;
    }

    int size() {
        return size;
    }

    int epoch() {
        return epoch;
    }

    int vouched() {
        return vouched;
    }

    /** Nanoseconds in units of 8.4 ms, so that 32 bits last for more than a year. */
    static int tick(long nanos) {
        return (int) (nanos >> 23);
    }

    /** {@return the nanoseconds between two ticks} Zero for a {@code to} read just before {@code from}, by another thread. */
    static long nanosBetween(int from, int to) {
        int ticks = to - from;
        return ticks < 0 && ticks > -MOST_SKEW ? 0 : Integer.toUnsignedLong(ticks) << 23;
    }

    /** Takes the object of a HELD slot, which still has it then. */
    void push(Slot<T> slot, long idle, boolean suspect) {
        Stay stay = slot.stay;
        boolean alone = size == 0;
        int used = (int) Math.min(Integer.MAX_VALUE, slot.uses(slot.word()));
        push(new Entry<>(slot.require(), tick(stay.born), tick(idle), used, stay.failures, suspect));
        epoch = alone ? stay.epoch : Math.min(epoch, stay.epoch);
        vouched = alone ? stay.vouched : Math.min(vouched, stay.vouched);
    }

    void push(Entry<T> entry) {
        if (size == objects.length) {
            resize(Math.max(SMALLEST, size + (size >>> 3)));
        }
        set(place(size), entry);
        size++;
        empty = false;
    }

    @Nullable
    Entry<T> popNewest() {
        if (size == 0) {
            return null;
        }
        Entry<T> entry = take(place(size - 1));
        size--;
        empty = size == 0;
        shrink();
        return entry;
    }

    @Nullable
    Entry<T> popOldest() {
        if (size == 0) {
            return null;
        }
        Entry<T> entry = take(first);
        first = place(1);
        size--;
        empty = size == 0;
        shrink();
        return entry;
    }

    boolean contains(Object object) {
        for (int i = 0; i < size; i++) {
            if (objects[place(i)] == object) {
                return true;
            }
        }
        return false;
    }

    private int place(int index) {
        int place = first + index;
        return place >= objects.length ? place - objects.length : place;
    }

    private void set(int place, Entry<T> entry) {
        objects[place] = entry.object;
        born[place] = entry.born;
        idleSince[place] = entry.idleSince;
        uses[place] = entry.uses;
        int count = Math.min(entry.failures, Byte.MAX_VALUE);
        failures[place] = (byte) (entry.suspect ? ~count : count);
    }

    @SuppressWarnings("unchecked")
    private Entry<T> take(int place) {
        T object = (T) objects[place];
        if (object == null) {
            throw new IllegalStateException(
                    "no object at " + place + " of the reserve; a bug of the pool, please report it");
        }
        objects[place] = null;
        int count = failures[place];
        return new Entry<>(object, born[place], idleSince[place], uses[place], count < 0 ? ~count : count, count < 0);
    }

    private void shrink() {
        if (objects.length > SMALLEST && size < objects.length / 2) {
            try {
                resize(Math.max(SMALLEST, size + (size >>> 3)));
            } catch (OutOfMemoryError later) {
                // It stays as large as it is.
            }
        }
    }

    /** Makes all the new arrays before it changes anything, should there be no memory for the last. */
    private void resize(int length) {
        int head = Math.min(size, objects.length - first);
        @Nullable Object[] newObjects = new Object[length];
        System.arraycopy(objects, first, newObjects, 0, head);
        System.arraycopy(objects, 0, newObjects, head, size - head);
        int[] newBorn = unrolled(born, head, length);
        int[] newIdleSince = unrolled(idleSince, head, length);
        int[] newUses = unrolled(uses, head, length);
        byte[] newFailures = new byte[length];
        System.arraycopy(failures, first, newFailures, 0, head);
        System.arraycopy(failures, 0, newFailures, head, size - head);
        objects = newObjects;
        born = newBorn;
        idleSince = newIdleSince;
        uses = newUses;
        failures = newFailures;
        first = 0;
    }

    private int[] unrolled(int[] old, int head, int length) {
        int[] fresh = new int[length];
        System.arraycopy(old, first, fresh, 0, head);
        System.arraycopy(old, 0, fresh, head, size - head);
        return fresh;
    }
}
