package io.conecta.spring;

import io.conecta.config.ConfigurationKey;
import io.conecta.config.PoolProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool that is to be a bean.
 *
 * @param name what it is called, in configuration and as a pool
 * @param bean the name of the bean: the pool's, unless something else is called so
 * @param provider builds it
 * @param isFurther whether it exists because the configuration says {@code type}
 */
record PoolPlan<T>(String name, String bean, PoolProvider<T> provider, boolean isFurther) {
    /** The key that switches a pool off. */
    static final String ENABLED = "enabled";

    /** The key that makes a further pool of a class. */
    static final String TYPE = "type";

    /** {@return every key that its configuration may have} */
    List<String> keys() {
        List<String> keys =
                new ArrayList<>(provider.settings().toMap().keySet().stream().toList());
        provider.keys().stream().map(ConfigurationKey::name).forEach(keys::add);
        keys.add(ENABLED);
        if (isFurther) {
            keys.add(TYPE);
        }
        return keys;
    }
}
