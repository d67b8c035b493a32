package io.conecta.fleet.osgi;

import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetBudgetBuilder;
import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.spi.ComponentConfiguration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a configuration says of a budget.
 *
 * @param builder has all options, checked
 * @param name the fleet's name
 * @param limit the limit
 * @param others the other options that are there, as text
 */
record FleetOptions(FleetBudgetBuilder builder, String name, int limit, Map<String, String> others) {
    /**
     * Reads a configuration.
     *
     * @throws io.conecta.config.PoolConfigurationException if it is wrong
     */
    static FleetOptions of(Map<String, ?> properties, FleetLedger ledger) {
        ComponentConfiguration configuration = new ComponentConfiguration(properties);
        FleetBudgetBuilder builder = FleetBudget.builder(ledger);
        Map<String, String> others = new TreeMap<>();
        String name = configuration.needed("name", "db-main");
        if (!name.isEmpty()) {
            configuration.text("name", builder::name);
        }
        int limit = limit(configuration, builder);
        others.put("strict", "" + configuration.flag("strict", true));
        builder.strict(Boolean.parseBoolean(others.get("strict")));
        others.put("jmx", "" + configuration.flag("jmx", false));
        builder.jmx(Boolean.parseBoolean(others.get("jmx")));
        configuration.number("reserve", value -> {
            others.put("reserve", "" + value);
            builder.reserve(value);
        });
        offline(configuration, builder, others);
        configuration.duration("quarantine", value -> {
            others.put("quarantine", value.toString());
            builder.quarantine(value);
        });
        configuration.duration("grace", value -> {
            others.put("grace", value.toString());
            builder.grace(value);
        });
        configuration.duration("closeTimeout", value -> {
            others.put("closeTimeout", value.toString());
            builder.closeTimeout(value);
        });
        return configuration.make(() -> {
            builder.check();
            return new FleetOptions(builder, name, limit, others);
        });
    }

    private static int limit(ComponentConfiguration configuration, FleetBudgetBuilder builder) {
        int[] limit = new int[1];
        if (!configuration.needed("limit", "500").isEmpty()) {
            configuration.number("limit", value -> {
                limit[0] = value;
                builder.limit(value);
            });
        }
        return limit[0];
    }

    private static void offline(
            ComponentConfiguration configuration, FleetBudgetBuilder builder, Map<String, String> others) {
        int[] share = new int[1];
        int[] members = new int[1];
        configuration.number("offlineShare", value -> share[0] = value);
        configuration.number("offlineMembers", value -> members[0] = value);
        if (share[0] == 0 && members[0] == 0) {
            return;
        }
        if (members[0] < 1) {
            configuration.mistake("offlineShare=" + share[0]
                    + ": needs offlineMembers; add offlineMembers=…, the most members there will be, at least 1");
            return;
        }
        others.put("offlineShare", share[0] + " for " + members[0]);
        configuration.number("offlineShare", value -> builder.offlineShare(value, members[0]));
    }

    /** {@return whether nothing but the limit differs} */
    boolean differsByItsLimitAlone(FleetOptions other) {
        return name.equals(other.name) && others.equals(other.others) && limit != other.limit;
    }

    /** {@return whether nothing differs} */
    boolean isLike(FleetOptions other) {
        return name.equals(other.name) && others.equals(other.others) && limit == other.limit;
    }
}
