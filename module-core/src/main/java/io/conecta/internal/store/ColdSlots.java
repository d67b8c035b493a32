package io.conecta.internal.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slots beyond the hot ones: they hold lent objects, and their number goes up and down with those. Everything is guarded by the slot
 * table's lock, but {@link #isEmpty()}.
 *
 * @param <T> what is pooled
 */
final class ColdSlots<T> {
    private static final int MOST_EMPTY = 64;
    private static final int SMALLEST = 4;
    private static final ColdSlots<?> NONE = new ColdSlots<>();

    private @Nullable Slot<T>[] all = Slot.noSlots();
    /** How many there are; to be read without the lock. */
    private volatile int count;
    /** EMPTY ones. As long as {@link #all}, up to {@value #MOST_EMPTY}: to keep one takes no memory. */
    private Slot<T>[] empty = Slot.noSlots();

    private int emptyCount;

    /** {@return what has none, the same for all pools: not to be asked for a slot} Most pools never need another. */
    @SuppressWarnings("unchecked")
    static <T> ColdSlots<T> none() {
        return (ColdSlots<T>) NONE;
    }

    /** {@return what may be asked for a slot} */
    ColdSlots<T> own() {
        return this == NONE ? new ColdSlots<>() : this;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** {@return all of them, EMPTY ones too} */
    Slot<T>[] copy() {
        return Arrays.copyOf(all, count);
    }

    /** {@return an EMPTY slot, not to be given again before it is {@link #putBack put back}} May take memory. */
    Slot<T> emptySlot() {
        if (emptyCount > 0) {
            return empty[--emptyCount];
        }
        Slot<T> slot = new Slot<>(true, count);
        int more = count + 1;
        if (more > all.length) {
            int length = Math.max(SMALLEST, all.length * 2);
            if (empty.length < Math.min(length, MOST_EMPTY)) {
                empty = Arrays.copyOf(empty, Math.min(length, MOST_EMPTY));
            }
            all = Arrays.copyOf(all, length);
        }
        all[count] = slot;
        count = more;
        return slot;
    }

    /** Takes an EMPTY slot. {@return the loans that no slot counts any more} */
    long putBack(Slot<T> slot) {
        if (emptyCount < empty.length) {
            empty[emptyCount++] = slot;
            return 0;
        }
        drop(slot);
        return Slot.loans(slot.word());
    }

    /** After a peak, slots are garbage. Who still has such a slot finds it EMPTY for ever: no slot takes up its loans. */
    private void drop(Slot<T> slot) {
        int last = count - 1;
        all[slot.index] = all[last];
        all[slot.index].index = slot.index;
        all[last] = null;
        count = last;
        if (last < all.length / 4) {
            try {
                all = Arrays.copyOf(all, all.length / 2);
            } catch (OutOfMemoryError later) {
                // It stays as long as it is.
            }
        }
    }
}
