package io.conecta.fleet.internal;

/**
 * What a member is configured with. Times are in nanoseconds.
 *
 * @param limit the limit that it asks for
 * @param strict whether it closes what it has when its lease has ended
 * @param quarantine how long the permits of a member that has vanished stay unused
 * @param reserve permits for newcomers; below zero: what suits the fleet's size
 * @param offlineShare what it may have without contact
 * @param maxMembers how many members may have that
 * @param grace how long a member that is not strict goes on without contact
 */
public record Terms(
        int limit, boolean strict, long quarantine, int reserve, int offlineShare, int maxMembers, long grace) {
    /** So many renewals are due within one session timeout. */
    private static final int RENEWALS = 5;
    /** Part of a session timeout that a creation may take. */
    private static final int CREATIONS = 4;

    /** {@return how often the session is renewed} */
    public static long renewal(long sessionTimeout) {
        return sessionTimeout / RENEWALS;
    }

    /** {@return how long a creation may take} */
    public static long creation(long sessionTimeout) {
        return sessionTimeout / CREATIONS;
    }

    /** {@return what all members may have without contact, together} */
    public int offline() {
        return offlineShare * maxMembers;
    }
}
