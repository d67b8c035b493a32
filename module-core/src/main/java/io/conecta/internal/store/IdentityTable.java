package io.conecta.internal.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slot of an object, by identity, without a lock: an open-addressing table of slots with linear probing.
 *
 * <p>Writers hold the slot table's lock. A reader that holds an object sees its slot: it was entered before the object was first
 * lent, entries stay where they are until they are removed, removal leaves a mark that probing passes over, and growth makes a new
 * array.
 *
 * @param <T> what is pooled
 */
final class IdentityTable<T> {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Slot[].class);
    private static final int SMALLEST = 4;

    /** Where an entry was removed. */
    private final Slot<T> removed = Slot.nowhere();

    private volatile @Nullable Slot<T>[] entries = newArray(SMALLEST);
    /** Entries and marks of removal. Guarded by the slot table's lock. */
    private int used;
    /** Guarded by the slot table's lock. */
    private int size;

    /** {@return the slot that holds the object, or null} */
    @Nullable
    Slot<T> find(Object object) {
        @Nullable Slot<T>[] array = entries;
        int mask = array.length - 1;
        for (int i = hash(object) & mask; ; i = (i + 1) & mask) {
            @SuppressWarnings("unchecked")
            Slot<T> slot = (Slot<T>) ELEMENT.getAcquire(array, i);
            if (slot == null) {
                return null;
            }
            if (slot.object == object) {
                return slot;
            }
        }
    }

    /** Makes room for one more, which may take memory; {@link #add} takes none then. */
    void makeRoom() {
        @Nullable Slot<T>[] array = entries;
        if ((used + 1) * 2 > array.length) {
            entries = rebuilt(array);
            used = size;
        }
    }

    /** Enters a slot whose object is set, after {@link #makeRoom}. */
    void add(Slot<T> slot) {
        insert(entries, slot);
        used++;
        size++;
    }

    /** Removes a slot whose object is still set. */
    void remove(Slot<T> slot) {
        @Nullable Slot<T>[] array = entries;
        int mask = array.length - 1;
        for (int i = hash(slot.require()) & mask; ; i = (i + 1) & mask) {
            if (array[i] == slot) {
                ELEMENT.setRelease(array, i, removed);
                size--;
                return;
            }
            if (array[i] == null) {
                return;
            }
        }
    }

    private @Nullable Slot<T>[] rebuilt(@Nullable Slot<T>[] old) {
        int length = SMALLEST;
        while (length < (size + 1) * 3) {
            length <<= 1;
        }
        @Nullable Slot<T>[] fresh = newArray(length);
        for (Slot<T> slot : old) {
            if (slot != null && slot != removed) {
                insert(fresh, slot);
            }
        }
        return fresh;
    }

    private void insert(@Nullable Slot<T>[] array, Slot<T> slot) {
        int mask = array.length - 1;
        int i = hash(slot.require()) & mask;
        while (array[i] != null) {
            i = (i + 1) & mask;
        }
        ELEMENT.setRelease(array, i, slot);
    }

    private static int hash(Object object) {
        int hash = System.identityHashCode(object);
        return hash ^ (hash >>> 15);
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable Slot<T>[] newArray(int length) {
        return (Slot<T>[]) new Slot<?>[length];
    }
}
