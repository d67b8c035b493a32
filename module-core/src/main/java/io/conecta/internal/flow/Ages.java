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
    private final Pulse pulse;

    Ages(Clock clock, Background background) {
        this.clock = clock;
        this.background = background;
        this.pulse = new Pulse(background);
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

    /**
     * Notes when the slot's word was first seen. After it was read: so no age is ever overstated. One at a time.
     *
     * @return whether it was seen before
     */
    boolean sighted(Slot<T> slot, long word) {
        Sighting sighting = slot.sighting;
        long tenure = Slot.tenure(word);
        boolean again = sighting.seen == tenure;
        if (!again) {
            sighting.at = clock.nanoTime();
            sighting.stalled = background.stalled();
            sighting.seen = tenure;
            sighting.lead = -1;
        } else if (sighting.lead >= 0) {
            sighting.at = clock.nanoTime() - sighting.lead - watchedFor(slot);
            sighting.stalled = background.stalled();
        }
        return again;
    }

    /** {@return for how long the loan has run since the {@link #watch} over it began, counting only when the process was seen to run} */
    long watchedFor(Slot<T> slot) {
        Sighting sighting = slot.sighting;
        return sighting.lead < 0 ? 0 : Math.max(0, pulse.ran() - sighting.ran);
    }

    /** Counts the time of this loan exactly from now on: it may be reclaimed. While there is such a loan, {@link #watch(long)} follows. */
    void watch(Slot<T> slot, long now) {
        Sighting sighting = slot.sighting;
        if (sighting.lead < 0) {
            sighting.ran = pulse.ran();
            sighting.lead = ageAt(slot, now);
        }
    }

    /** Some loans are watched, to be reclaimed at that age; {@link Clock#FOREVER}: none is. */
    void watch(long leak) {
        if (leak == Clock.FOREVER) {
            pulse.stop();
        } else {
            pulse.start(leak);
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
