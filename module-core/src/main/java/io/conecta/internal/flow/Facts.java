package io.conecta.internal.flow;

import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.internal.flow.Rotation.Pace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis is made of.
 *
 * @param lent objects that are lent
 * @param inHand objects that are pinged, handed off or closed
 * @param full whether every place is taken
 * @param creating creations in flight
 * @param waiting borrowers that wait, one that has just given up included
 * @param cannotWait whether that one had no time to wait: nothing is created for it
 * @param longestNanos how long the first of them has waited
 * @param failure why creations fail, if that is why there is nothing
 * @param shortOf the budget, if that leaves no room
 * @param creationNanos for how long the oldest creation in flight has been under way
 * @param creationAt where it is, if that is known
 * @param usualNanos how long a creation usually takes; zero if none has succeeded
 * @param ended the names of threads that have ended and hold objects
 * @param overdue loans that have run longer than {@code leakThreshold}
 * @param overdueHolder who has the oldest of them
 * @param othersReturn whether a thread has returned what another had borrowed
 * @param turnsAway whether the valve is open
 * @param deadlock who waits for whom
 */
record Facts(
        PoolSettings settings,
        PoolHealth health,
        int lent,
        int inHand,
        boolean full,
        int creating,
        int waiting,
        boolean cannotWait,
        long longestNanos,
        @Nullable String failure,
        @Nullable PoolBudget shortOf,
        long creationNanos,
        @Nullable String creationAt,
        long usualNanos,
        List<String> ended,
        int overdue,
        @Nullable String overdueHolder,
        boolean othersReturn,
        boolean turnsAway,
        @Nullable String deadlock,
        Pace pace) {
    /** Whether nothing is left to lend or to create. */
    boolean isExhausted() {
        return settings.maxSize() > 0 && lent >= settings.maxSize();
    }
}
