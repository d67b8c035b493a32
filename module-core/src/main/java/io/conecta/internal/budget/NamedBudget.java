package io.conecta.internal.budget;

import io.conecta.BudgetFigure;
import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Option;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whatever budget is registered by a name, for one pool: it may come after the pool, go, and be replaced by another. Without one there are no
 * permits. Who has which is in the {@link NamedShare}.
 */
public final class NamedBudget implements PoolBudget {
    private static final String FLEET = "fleet:";
    private static final int MOST_SHOWN = 5;

    final String name;
    final Register register;
    /** Which budget has refused the pool last, and why; null once one has taken it. Written by the shares. */
    volatile @Nullable Refusal refusal;

    /** Whether it was told that none has the name, since a pool joined one last. */
    private final AtomicBoolean missed = new AtomicBoolean();
    /** What the pool is set to. */
    private volatile @Nullable PoolSettings checked;

    /** Why a budget does not take a pool. */
    record Refusal(PoolBudget by, String why) {}

    NamedBudget(String name, Register register) {
        this.name = name;
        this.register = register;
    }

    /** {@return the budget of that name in this process} */
    public static PoolBudget of(String name) {
        return new NamedBudget(name, Register.PROCESS);
    }

    /** {@return the budget that has the name now, null if there is none} */
    @Nullable
    PoolBudget found() {
        return register.find(name);
    }

    private PoolBudget required() {
        PoolBudget found = found();
        if (found == null) {
            throw new IllegalStateException(this + "; " + advice());
        }
        return found;
    }

    @Override
    public PoolBudget limit(int limit) {
        required().limit(limit);
        return this;
    }

    @Override
    public PoolBudget name(String value) {
        Option.NAME.checked("name", value);
        throw new IllegalStateException("budget \"" + name + "\" cannot be renamed to \"" + value
                + "\": it is found by its name; register it by another");
    }

    @Override
    public String name() {
        PoolBudget found = found();
        return found == null ? name : found.name();
    }

    /** {@inheritDoc} Of a budget that is not there, the limit is 0. */
    @Override
    public BudgetStats stats() {
        PoolBudget found = found();
        return found == null ? new BudgetStats(0, 0, 0, List.of()) : found.stats();
    }

    /** {@inheritDoc} Down while no budget has the name, or the one that has it refuses the pool. */
    @Override
    public PoolHealth health() {
        String missing = missing();
        PoolBudget found = found();
        return missing != null
                ? new PoolHealth(PoolHealth.Status.DOWN, missing + "; " + advice(), Duration.ZERO, List.of())
                : found == null ? PoolBudget.super.health() : found.health();
    }

    @Override
    public List<BudgetFigure> figures() {
        PoolBudget found = found();
        return found == null ? PoolBudget.super.figures() : found.figures();
    }

    @Override
    public String report() throws InterruptedException {
        PoolBudget found = found();
        return found == null ? this + "; " + advice() : found.report();
    }

    /** {@inheritDoc} What it has accepted is held against each budget that gets the name. */
    @Override
    public void check(String pool, PoolSettings settings) {
        PoolBudget found = found();
        if (found != null) {
            found.check(pool, settings);
        } else {
            tellMissing(pool);
        }
        checked = settings;
    }

    /** Says once that no budget has the name, without a lock of this package's. */
    void tellMissing(String pool) {
        if (missed.compareAndSet(false, true)) {
            log(
                    Level.INFO,
                    "pool \"" + pool + "\": budget \"" + name
                            + "\" is not registered; the pool has no permits until it is");
        }
    }

    /** A pool has joined one. */
    void isThere() {
        missed.set(false);
    }

    static void log(Level level, String text) {
        try {
            System.getLogger("io.conecta").log(level, text);
        } catch (Throwable unheard) {
            // A broken log has nobody to be told of it, and must keep no budget from other pools.
        }
    }

    /** Has a budget refuse what the pool is set to. */
    void checkAgain(PoolBudget now, String pool) {
        PoolSettings settings = checked;
        if (settings != null) {
            now.check(pool, settings);
        }
    }

    /** {@inheritDoc} Any that comes might. */
    @Override
    public boolean revokes() {
        return true;
    }

    @Override
    public Share join(Member pool, int minShare) {
        return NamedShare.join(this, pool, minShare);
    }

    /** {@return why there are no permits, null if there may be some} */
    private @Nullable String missing() {
        PoolBudget found = found();
        if (found == null) {
            return "budget \"" + name + "\": not registered";
        }
        Refusal last = refusal;
        return last != null && last.by() == found ? "budget \"" + name + "\": refuses the pool: " + last.why() : null;
    }

    @Override
    public String advice() {
        PoolBudget found = found();
        if (found == null) {
            return (name.startsWith(FLEET) ? "build the FleetBudget" : "register it by Budgets.register")
                    + ", or check its spelling (registered: " + registered() + ")";
        }
        return missing() == null ? found.advice() : "change that";
    }

    @Override
    public int lent() {
        PoolBudget found = found();
        return found == null ? 0 : found.lent();
    }

    @Override
    public int lentTo(Thread holder) {
        PoolBudget found = found();
        return found == null ? 0 : found.lentTo(holder);
    }

    private String registered() {
        List<String> names = List.copyOf(register.all().keySet());
        return names.isEmpty()
                ? "none"
                : names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                        + (names.size() > MOST_SHOWN ? ", …" : "");
    }

    /** {@return the budget as messages show it, or why there is none} */
    @Override
    public String toString() {
        String missing = missing();
        PoolBudget found = found();
        return missing != null || found == null ? String.valueOf(missing) : found.toString();
    }
}
