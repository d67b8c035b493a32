package io.conecta.config;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.Loan;
import io.conecta.NewKeyedFunc;
import io.conecta.PoolBudget;
import io.conecta.PoolFailure;
import io.conecta.PoolListener;
import io.conecta.PoolUnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A keyed pool that follows its configuration, as {@link ConfiguredPool} does; the generated OSGi components extend it, and nothing in it
 * needs OSGi.
 *
 * <p>If the pool cannot be built, this is a pool all the same: it lends nothing, and reports the mistake to borrowers
 * ({@link PoolUnavailableException}), in {@link #failures()} and, once, to {@link System.Logger} {@code "io.conecta"}.
 *
 * <p>A changed configuration is applied in place to all keys: options immediately; parameters of the creator by a new generation of objects.
 * {@link PoolListener} services receive the events of all keys.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
public abstract class ConfiguredKeyedPool<K, T> extends ForwardingKeyedPool<K, T> {
    private final ConfiguredLife<KeyedPool<K, T>, KeyedPoolSettings, NewKeyedFunc<K, T>> life;
    private final UnbuiltKeyedPool<K, T> unbuilt;
    private final Listeners<T> listeners;
    private final BudgetServices budgets = new BudgetServices();

    /**
     * Records what the pool is built from.
     *
     * @param provider knows the annotated class
     * @param properties the configuration; unknown keys are ignored
     * @param collaborators the objects that creation needs, {@linkplain #named named}
     */
    protected ConfiguredKeyedPool(
            KeyedPoolProvider<K, T> provider, Map<String, ?> properties, Collaborator... collaborators) {
        this(new KeyedKind<>(provider, new Listeners<>()), properties, collaborators);
    }

    /**
     * Names an object that creation needs.
     *
     * @param key its key
     * @param object the object, {@code null} if it is optional and absent
     * @return both
     */
    protected static Collaborator named(String key, @Nullable Object object) {
        return new Collaborator(key, object);
    }

    /**
     * An object that creation needs.
     *
     * @param key its key
     * @param object the object, {@code null} if it is optional and absent
     */
    protected record Collaborator(String key, @Nullable Object object) {}

    private ConfiguredKeyedPool(KeyedKind<K, T> kind, Map<String, ?> properties, Collaborator... collaborators) {
        this(kind, new PoolSource<>(kind, properties, objects(collaborators)));
    }

    private ConfiguredKeyedPool(
            KeyedKind<K, T> kind, PoolSource<KeyedPool<K, T>, KeyedPoolSettings, NewKeyedFunc<K, T>> source) {
        this(kind, source, new UnbuiltKeyedPool<>(source.known()));
    }

    private ConfiguredKeyedPool(
            KeyedKind<K, T> kind,
            PoolSource<KeyedPool<K, T>, KeyedPoolSettings, NewKeyedFunc<K, T>> source,
            UnbuiltKeyedPool<K, T> unbuilt) {
        super(unbuilt);
        this.unbuilt = unbuilt;
        listeners = kind.listeners();
        life = new ConfiguredLife<>(kind, source, unbuilt.state(), built -> {});
        unbuilt.state().retry(life::builtAfterAll);
    }

    private static Map<String, @Nullable Object> objects(Collaborator... collaborators) {
        Map<String, @Nullable Object> objects = new LinkedHashMap<>();
        for (Collaborator each : collaborators) {
            objects.put(each.key(), each.object());
        }
        return objects;
    }

    @Override
    final KeyedPool<K, T> target() {
        KeyedPool<K, T> pool = life.built();
        return pool == null ? unbuilt : pool;
    }

    /** Builds the pool, or records why it cannot be built; never throws. */
    public final void activate() {
        life.activate();
    }

    /**
     * Applies a changed configuration, or refuses it as a whole.
     *
     * @param properties the configuration, complete
     */
    public final void modified(Map<String, ?> properties) {
        life.modified(properties);
    }

    /**
     * Adds an optional object that creation needs, replacing the previous one: objects that were created with another, or with none, are replaced.
     *
     * @param key its key
     * @param object the object
     */
    protected final void bind(String key, Object object) {
        life.bind(key, object);
    }

    /**
     * Removes an optional object, unless another has already replaced it. Closes idle objects that use it before this method returns
     * (waiting up to {@code closeTimeout}), and lent ones when they are returned.
     *
     * @param key its key
     * @param object the object
     */
    protected final void unbind(String key, Object object) {
        life.unbind(key, object);
    }

    /**
     * Adds a listener, unless it is meant for other pools.
     *
     * @param listener the listener
     * @param properties which pools it is for: {@code pool.name} and {@code pool.type}, each one value, several values, or absent for all
     */
    public final void addListener(PoolListener<? super T> listener, Map<String, ?> properties) {
        listeners.add(listener, properties);
    }

    /**
     * Removes a listener, if it was added.
     *
     * @param listener the listener
     */
    public final void removeListener(PoolListener<? super T> listener) {
        listeners.remove(listener);
    }

    /**
     * Registers a budget by its name, so that this pool and others find it.
     *
     * @param budget the budget
     * @param properties {@code conecta.budget}: its name, or several; without one, it is ignored
     * @see Budgets
     */
    public final void addBudget(PoolBudget budget, Map<String, ?> properties) {
        budgets.add(budget, properties);
    }

    /**
     * Ends the registration of a budget, if it was added.
     *
     * @param budget the budget
     */
    public final void removeBudget(PoolBudget budget) {
        budgets.remove(budget);
    }

    /**
     * What is wrong with the configuration.
     *
     * @return the refusal of the last configuration, until it is fixed; else nothing. The failures of keys are in {@link #health()}
     */
    public final List<PoolFailure> failures() {
        return life.source().failures(List.of());
    }

    @Override
    public final void close() {
        life.close();
    }

    @Override
    public final List<Loan> close(Duration drain) throws InterruptedException {
        return life.close(drain);
    }

    /**
     * Closes the pool, and waits up to {@code closeTimeout} (5 s if that is off) until lent objects have been returned and all are closed,
     * so that borrowers can still return objects before this bundle, or that of a collaborator, is gone. An earlier interrupt does not
     * shorten the wait, and the interrupt flag stays set.
     */
    public final void deactivate() {
        life.deactivate();
    }
}
