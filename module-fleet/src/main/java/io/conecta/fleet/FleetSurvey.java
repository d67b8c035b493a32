package io.conecta.fleet;

import java.time.Duration;
import java.util.List;

/**
 * A whole fleet, as its ledger has it at one moment. Immutable; {@link #toString()} is a page for people. What members publish is at most a
 * renewal old, so that it need not match what the ledger grants them to the last permit.
 *
 * @param fleet the fleet's name
 * @param limit the limit in force
 * @param configured the smallest limit that members were configured with when the ledger was last changed
 * @param offline permits that are used without contact, by all members together: the others are the capacity
 * @param reserve permits that are kept for newcomers
 * @param free permits that nobody has, the reserve included; below zero after the limit was lowered
 * @param version the version of the ledger
 * @param members those that are alive, eldest first, then those that are not and still have permits
 * @param quarantine what members had that have vanished, longest ago first
 */
public record FleetSurvey(
        String fleet,
        int limit,
        int configured,
        int offline,
        int reserve,
        int free,
        long version,
        List<Member> members,
        List<Quarantine> quarantine) {
    /**
     * Copies the lists.
     *
     * @param fleet the fleet's name
     * @param limit the limit in force
     * @param configured the smallest limit of the members' configurations
     * @param offline permits that are used without contact
     * @param reserve permits for newcomers
     * @param free permits that nobody has
     * @param version the version of the ledger
     * @param members those that are alive, then those that are not and still have permits
     * @param quarantine what members had that have vanished
     */
    public FleetSurvey {
        members = List.copyOf(members);
        quarantine = List.copyOf(quarantine);
    }

    /**
     * One member.
     *
     * @param id its id
     * @param state how it is
     * @param self whether it is this JVM's
     * @param optimiser whether it looks over the fleet for all, as far as this member has heard
     * @param granted permits that the ledger holds for it
     * @param taken permits that its pools have taken
     * @param want objects that its pools would use now, if they could
     * @param promise permits that it has promised not to exceed, as {@code granted} if it has promised nothing
     * @param asked permits that it was asked to come down to, as {@code granted} if it was not asked
     * @param floor permits that it is to have always
     * @param limit the limit that it is configured with
     */
    public record Member(
            String id,
            State state,
            boolean self,
            boolean optimiser,
            int granted,
            int taken,
            int want,
            int promise,
            int asked,
            int floor,
            int limit) {
        /** {@return how many more it wants than it has} */
        public int lacks() {
            return Math.max(0, want - granted);
        }
    }

    /** How a member is. */
    public enum State {
        /** It is alive, and knows what it was granted. */
        UP,
        /** It is alive, and has not heard of the last change of its grant. */
        BEHIND,
        /** It is alive, and has not been granted anything yet. */
        NEW,
        /** It gives everything back, and is about to leave. */
        LEAVING,
        /** It is alive; what it publishes cannot be read. */
        UNREADABLE,
        /** It is no longer alive, and its permits are about to be put into quarantine. */
        VANISHED
    }

    /**
     * What a member had that has vanished.
     *
     * @param member its id
     * @param permits how many; nobody has them
     * @param left how much longer, as of the last change of the ledger: it is counted by who looks over the fleet
     */
    public record Quarantine(String member, int permits, Duration left) {}

    /** {@return permits that the ledger holds for members} */
    public int granted() {
        return sum(members.stream().mapToLong(Member::granted).sum());
    }

    /** {@return permits in quarantine} */
    public int quarantined() {
        return sum(quarantine.stream().mapToLong(Quarantine::permits).sum());
    }

    /** {@return objects that all pools of the fleet would use now} */
    public int wanted() {
        return sum(members.stream().mapToLong(Member::want).sum());
    }

    /** {@return how many more the members want than they have} */
    public int lacking() {
        return sum(members.stream().mapToLong(Member::lacks).sum());
    }

    private static int sum(long all) {
        return (int) Math.min(Integer.MAX_VALUE, all);
    }

    /** {@return the fleet as a page of text: a head line, its members, what is in quarantine, and why somebody lacks permits} */
    @Override
    public String toString() {
        return SurveyText.of(this);
    }
}
