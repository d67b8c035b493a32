package io.conecta.fleet;

import io.conecta.fleet.internal.Terms;
import java.time.Duration;
import java.util.Objects;

/** Builds a {@link FleetBudget}. Not thread-safe. */
public final class FleetBudgetBuilder {
    static final int MOST = 1_000_000_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    final FleetLedger ledger;
    String name = "";
    private int limit;
    private boolean strict = true;
    private Duration quarantine = Duration.ofSeconds(15);
    private int reserve = -1;
    private int offlineShare;
    private int maxMembers;
    private Duration grace = Duration.ofMinutes(10);
    Duration closeTimeout = Duration.ofSeconds(10);
    boolean jmx;

    FleetBudgetBuilder(FleetLedger ledger) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
    }

    /**
     * Names the fleet: all members of it have the same name, over the same ledger. To be set.
     *
     * @param value 1 to 100 letters, digits, and any of {@code - _ .}
     * @return this builder
     */
    public FleetBudgetBuilder name(String value) {
        if (!value.matches("[A-Za-z0-9._-]{1,100}") || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 100 letters, digits, and any of - _ . but not . or .. alone, was \"" + value
                            + "\"; give the fleet a name such as db-main");
        }
        name = value;
        return this;
    }

    /**
     * The most objects that all members may have together. To be set. If members are configured with different limits, the smallest counts.
     *
     * @param value at least 1
     * @return this builder
     */
    public FleetBudgetBuilder limit(int value) {
        limit = between("limit", value, 1);
        return this;
    }

    /**
     * Whether this member closes what it has when its lease has ended, lent objects too, so that the limit holds whatever happens. If not, it goes on
     * for the {@link #grace} with what it had: the fleet may then exceed the limit by the grants of the members that are without contact.
     *
     * @param value true unless set
     * @return this builder
     */
    public FleetBudgetBuilder strict(boolean value) {
        strict = value;
        return this;
    }

    /**
     * How long the permits of this member stay unused should it vanish: it may be standing still, and still have its objects. The limit holds if
     * no process stands still for longer than this, less its pools' {@code closeTimeout} and 0.2 s, after its lease has ended.
     *
     * @param value 0 to one day; 15 s unless set
     * @return this builder
     */
    public FleetBudgetBuilder quarantine(Duration value) {
        quarantine = upToADay("quarantine", value);
        return this;
    }

    /**
     * Permits that are kept for newcomers, so that one need not wait until others have come down. The largest of all members' counts.
     *
     * @param value at least 0, and no more than a tenth of the limit counts; a hundredth of the limit unless set, or the largest share of a
     *     member if that is more
     * @return this builder
     */
    public FleetBudgetBuilder reserve(int value) {
        reserve = between("reserve", value, 0);
        return this;
    }

    /**
     * What a member may have without any contact to the ledger, from its start on and for ever. The limit is reduced by that times the number of
     * members that may be, so it holds all the same. It should be the same for all members.
     *
     * @param permits for each member, at least 0; 0 unless set
     * @param members the most members there will be, at least 1: those above that number have no such share once they know
     * @return this builder
     */
    public FleetBudgetBuilder offlineShare(int permits, int members) {
        offlineShare = between("offlineShare", permits, 0);
        maxMembers = between("the members of offlineShare", members, 1);
        return this;
    }

    /**
     * How long a member that is not {@link #strict} goes on without contact with what it had.
     *
     * @param value 0 to one day; 10 min unless set
     * @return this builder
     */
    public FleetBudgetBuilder grace(Duration value) {
        grace = upToADay("grace", value);
        return this;
    }

    /**
     * How long {@link FleetBudget#close} waits for objects to be returned and closed, and for the ledger.
     *
     * @param value 0 to one day; 10 s unless set
     * @return this builder
     */
    public FleetBudgetBuilder closeTimeout(Duration value) {
        closeTimeout = upToADay("closeTimeout", value);
        return this;
    }

    /**
     * Whether JMX shows the budget; needs the module {@code java.management}.
     *
     * @param value false unless set
     * @return this builder
     * @see FleetBudgetMXBean
     */
    public FleetBudgetBuilder jmx(boolean value) {
        jmx = value;
        return this;
    }

    /**
     * Builds the budget, which begins to join the fleet. Does not wait for that: pools have no permits until it has, but their offline share.
     *
     * @return the budget; to be closed after its pools
     * @throws IllegalArgumentException if options are missing or contradict each other
     */
    public FleetBudget build() {
        check();
        return new FleetBudget(this);
    }

    /**
     * Checks the options as {@link #build} does, and joins nothing.
     *
     * @throws IllegalArgumentException if options are missing or contradict each other
     */
    public void check() {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "name must be set; give the fleet a name such as db-main, the same for all members");
        }
        if (limit == 0) {
            throw new IllegalArgumentException(
                    "limit must be set; give the most objects that all members may have together");
        }
        if ((long) offlineShare * maxMembers >= limit) {
            throw new IllegalArgumentException("offlineShare=" + offlineShare + " for " + maxMembers
                    + " members leaves nothing of limit=" + limit + "; lower offlineShare, or raise the limit");
        }
    }

    Terms terms() {
        return new Terms(
                limit, strict, quarantine.toNanos(), reserve, offlineShare, Math.max(1, maxMembers), grace.toNanos());
    }

    private static int between(String option, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(option + " must be " + least + " to " + MOST + ", was " + value);
        }
        return value;
    }

    private static Duration upToADay(String option, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(option + " must be 0 to one day, was " + value);
        }
        return value;
    }
}
