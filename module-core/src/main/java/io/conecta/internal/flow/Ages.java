package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.store.Sighting;
import io.conecta.internal.store.Slot;

/**
 * For how long objects have been idle or lent, as far as somebody looked: a slot whose word has not moved since it was first seen so has been
 * in that state since then. Whoever writes what was seen holds the housekeeper's lock.
 *
 * @param <T> what is pooled
 */
final class Ages<T> {
    private final Clock clock;
    private final Background background;

    Ages(Clock clock, Background background) {
        this.clock = clock;
        this.background = background;
    }

    /** Lets the idle time or the age of the loan begin anew. */
    void forget(Slot<T> slot) {
        slot.sighting.seen = -1;
    }

    /** The object of a HELD slot has been idle since a time, should it come to rest there. */
    void idleSince(Slot<T> slot, long since) {
        slot.sighting.seen = Slot.atRest(slot.word());
        slot.sighting.at = since;
    }

    /** {@return for how long at least an idle object that was {@link #sighted} has been idle, as of a time} */
    long idleAt(Slot<T> slot, long now) {
        return now - slot.sighting.at;
    }

    /** Notes when the slot's word was first seen. After it was read: so no age is ever overstated. One at a time. */
    void sighted(Slot<T> slot, long word) {
        Sighting sighting = slot.sighting;
        long tenure = Slot.tenure(word);
        if (sighting.seen != tenure) {
            sighting.at = clock.nanoTime();
            sighting.stalled = background.stalled();
            sighting.seen = tenure;
        }
    }

    /** {@return for how long at least the loan has run, as of a time, when the process was running too} */
    long ageAt(Slot<T> slot, long now) {
        Sighting sighting = slot.sighting;
        return Math.max(0, now - sighting.at - (background.stalled() - sighting.stalled));
    }

    /** {@return for how long at least the loan has run, in nanoseconds, not counting when the process was stopped} */
    long ageOf(Slot<T> slot, long word) {
        long now = clock.nanoTime();
        return slot.sighting.seen == Slot.tenure(word) ? ageAt(slot, now) : 0;
    }
}
