package io.conecta.fleet;

/**
 * One member of a fleet as JMX clients see it (JConsole, JDK Mission Control, VisualVM): {@code io.conecta:type=FleetBudget,name="…"}, registered with
 * the platform's MBean server while the budget is open, if {@link FleetBudgetBuilder#jmx} is on. Attributes are what this member knows, and are read at
 * once; {@link FleetStats} says what each is. Thread-safe.
 */
public interface FleetBudgetMXBean {
    /** {@return the fleet's name} */
    String getName();

    /** {@return the id of this member, empty before it has joined} */
    String getMemberId();

    /** {@return the name of the budget's {@link io.conecta.PoolHealth.Status}} */
    String getHealth();

    /** {@return why, in one sentence, and for how long} */
    String getHealthReason();

    /** {@return whether it can give permits} */
    boolean isUp();

    /** {@return the limit of the fleet that is in force, as last heard} */
    int getLimit();

    /** {@return the limit that this member is configured with} */
    int getConfiguredLimit();

    /** {@return permits that the ledger holds for this member} */
    int getGranted();

    /** {@return permits that it may use now} */
    int getUsable();

    /** {@return permits that its pools have taken} */
    int getTaken();

    /** {@return objects that its pools would use now} */
    int getWanted();

    /** {@return permits that it was asked to come down to} */
    int getAsked();

    /** {@return permits that it has promised not to exceed} */
    int getPromise();

    /** {@return permits that it goes on using although its lease has ended} */
    int getOverdraft();

    /** {@return members of the fleet, as last heard} */
    int getMembers();

    /** {@return permits that nobody had, as last heard} */
    int getFree();

    /** {@return permits of members that have vanished, as last heard} */
    int getQuarantined();

    /** {@return how much longer the last of them is in quarantine, in milliseconds} */
    long getQuarantineLeftMillis();

    /** {@return how long the permits are certain, in milliseconds; 0 is an ended lease} */
    long getLeaseLeftMillis();

    /** {@return how old the proof is that the lease rests on, in milliseconds} */
    long getLeaseAgeMillis();

    /** {@return for how long the ledger has not answered, in milliseconds} */
    long getContactAgeMillis();

    /** {@return the version of the ledger when this member read it last, 0 if it never has} */
    long getLedgerVersion();

    /** {@return the member that looks over the fleet for all, as last heard} */
    String getOptimiserId();

    /** {@return whether this member does} */
    boolean isOptimiser();

    /** {@return how often it has done so} */
    long getPasses();

    /** {@return how often another member had changed the ledger first} */
    long getConflicts();

    /**
     * The whole fleet as a page of text. Asks the ledger, for up to its session timeout.
     *
     * @return {@link FleetBudget#report()}
     */
    String report();

    /**
     * Changes the limit of the whole fleet, as {@link FleetBudget#limit} does.
     *
     * @param limit the most objects that all members may have together, at least 1
     */
    void changeLimit(int limit);
}
