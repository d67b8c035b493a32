package io.conecta.internal;

import io.conecta.internal.flow.Adoption;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pools of this process, weakly: to find out whose an object is that a pool does not know. Closed ones too, which may have lent it.
 */
final class KnownPools {
    /** Guarded by itself; held for a look at each pool, and never in user code: all pools of the process share it. */
    private static final Set<Store<?>> ALL = Collections.newSetFromMap(new WeakHashMap<>());

    private KnownPools() {}

    static void add(Store<?> pool) {
        synchronized (ALL) {
            ALL.add(pool);
        }
    }

    /** {@return the name of the pool that has this object, or null if none has} */
    private static @Nullable String ownerOf(Object object) {
        synchronized (ALL) {
            for (Store<?> each : ALL) {
                if (each.owns(object)) {
                    return each.name;
                }
            }
            return null;
        }
    }

    /**
     * Has the pool adopt an object. It gets its slot while no other pool adopts anything: two cannot adopt one object. What calls a user's
     * budget comes before that, and what calls a user's queue after it.
     */
    static <T> void adopt(Parts<T> pool, T object) {
        Adoption<T> adoption = pool.rare().adoption;
        checkOwner(pool.store, object);
        adoption.begin(object);
        Slot<T> slot = null;
        try {
            synchronized (ALL) {
                checkOwner(pool.store, object); // Another pool may have adopted it just now.
                slot = adoption.occupy(object);
            }
        } finally {
            if (slot == null) {
                adoption.giveUp();
            }
        }
        adoption.end(object, slot);
    }

    private static <T> void checkOwner(Store<T> pool, T object) {
        String owner = ownerOf(object);
        if (owner != null && !pool.owns(object)) {
            throw new IllegalArgumentException("pool \"" + pool.name + "\": cannot adopt " + UserCode.describe(object)
                    + ", which belongs to pool \"" + owner + "\"; return it there");
        }
    }

    /**
     * {@return what to tell who returns an object to a pool that has not lent it}
     *
     * @param adopts whether that pool can adopt objects
     */
    static IllegalArgumentException foreign(String pool, Object object, boolean adopts) {
        String owner = ownerOf(object);
        return new IllegalArgumentException("pool \"" + pool + "\": "
                + UserCode.describe(object) + " is not from this pool and is still yours; "
                + (owner == null
                        ? "return it to the pool it was borrowed from" + (adopts ? ", or let this one adopt it" : "")
                        : "return it to pool \"" + owner + "\", which has lent it"));
    }
}
