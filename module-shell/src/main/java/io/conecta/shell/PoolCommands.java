package io.conecta.shell;

import io.conecta.KeyedPool;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolStats;
import io.conecta.config.PoolConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The shell commands: {@code conecta:pools}, {@code conecta:pool}, {@code conecta:report}, {@code conecta:clear}, {@code conecta:scan}, {@code conecta:suspend},
 * {@code conecta:resume}, {@code conecta:renew}. {@link FleetCommands} has the one for budgets.
 *
 * <p>Gogo calls them by name, prints what they return, and says what they throw.
 */
@Component(
        service = PoolCommands.class,
        property = {
            "osgi.command.scope=conecta",
            "osgi.command.function=pools",
            "osgi.command.function=pool",
            "osgi.command.function=report",
            "osgi.command.function=clear",
            "osgi.command.function=scan",
            "osgi.command.function=suspend",
            "osgi.command.function=resume",
            "osgi.command.function=renew"
        })
public final class PoolCommands {
    /** Replaced whole by Declarative Services when a pool comes or goes. */
    @Reference(service = Pool.class, collectionType = CollectionType.TUPLE, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Pool<?>>> services = List.of();

    /** As {@link #services}: those that somebody has registered. */
    @Reference(service = KeyedPool.class, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<KeyedPool<?, ?>> keyed = List.of();

    /** For Declarative Services. */
    public PoolCommands() {}

    /** {@return a table of all pools, and of the keyed pools that somebody has registered} */
    public String pools() {
        return PoolReport.table(directory().entries(), reports().keyed());
    }

    /**
     * Shows one pool: its numbers, its settings and who holds its objects; of a keyed pool its keys.
     *
     * @param name the pool's name or ID, or a keyed pool's name
     * @return the report
     */
    public String pool(String name) {
        Reports reports = reports();
        List<KeyedPool<?, ?>> named = reports.keyed(name);
        return named.isEmpty()
                ? PoolReport.details(reports.pools().find(name))
                : named.stream().map(pool -> PoolReport.keys(pool.report())).collect(Collectors.joining("\n\n"));
    }

    /**
     * Lets every pool explain itself.
     *
     * @return {@link Pool#report()} of each as text, to be kept or sent
     */
    public String report() {
        return reports().text();
    }

    /**
     * Lets one pool explain itself.
     *
     * @param name the pool's name or ID, or a keyed pool's name
     * @return {@link Pool#report()} as text, to be kept or sent
     */
    public String report(String name) {
        return reports().text(name);
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

    /**
     * Stops lending until {@code conecta:resume}: borrowers wait, inside their timeouts. The objects stay.
     *
     * @param name the pool's name or ID
     * @return what was done
     */
    public String suspend(String name) {
        PoolEntry entry = built(name);
        entry.pool().suspend();
        return entry.name() + ": suspended, objects stay; conecta:resume " + name + " lends again";
    }

    /**
     * Stops lending until {@code conecta:resume}, closes idle objects now and lent ones when they come back, and waits for that.
     *
     * @param name the pool's name or ID
     * @param drain how long to wait at most, such as {@code 30s}
     * @return what was done, and what is left
     * @throws InterruptedException if interrupted while it waits; the pool stays suspended
     */
    public String suspend(String name, String drain) throws InterruptedException {
        PoolEntry entry = built(name);
        List<Loan> left = entry.pool().suspend(duration("drain", drain));
        return entry.name() + ": suspended, "
                + (left.isEmpty()
                        ? "nothing is left open"
                        : left.size() + " still out, to be closed on return; see conecta:pool " + name)
                + "; conecta:resume " + name + " lends again";
    }

    /**
     * Lends again after {@code conecta:suspend}.
     *
     * @param name the pool's name or ID
     * @return what was done
     */
    public String resume(String name) {
        PoolEntry entry = built(name);
        boolean suspended = entry.pool().isSuspended();
        entry.pool().resume();
        return entry.name() + (suspended ? ": resumed" : ": was not suspended");
    }

    /**
     * Replaces every object, as fast as creations allow.
     *
     * @param name the pool's name or ID
     * @return what was started
     */
    public String renew(String name) {
        return renew(name, "0s");
    }

    /**
     * Replaces every object, one after the other, spread over a time.
     *
     * @param name the pool's name or ID
     * @param over how long it is to take, such as {@code 10m}
     * @return what was started
     */
    public String renew(String name, String over) {
        PoolEntry entry = built(name);
        Duration time = duration("over", over);
        PoolStats before = entry.pool().stats();
        entry.pool().renew(time);
        return entry.name() + ": renewing " + before.idle() + " idle and " + before.lent() + " lent over "
                + PoolConfiguration.text(time) + "; see conecta:pool " + name;
    }

    private static Duration duration(String what, String text) {
        try {
            return PoolConfiguration.duration(text);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(what + " " + unreadable.getMessage(), unreadable);
        }
    }

    private PoolEntry built(String name) {
        PoolEntry entry = directory().find(name);
        if (!entry.isBuilt()) {
            throw new IllegalArgumentException("pool \"" + entry.name()
                    + "\" is not built, since its configuration was refused; see conecta:pool " + name);
        }
        return entry;
    }

    private Reports reports() {
        return new Reports(directory(), keyed);
    }

    private PoolDirectory directory() {
        return PoolDirectory.of(services);
    }
}
