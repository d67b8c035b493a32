package io.conecta.fleet;

import java.time.Duration;

/**
 * How a fleet is, as one member knows it without asking anybody. Immutable. What is <em>last heard</em> is from the member that looks over the fleet, which
 * tells others only what concerns them: {@link FleetBudget#survey} asks the ledger.
 *
 * @param memberId the member's id, empty before it has joined
 * @param limit the limit in force, as last heard; the configured one before that
 * @param granted permits that the ledger holds for this member, as far as it knows
 * @param usable permits that it may use now: fewer than granted while it comes down to what it was asked
 * @param taken permits that its pools have taken, from the start of a creation to the end of the close
 * @param want objects that its pools would use now, if they could
 * @param asked permits that it was asked to come down to; as {@code granted} if it was not asked
 * @param promise permits that it has promised not to exceed; as {@code granted} if it has promised nothing
 * @param overdraft permits that it goes on using although its lease has ended; always 0 in a strict budget
 * @param members members of the fleet, as last heard
 * @param free permits that nobody had, as last heard
 * @param quarantined permits of members that have vanished, as last heard
 * @param quarantineLeft how much longer the last of them is in quarantine at least; zero if there is none
 * @param heard how long ago that was last heard; since the start of the budget, if never
 * @param leaseLeft how long its permits are certain to be its own; zero if they are not
 * @param leaseAge how old the proof is that its lease rests on
 * @param sinceContact for how long the ledger has not answered
 * @param everInContact whether it ever has
 * @param ledgerVersion the version of the ledger when this member read it last, 0 if it never has: most members need not
 * @param optimiserId the member that looks over the fleet for all, as last heard; empty if unknown
 * @param optimiser whether this member does
 * @param passes how often it has done so
 * @param conflicts how often another member had changed the ledger first
 */
public record FleetStats(
        String memberId,
        int limit,
        int granted,
        int usable,
        int taken,
        int want,
        int asked,
        int promise,
        int overdraft,
        int members,
        int free,
        int quarantined,
        Duration quarantineLeft,
        Duration heard,
        Duration leaseLeft,
        Duration leaseAge,
        Duration sinceContact,
        boolean everInContact,
        long ledgerVersion,
        String optimiserId,
        boolean optimiser,
        long passes,
        long conflicts) {}
