package io.conecta.fleet.osgi;

import io.conecta.PoolBudget;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.spi.ComponentConfiguration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A {@link FleetBudget} by configuration, registered as a service.
 *
 * <p>Another {@code limit} is applied in place. With anything else that changes, the service goes, so pools that use it close, the budget leaves
 * its fleet, and another one joins. A wrong configuration is logged and changes nothing; if it is the first, there is no service until
 * it is fixed. Declarative Services calls one method at a time.
 */
@Component(
        service = {},
        configurationPid = FleetBudgetComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = FleetBudgetForm.class, factory = true)
public final class FleetBudgetComponent {
    static final String PID = "io.conecta.fleet.FleetBudget";
    /** The service property by which pools find their budget. */
    private static final String KEY = "conecta.budget";

    private final BundleContext context;
    private final FleetLedger ledger;
    private boolean refused;
    private @Nullable Running running;

    private record Running(FleetOptions options, FleetBudget budget, ServiceRegistration<?> service) {
        /** The service first: pools close when it goes, and have to return what they have. */
        void end() {
            service.unregister();
            budget.close();
        }
    }

    /**
     * For Declarative Services.
     *
     * @param context the bundle's
     * @param ledger what the members of the fleet share
     * @param properties the configuration
     */
    @Activate
    public FleetBudgetComponent(
            BundleContext context, @Reference(name = "ledger") FleetLedger ledger, Map<String, Object> properties) {
        this.context = context;
        this.ledger = ledger;
        configure(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        configure(properties);
    }

    /** Leaves the fleet, once the pools have closed. */
    @Deactivate
    void stop() {
        Running last = running;
        running = null;
        if (last != null) {
            last.end();
        }
    }

    private void configure(Map<String, Object> properties) {
        String pid = ComponentConfiguration.pid(properties, PID);
        try {
            apply(FleetOptions.of(properties, ledger), properties);
        } catch (IllegalArgumentException wrong) {
            refused = true;
            ComponentConfiguration.logRefused(
                    pid,
                    running == null
                            ? "there is no budget until it is fixed"
                            : "the budget goes on with the last good one",
                    wrong);
            return;
        }
        if (refused) {
            refused = false;
            ComponentConfiguration.logAccepted(pid);
        }
    }

    private void apply(FleetOptions wanted, Map<String, Object> properties) {
        Running now = running;
        boolean limitAlone = now != null && wanted.differsByItsLimitAlone(now.options);
        if (now != null && (limitAlone || wanted.isLike(now.options))) {
            if (limitAlone) {
                now.budget.limit(wanted.limit());
            }
            now.service.setProperties(published(wanted, properties));
            running = new Running(wanted, now.budget, now.service);
            return;
        }
        stop();
        FleetBudget budget = wanted.builder().build();
        String[] types = {PoolBudget.class.getName(), FleetBudget.class.getName()};
        running = new Running(wanted, budget, context.registerService(types, budget, published(wanted, properties)));
    }

    /** What every bundle may read of the configuration, and what pools look for. */
    @SuppressWarnings("JdkObsolete") // The framework wants a Dictionary.
    private static Dictionary<String, Object> published(FleetOptions options, Map<String, Object> properties) {
        Dictionary<String, Object> published = new Hashtable<>();
        properties.forEach((key, value) -> {
            if (!key.startsWith(".") && !key.startsWith("component.") && value != null) {
                published.put(key, value);
            }
        });
        published.put(KEY, "fleet:" + options.name());
        return published;
    }
}
