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

    private @Nullable Slot<T>[] all = Slot.array(4);
    /** How many there are; to be read without the lock. */
    private volatile int count;
    /** EMPTY ones. */
    private final Slot<T>[] empty = Slot.array(MOST_EMPTY);

    private int emptyCount;

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
            all = Arrays.copyOf(all, all.length * 2);
        }
        all[count] = slot;
        count = more;
        return slot;
    }

    /** Takes an EMPTY slot. {@return the loans that no slot counts any more} */
    long putBack(Slot<T> slot) {
        if (emptyCount < MOST_EMPTY) {
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
