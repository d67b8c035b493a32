package io.conecta.fleet.spi;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.LedgerException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is made by a configuration, for a component. If that is wrong, it is logged once, and this is a ledger all the same, which nobody
 * can join, and which says why: so it is seen where the fleet is looked at. Thread-safe.
 */
public abstract class ConfiguredLedger implements FleetLedger {
    /** Null if the configuration is wrong. */
    private final @Nullable FleetLedger ledger;

    private final String refusal;

    /**
     * Makes the ledger, or notes why it cannot be.
     *
     * @param type what it is, if its configuration has no PID
     * @param properties the configuration
     * @param opens reads it, and makes the ledger
     */
    protected ConfiguredLedger(
            String type, Map<String, ?> properties, Function<ComponentConfiguration, FleetLedger> opens) {
        String pid = ComponentConfiguration.pid(properties, type);
        FleetLedger made = null;
        String why = "";
        try {
            made = opens.apply(new ComponentConfiguration(properties));
        } catch (IllegalArgumentException wrong) {
            ComponentConfiguration.logRefused(pid, "nobody joins a fleet by this ledger until it is fixed", wrong);
            why = "the configuration " + pid + " was refused: " + wrong.getMessage();
        }
        ledger = made;
        refusal = why;
    }

    @Override
    public Session join(String fleet, String publication, Duration timeout, Listener wake)
            throws LedgerException, InterruptedException {
        if (ledger == null) {
            throw new LedgerException(refusal, null);
        }
        return ledger.join(fleet, publication, timeout, wake);
    }

    @Override
    public String toString() {
        return ledger == null ? refusal : ledger.toString();
    }
}
