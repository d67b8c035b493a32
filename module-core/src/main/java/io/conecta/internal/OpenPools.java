package io.conecta.internal;

import io.conecta.internal.flow.ReturnPath;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The pools of this process that are open, weakly: to find out whose an object is that a pool does not know. */
final class OpenPools {
    /** Guarded by itself. */
    private static final Set<ReturnPath<?>> ALL = Collections.newSetFromMap(new WeakHashMap<>());

    private OpenPools() {}

    static void add(ReturnPath<?> pool) {
        synchronized (ALL) {
            ALL.add(pool);
        }
    }

    static void remove(ReturnPath<?> pool) {
        synchronized (ALL) {
            ALL.remove(pool);
        }
    }

    /** {@return the name of the pool that has this object, or null if none has} */
    static @Nullable String ownerOf(Object object) {
        synchronized (ALL) {
            for (ReturnPath<?> each : ALL) {
                if (each.owns(object)) {
                    return each.poolName();
                }
            }
            return null;
        }
    }

    /** Runs this while no other pool adopts anything, so that two cannot adopt one object. */
    static void adopting(Runnable adoption) {
        synchronized (ALL) {
            adoption.run();
        }
    }
}
