package io.conecta.internal.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of all pools of a keyed pool, from their creation until they are closed, by identity: each pool knows its own only, and one object must
 * not be in two. Knows no pool. Thread-safe.
 */
public final class Siblings {
    private final Set<Identity> all = ConcurrentHashMap.newKeySet();

    /** {@return false if another pool has the object} */
    boolean add(Object object) {
        try {
            return all.add(new Identity(object));
        } catch (VirtualMachineError noMemory) {
            return true; // The object must not be lost.
        }
    }

    /** The object is closed. */
    void remove(Object object) {
        all.remove(new Identity(object));
    }

    private static final class Identity {
        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && that.object == object;
        }
    }
}
