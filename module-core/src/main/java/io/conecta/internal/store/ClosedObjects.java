package io.conecta.internal.store;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the pool has closed and somebody may still hold, so that returning one late is recognised and not mistaken for
 * the offer of a foreign object. By identity, and weakly: an object that nobody can return any more is forgotten.
 */
public final class ClosedObjects {
    /** Null until there is one. Guarded by this object's monitor, as is all here; held for one look-up, never around anything else. */
    private @Nullable Known known;

    private static final class Known {
        private final Map<Key, Boolean> reclaimed = new HashMap<>();
        private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

        void purge() {
            for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
                reclaimed.remove(key);
            }
        }
    }

    /** Remembers a closed object. */
    public synchronized void add(Object object, boolean wasReclaimed) {
        Known all = known == null ? new Known() : known;
        known = all;
        all.purge();
        all.reclaimed.put(new Key(object, all.gone), wasReclaimed);
    }

    /** Remembers what those objects' pool remembers, which is of no use any more. */
    public void addAll(ClosedObjects others) {
        others.all().forEach(this::add);
    }

    private synchronized IdentityHashMap<Object, Boolean> all() {
        IdentityHashMap<Object, Boolean> all = new IdentityHashMap<>();
        if (known != null) {
            known.reclaimed.forEach((key, wasReclaimed) -> {
                Object object = key.get();
                if (object != null) {
                    all.put(object, wasReclaimed);
                }
            });
        }
        return all;
    }

    /** Forgets an object that has come to life again. */
    public synchronized void remove(Object object) {
        if (known != null) {
            known.purge();
            known.reclaimed.remove(new Key(object, null));
        }
    }

    /** {@return whether the closed object was reclaimed from its holder; null if it is not a closed object} */
    public synchronized @Nullable Boolean reclaimed(Object object) {
        if (known == null) {
            return null;
        }
        known.purge();
        return known.reclaimed.get(new Key(object, null));
    }

    /** A weak reference that equals another to the same object. */
    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && other instanceof Key that && that.refersTo(mine);
        }
    }
}
