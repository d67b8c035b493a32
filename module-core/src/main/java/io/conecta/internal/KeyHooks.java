package io.conecta.internal;

import io.conecta.NewKeyedFunc;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Failures;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.PoolLog;
import io.conecta.internal.runtime.Secrets;
import io.conecta.internal.runtime.Siblings;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import org.jspecify.annotations.Nullable;

/**
 * What the user's code makes of a key: the name of its pool, and its hooks. Calls the user's code, so nothing here is called under a lock.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class KeyHooks<K, T> {
    private static final int MOST_TEXT = 100;

    private final String name;
    private final NewKeyedFunc<? super K, ? extends T> newFunc;
    private final Hooks<T> hooks;
    private final Background background;
    private final KeyedBudget budget;
    /** Through this each key tells the meters. */
    private final @Nullable KeyMeter meter;

    private final Siblings siblings = new Siblings();

    KeyHooks(
            String name,
            NewKeyedFunc<? super K, ? extends T> newFunc,
            Hooks<T> hooks,
            Background background,
            KeyedBudget budget,
            @Nullable KeyMeter meter) {
        this.name = name;
        this.newFunc = newFunc;
        this.hooks = hooks;
        this.background = background;
        this.budget = budget;
        this.meter = meter;
    }

    /** {@return the name of a key's pool} */
    String name(K key) {
        String own = name + "[" + text(key) + "]";
        try {
            PoolSettings.defaults().withName(own);
            return own;
        } catch (IllegalArgumentException secret) {
            return name + "[#" + Integer.toHexString(key.hashCode()) + "]";
        }
    }

    /** {@return a key as messages show it} */
    static String text(Object key) {
        String text = Threads.inOneLine(Secrets.hidden(Failures.printed(key)));
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    /** {@return the hooks of a key's pool, which has this name} */
    Hooks<T> of(K key, String own) {
        PoolLog log = new PoolLog(own, background);
        PoolListener<? super T> hears = UserCode.listenerFor(own, hooks.listener(), log);
        log.close();
        return hooks.ofKey(new KeyCreate<>(key, newFunc), hears, meter, budget, siblings);
    }
}
