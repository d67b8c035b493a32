package io.conecta.fleet;

import java.time.Duration;

/**
 * How a fleet is, as one member knows it. Immutable.
 *
 * @param memberId the member's id, empty before it has joined
 * @param limit the limit in force, as last heard; the configured one before that
 * @param granted permits that the ledger holds for this member, as far as it knows
 * @param usable permits that it may use now: fewer than granted while it comes down to what it was asked
 * @param taken permits that its pools have taken, from the start of a creation to the end of the close
 * @param want objects that its pools would use now, if they could
 * @param asked permits that it was asked to come down to; as {@code granted} if it was not asked
 * @param overdraft permits that it goes on using although its lease has ended; always 0 in a strict budget
 * @param members members of the fleet, as last heard
 * @param quarantined permits of members that have vanished, as last heard
 * @param lease how long its permits are certain to be its own; zero if they are not
 * @param sinceContact for how long the ledger has not answered
 * @param everInContact whether it ever has
 * @param optimiser whether this member looks over the fleet for all
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
        int overdraft,
        int members,
        int quarantined,
        Duration lease,
        Duration sinceContact,
        boolean everInContact,
        boolean optimiser,
        long passes,
        long conflicts) {}
