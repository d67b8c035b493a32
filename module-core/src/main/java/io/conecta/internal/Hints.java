package io.conecta.internal;

import java.util.Arrays;

/**
 * Which slot a thread tries first: the one it got last. A thread-local would do the same, but costs memory for each thread and keeps class
 * loaders alive; this is a table by thread id, and whoever shares an entry with another thread looks further now and then.
 *
 * <p>A thread that has the pool to itself, the favourite, has its slot in a field instead. A return has to find the slot right behind the
 * claim's CAS, where the processor has nothing else to do meanwhile, and the way through the table is longer. Whoever makes a slot's round
 * loan ({@link Slot#isRound}) by its hint becomes the favourite; whoever misses ceases to be it; and if somebody else makes one too, the
 * pool has no favourite any more, since changing it would cost more than it is worth.
 *
 * <p>All of it is a racy cache. Any slot is a right answer, since a claim still has to win its CAS and a return compares the object.
 *
 * @param <T> what is pooled
 */
abstract sealed class Hints<T> permits Engine {
    private static final int ENTRIES = 256;
    /** No thread has these ids. */
    private static final long NOBODY = 0;

    private static final long SEVERAL = -1;

    /** By thread id. */
    private final Slot<T>[] byThread;

    private long favourite = NOBODY;
    private Slot<T> favouriteSlot;

    Hints() {
        // A slot that is never idle spares every look a test for null.
        favouriteSlot = new Slot<>(true, Slot.NOWHERE);
        @SuppressWarnings("unchecked")
        Slot<T>[] entries = (Slot<T>[]) new Slot<?>[ENTRIES];
        Arrays.fill(entries, favouriteSlot);
        byThread = entries;
    }

    /** {@return the slot that this thread, or one with the same entry, claimed last} */
    final Slot<T> hinted(long thread) {
        return thread == favourite ? favouriteSlot : byThread[entry(thread)];
    }

    /**
     * Claims the slot that was hinted, if it is idle.
     *
     * @param word the slot's state
     * @param step what the loan adds to it; zero if no loan may begin this way
     */
    final boolean tryHinted(Slot<T> slot, long word, long step, long thread) {
        if (step == 0 || !slot.tryClaim(word, step, thread)) {
            return false;
        }
        if (Slot.isRound(word)) {
            favour(thread, slot);
        }
        return true;
    }

    /** The hint was of no use: this is where the thread got its object instead. */
    final void remember(long thread, Slot<T> slot) {
        byThread[entry(thread)] = slot;
        if (thread == favourite) {
            favourite = NOBODY;
        }
    }

    private void favour(long thread, Slot<T> slot) {
        if (favourite == NOBODY) {
            favouriteSlot = slot;
            favourite = thread;
        } else if (favourite != thread && favourite != SEVERAL) {
            favourite = SEVERAL;
        }
    }

    private static int entry(long thread) {
        return (int) thread & (ENTRIES - 1);
    }
}
