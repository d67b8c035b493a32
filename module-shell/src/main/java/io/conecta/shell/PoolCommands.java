package io.conecta.shell;

import io.conecta.Pool;
import io.conecta.PoolStats;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The shell commands: {@code conecta:pools}, {@code conecta:pool}, {@code conecta:clear}, {@code conecta:scan}.
 *
 * <p>Gogo calls them by name, prints what they return, and says what they throw.
 */
@Component(
        service = PoolCommands.class,
        property = {
            "osgi.command.scope=conecta",
            "osgi.command.function=pools",
            "osgi.command.function=pool",
            "osgi.command.function=clear",
            "osgi.command.function=scan"
        })
public final class PoolCommands {
    /** Replaced whole by Declarative Services when a pool comes or goes. */
    @Reference(service = Pool.class, collectionType = CollectionType.TUPLE, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Pool<?>>> services = List.of();

    /** For Declarative Services. */
    public PoolCommands() {}

    /** {@return a table of all pools} */
    public String pools() {
        return PoolReport.table(directory().entries());
    }

    /**
     * Shows one pool: its numbers, its settings and who holds its objects.
     *
     * @param name the pool's name or ID
     * @return the report
     */
    public String pool(String name) {
        return PoolReport.details(directory().find(name));
    }

    /**
     * Closes idle objects now and lent ones when they come back.
     *
     * @param name the pool's name or ID
     * @return what was done
     */
    public String clear(String name) {
        PoolEntry entry = built(name);
        PoolStats before = entry.pool().stats();
        entry.pool().clear();
        return entry.name() + ": " + before.idle() + " idle closed, " + before.lent() + " lent to be closed on return";
    }

    /**
     * Starts a scan, which pings the idle objects and closes what has expired.
     *
     * @param name the pool's name or ID
     * @return what was started
     */
    public String scan(String name) {
        PoolEntry entry = built(name);
        int idle = entry.pool().stats().idle();
        entry.pool().scan();
        return entry.name() + ": scanning " + idle + " idle; see conecta:pool " + name;
    }

    private PoolEntry built(String name) {
        PoolEntry entry = directory().find(name);
        if (!entry.isBuilt()) {
            throw new IllegalArgumentException("pool \"" + entry.name()
                    + "\" is not built, since its configuration was refused; see conecta:pool " + name);
        }
        return entry;
    }

    private PoolDirectory directory() {
        return new PoolDirectory(services.stream()
                .map(service -> PoolEntry.of(service.getKey(), service.getValue()))
                .toList());
    }
}
