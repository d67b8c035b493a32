package io.conecta.internal;

import io.conecta.internal.runtime.UserCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where an object belongs that is returned by its key: to the key's pool, to one that the key had before it was forgotten, or nowhere.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class KeyedReturns<K, T> {
    private final String name;
    private final Keys<K, T> keys;

    KeyedReturns(String name, Keys<K, T> keys) {
        this.name = name;
        this.keys = keys;
    }

    /**
     * {@return the pool to return an object to; null if it is late, and there is nothing left to do}
     *
     * @throws IllegalStateException if the object is another key's, or closed
     * @throws IllegalArgumentException if no key has it
     */
    @Nullable
    Engine<T> owner(K key, T object) {
        Keyed<K, T> holder = holder(key, object);
        if (holder != null) {
            return holder.pool();
        }
        Boolean reclaimed = keys.reclaimed(object);
        Keyed<K, T> known = keys.get(key);
        if (known != null && (reclaimed == null || known.reclaimed(object) != null)) {
            return known.pool(); // It knows whether the object was one of its own.
        }
        if (reclaimed == null) {
            throw KnownPools.foreign(name, object, false);
        }
        if (!reclaimed) {
            throw new IllegalStateException("pool \"" + name + "\": cannot take back " + UserCode.describe(object)
                    + ": the pool has closed it; return an object once, and not after discarding it");
        }
        return null;
    }

    /** Discards an object, unless it is late. */
    void discard(K key, T object) {
        Keyed<K, T> holder = holder(key, object);
        if (holder == null && Objects.equals(keys.reclaimed(object), true)) {
            return;
        }
        Keyed<K, T> known = holder == null ? keys.get(key) : holder;
        if (known == null) {
            throw new IllegalStateException("pool \"" + name + "\": nothing is lent for key " + KeyHooks.text(key)
                    + "; discard what was borrowed");
        }
        known.pool().discard(object);
    }

    /**
     * {@return the pool that has an object: the key's, or one that the key had before; null if none has}
     *
     * @throws IllegalStateException if the object is another key's
     */
    private @Nullable Keyed<K, T> holder(K key, T object) {
        Keyed<K, T> known = keys.get(key);
        Objects.requireNonNull(object, "object");
        if (known != null && known.owns(object)) {
            return known;
        }
        for (Keyed<K, T> each : keys.allEver()) {
            if (each.owns(object)) {
                if (each.key.equals(key)) {
                    return each;
                }
                throw new IllegalStateException(
                        "pool \"" + name + "\": the object "
                                + (each.hasLent(object)
                                        ? "belongs to key " + KeyHooks.text(each.key) + ", not to " + KeyHooks.text(key)
                                                + ", and is still yours; return it under the key it was borrowed for"
                                        : "is in the pool already, under key " + KeyHooks.text(each.key)
                                                + ": it was returned twice; return an object once, under the key it was borrowed for"));
            }
        }
        return null;
    }
}
