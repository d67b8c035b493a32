package io.conecta.fleet;

import io.conecta.BudgetFigure;
import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.config.Budgets;
import io.conecta.config.LeasedBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One cap on the objects of many JVMs: a {@link PoolBudget} whose permits are granted by a ledger that all of them share.
 *
 * <pre>{@code
 * FleetBudget server = FleetBudget.builder(ledger).name("db-main").limit(500).build();
 * Pool<Session> pool = Pool.builder(Session::new).budget(server).build();
 * }</pre>
 *
 * <p>Permits go to where they are wanted: a member that has more than it uses hands some back, and one that is short is granted more within
 * moments. Nothing of it is on the way of a borrow: an idle object is lent without a look at any of this, a creation asks two numbers.
 *
 * <p><b>Without contact</b> to the ledger nothing changes at first, but that no permits come. If it lasts for longer than the ledger's session timeout, the
 * lease of the permits ends, and the pools of a strict budget close what they have, <em>lent objects too</em>: others may have the
 * permits by then. Objects that cannot bear that need {@link FleetBudgetBuilder#strict strict(false)}. Creations in this budget take at most a quarter of
 * the session timeout, whatever {@code createTimeout} says.
 *
 * <p>The cap holds through crashes, partitions and a lost ledger, as long as no process stands still for longer than the
 * {@link FleetBudgetBuilder#quarantine quarantine} allows. What no client can guarantee is told in {@code docs/fleet.md}.
 *
 * <p>Two daemon threads do all I/O and watch the lease. All methods are thread-safe; none blocks but {@link #close}, {@link #survey} and {@link #report}.
 */
public final class FleetBudget implements PoolBudget, AutoCloseable {
    private static final Duration SLACK = Duration.ofMillis(200);

    private final LeasedBudget pools;
    private final Membership membership;
    private final boolean strict;
    private final Duration quarantine;
    private final Duration closeTimeout;
    private final Budgets.Registration registration;
    /** Ends what JMX shows. */
    private final Runnable hide;

    FleetBudget(FleetBudgetBuilder builder) {
        var terms = builder.terms();
        strict = terms.strict();
        quarantine = Duration.ofNanos(terms.quarantine());
        closeTimeout = builder.closeTimeout;
        LeaseTerms lease = new LeaseTerms(terms);
        pools = new LeasedBudget(terms.limit(), lease, strict);
        pools.name(builder.name);
        membership = new Membership(builder.ledger, builder.name, terms, pools, lease);
        membership.start();
        registration = Budgets.register("fleet:" + builder.name, this);
        hide = builder.jmx ? Shown.by(this) : () -> {};
    }

    /**
     * Starts building the membership in a fleet.
     *
     * @param ledger what all members of the fleet share
     * @return a builder
     */
    public static FleetBudgetBuilder builder(FleetLedger ledger) {
        return new FleetBudgetBuilder(Objects.requireNonNull(ledger, "ledger"));
    }

    /**
     * Changes the limit of the whole fleet, until the smallest limit that its members are configured with changes. It is in force as soon as the ledger has been
     * reached; if it is lower, members come down to it as their objects come back.
     *
     * @param limit the most objects that all members may have together, at least 1
     * @return this budget
     * @throws IllegalArgumentException if the limit is below 1 or above 1,000,000,000
     */
    @Override
    public PoolBudget limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "limit must be >= 1, was " + limit + "; to stop lending, suspend the pools");
        }
        if (limit > FleetBudgetBuilder.MOST) {
            throw new IllegalArgumentException("limit must be at most " + FleetBudgetBuilder.MOST + ", was " + limit);
        }
        membership.limit(limit);
        return this;
    }

    /**
     * Refuses: all members know the fleet by its name.
     *
     * @throws IllegalStateException always, unless it is the name that the budget has
     */
    @Override
    public PoolBudget name(String name) {
        if (!name.equals(name())) {
            throw new IllegalStateException("the fleet \"" + name() + "\" cannot be renamed to \"" + name
                    + "\": its members know it by its name; build another budget");
        }
        return this;
    }

    @Override
    public String name() {
        return pools.name();
    }

    /**
     * The id of this member, to be shown to the backend, for example as {@code application_name}: so an operator can tell whose a connection is.
     *
     * @return the id; empty before the member has joined, another one after it had to join anew
     */
    public String memberId() {
        return membership.stats().memberId();
    }

    /**
     * {@inheritDoc} The pools are those of this JVM, and so is what is used; the limit is what this member is configured with.
     */
    @Override
    public BudgetStats stats() {
        return pools.stats();
    }

    /**
     * How the fleet is, as this member knows it.
     *
     * @return a snapshot
     */
    public FleetStats fleetStats() {
        return membership.stats();
    }

    /**
     * How this membership is.
     *
     * @return UP; RECOVERING without contact for half a session timeout, or before the first, and while permits are used without a lease; DOWN if
     *     a strict budget has no lease and no offline share; CLOSED
     */
    @Override
    public PoolHealth health() {
        return membership.health();
    }

    /** {@inheritDoc} Besides those that every budget has, the figures of {@link #fleetStats}. */
    @Override
    public List<BudgetFigure> figures() {
        List<BudgetFigure> all = new ArrayList<>(PoolBudget.super.figures());
        all.addAll(Figures.of(fleetStats()));
        return all;
    }

    /**
     * Looks at the whole fleet: who has what, wants what and has promised what, and what is in quarantine. Reads the ledger, which changes nothing there, and
     * costs about as much as one pass of the member that looks over the fleet. Blocks until that is done, for up to the ledger's session timeout; the
     * thread that renews the lease does it when it has nothing else to do.
     *
     * @return what the ledger holds now
     * @throws LedgerException if the ledger does not answer within that time or cannot be understood, or the member has not joined yet
     * @throws IllegalStateException if the budget is closed
     * @throws InterruptedException if the thread is interrupted
     */
    public FleetSurvey survey() throws LedgerException, InterruptedException {
        return membership.survey();
    }

    /**
     * The whole fleet as a page of text, and what this JVM's pools have of it. As {@link #survey}; if the ledger does not answer, the page has what this
     * member knows, and says so.
     *
     * @return the text
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public String report() throws InterruptedException {
        String fleet;
        try {
            fleet = survey().toString();
        } catch (LedgerException | IllegalStateException unknown) {
            fleet = unknown.getMessage() + "\nwhat this member knows: " + fleetStats();
        }
        return fleet + "\n\n" + PoolBudget.super.report();
    }

    /** Whether lent objects may have to be closed: in a strict budget. */
    @Override
    public boolean revokes() {
        return pools.revokes();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the budget is strict, and the pool's {@code closeTimeout} is too long for the quarantine
     */
    @Override
    public void check(String pool, PoolSettings settings) {
        Duration most = quarantine.minus(SLACK);
        if (strict && settings.closeTimeout().compareTo(most) > 0) {
            throw new IllegalArgumentException("pool \"" + pool + "\": closeTimeout=" + text(settings.closeTimeout())
                    + " is too long for quarantine=" + quarantine.toMillis() + " ms of fleet \"" + name()
                    + "\": its objects have to be closed before others get its permits; set closeTimeout to at most "
                    + Math.max(0, most.toMillis()) + " ms, or quarantine longer");
        }
    }

    private static String text(Duration time) {
        return time.equals(PoolSettings.FOREVER) ? "off" : time.toMillis() + " ms";
    }

    @Override
    public Share join(Member pool, int minShare) {
        return pools.join(pool, minShare);
    }

    @Override
    public int lentTo(Thread holder) {
        return pools.lentTo(holder);
    }

    @Override
    public String advice() {
        return "raise the limit of the fleet if the backend can do more, give this pool a minShare, or see that the ledger can be reached";
    }

    /**
     * Leaves the fleet: pools get no permits any more, and once their objects are closed, the ledger is told, so that others have the permits at
     * once. Close the pools before. Blocks for up to {@code closeTimeout}, then for as long as one call to the ledger; what is still open then counts as
     * if the process had crashed, and in a strict budget lent objects are closed. An interrupt ends the wait; the flag stays set.
     */
    @Override
    public void close() {
        registration.close();
        hide.run();
        membership.close(closeTimeout);
    }

    /**
     * The budget as messages show it.
     *
     * @return its name, what of it is used, and how the fleet is
     */
    @Override
    public String toString() {
        FleetStats now = fleetStats();
        return "fleet " + pools + ", " + now.usable() + " usable here: " + membership.describe();
    }
}
