package io.conecta.spring;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pool that is configured by the environment: checked, built, and changed in place. */
final class SpringPool<T> {
    private final PoolPlan<T> plan;
    private final Collaborators collaborators;
    /** Reads the environment as it is when asked. */
    private final Supplier<PoolProperties> environment;
    /** Written by the thread that configures, read by those that create. */
    private volatile @Nullable Reading<T> current;

    private volatile @Nullable Pool<T> pool;

    /**
     * What the environment comes to.
     *
     * @param values what is given for creation, to tell whether it has changed
     */
    private record Reading<T>(PoolSettings settings, NewFunc<T> newFunc, Map<String, Object> values) {}

    SpringPool(PoolPlan<T> plan, Collaborators collaborators, Supplier<PoolProperties> environment) {
        this.plan = plan;
        this.collaborators = collaborators;
        this.environment = environment;
    }

    /** {@return everything that is wrong, but for what only a built pool can find out} */
    List<PoolMistake> check() {
        return check(environment.get());
    }

    private List<PoolMistake> check(PoolProperties properties) {
        PoolEntries entries = entries(properties);
        List<String> mistakes = new ArrayList<>();
        reserved(mistakes);
        name(entries, mistakes);
        collaborators.await(plan, entries, mistakes);
        PoolConfiguration configuration = entries.configuration(Map.of());
        for (ConfigurationKey key : plan.provider().keys()) {
            if (key.isObject() || entries.isUnreadable(key.name())) {
                configuration.await(key.name());
            }
        }
        try {
            configuration.settingsForBuild(defaults());
            plan.provider().newFunc(configuration);
        } catch (PoolConfigurationException wrong) {
            mistakes.addAll(wrong.mistakes());
        }
        return entries.mistakes(mistakes);
    }

    private void reserved(List<String> mistakes) {
        for (ConfigurationKey key : plan.provider().keys()) {
            String bare = Names.bare(key.name());
            if (bare.equals(PoolPlan.ENABLED) || (bare.equals(PoolPlan.TYPE) && plan.isFurther())) {
                mistakes.add(Names.property(plan.name(), key.name()) + ": means something else here than the parameter "
                        + key.name() + " of " + plan.provider().type().getName()
                        + "; give the parameter another key by @Setting(name = …)");
            }
        }
    }

    private void name(PoolEntries entries, List<String> mistakes) {
        Object name = entries.value("name");
        if (name != null && !name.toString().equals(plan.name())) {
            mistakes.add(entries.property("name") + ": the pool is called " + plan.name()
                    + ", as its configuration is; leave this out, or name it by @Pooled(name = …)");
            entries.remove("name");
        }
    }

    private PoolEntries entries(PoolProperties properties) {
        PoolEntries entries = properties.entries(plan.name(), plan.keys());
        entries.remove(PoolPlan.ENABLED);
        if (plan.isFurther()) {
            entries.remove(PoolPlan.TYPE);
        }
        return entries;
    }

    /** As in other containers, a backend that is down at the start does not keep the application away. */
    private PoolSettings defaults() {
        return plan.provider().settings().withName(plan.name()).withFailFast(false);
    }

    private Reading<T> read(boolean isNew) {
        PoolProperties properties = environment.get();
        List<PoolMistake> mistakes = check(properties);
        if (!mistakes.isEmpty()) {
            throw new InvalidPoolsException(mistakes);
        }
        PoolEntries entries = entries(properties);
        Map<String, Object> objects = collaborators.find(plan, entries);
        Map<String, Object> values = new LinkedHashMap<>();
        entries.values().forEach((key, value) -> values.put(Names.bare(key), value));
        plan.provider().settings().toMap().keySet().forEach(option -> values.remove(Names.bare(option)));
        values.putAll(objects);
        PoolConfiguration configuration = entries.configuration(objects);
        PoolSettings settings = isNew ? configuration.settingsForBuild(defaults()) : configuration.settings(defaults());
        return new Reading<>(settings, plan.provider().newFunc(configuration), values);
    }

    /** {@return the pool, built and running} */
    Pool<T> build() {
        Reading<T> reading = read(true);
        current = reading;
        PoolBuilder<T> builder = plan.provider().builder(this::create).settings(reading.settings());
        PoolBudget budget = collaborators.budget(plan, reading.settings());
        Pool<T> built = (budget == null ? builder : builder.budget(budget)).build();
        pool = built;
        return built;
    }

    private T create() throws Exception {
        return Objects.requireNonNull(current).newFunc().create();
    }

    /**
     * Makes the running pool as the environment says now: options at once, what creation needs by a new generation of objects.
     *
     * @throws InvalidPoolsException if that is wrong; the pool goes on as it was
     */
    synchronized void change() {
        Pool<T> running = pool;
        Reading<T> before = current;
        if (running == null || before == null || running.isClosed()) {
            return;
        }
        Reading<T> reading = read(false);
        if (!reading.settings().equals(before.settings())) {
            running.reconfigure(reading.settings());
        }
        current = reading;
        if (!reading.values().equals(before.values())) {
            renew(running, reading.settings().renewOver());
        }
    }

    private static void renew(Pool<?> running, Duration over) {
        if (over.isZero()) {
            running.clear();
        } else {
            running.renew(over);
        }
    }
}
