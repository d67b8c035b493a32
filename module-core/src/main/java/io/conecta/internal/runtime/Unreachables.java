package io.conecta.internal.runtime;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is to be done when nobody can reach an object any more. Thread-safe. */
final class Unreachables {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final Set<Watch> watched = ConcurrentHashMap.newKeySet();

    /**
     * Watches an object.
     *
     * @param object must not be reachable from {@code work}
     * @return ends the watch
     */
    Runnable watch(Object object, Work work) {
        Watch watch = new Watch(object, work);
        watched.add(watch);
        return watch;
    }

    /** {@return the work of an object that has become unreachable, once; null if there is none} */
    @Nullable
    Work next() {
        for (Reference<?> each = queue.poll(); each != null; each = queue.poll()) {
            if (each instanceof Unreachables.Watch watch && watched.remove(watch)) {
                return watch.work;
            }
        }
        return null;
    }

    /** Ends when it is run. */
    private final class Watch extends PhantomReference<Object> implements Runnable {
        private final Work work;

        Watch(Object object, Work work) {
            super(object, queue);
            this.work = work;
        }

        @Override
        public void run() {
            watched.remove(this);
            clear();
        }
    }
}
