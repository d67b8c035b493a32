package io.conecta.config;

import java.util.Objects;

/**
 * A key of what the creation of pooled objects needs; see {@link PoolProvider#keys()}.
 *
 * @param name the key, which a configuration may spell in any of the {@linkplain PoolConfiguration usual ways}
 * @param type what the value becomes: the type of the parameter, boxed if it is primitive, without its type arguments
 * @param required whether a configuration must have it
 * @param isObject whether text cannot stand for it: a framework looks the object up by its type
 */
public record ConfigurationKey(String name, Class<?> type, boolean required, boolean isObject) {
    /**
     * Makes a key.
     *
     * @param name the key
     * @param type what the value becomes
     * @param required whether a configuration must have it
     * @param isObject whether text cannot stand for it
     * @throws NullPointerException if name or type is null
     */
    public ConfigurationKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
