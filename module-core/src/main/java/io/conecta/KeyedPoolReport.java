package io.conecta;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A keyed pool explains itself. Immutable.
 *
 * @param name the pool's name
 * @param settings the settings in force
 * @param stats the figures of all keys together
 * @param health the health
 * @param budget what {@code maxTotal} has been given to
 * @param troubled a report of each key for which borrowers wait, or that is not up; longest line first, at most {@value #MOST}
 */
public record KeyedPoolReport(
        String name,
        KeyedPoolSettings settings,
        PoolStats stats,
        PoolHealth health,
        BudgetStats budget,
        List<PoolReport> troubled) {
    /** How many keys are told of at most. */
    public static final int MOST = 10;

    /**
     * Copies the list.
     *
     * @param name the pool's name
     * @param settings the settings in force
     * @param stats the figures of all keys together
     * @param health the health
     * @param budget what {@code maxTotal} has been given to
     * @param troubled a report of each key for which borrowers wait, or that is not up
     */
    public KeyedPoolReport {
        troubled = List.copyOf(troubled);
    }

    /** {@return the report as a text for people} */
    @Override
    public String toString() {
        return "keyed pool \"" + name + "\"\n"
                + "  health     " + health.status() + ": " + health.reason() + "\n"
                + "  now        " + stats.lent() + " lent, " + stats.idle() + " idle, " + stats.creating()
                + " being created, "
                + stats.inMaintenance() + " pinged, handed off or closed, of "
                + (stats.maxSize() == PoolSettings.UNLIMITED ? "any number" : Integer.toString(stats.maxSize())) + "; "
                + stats.waiting() + " waiting; "
                + budget.pools().size() + " keys\n"
                + troubled.stream().map(report -> report + "\n").collect(Collectors.joining());
    }
}
