package io.conecta.internal.runtime;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

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
        Watch watch = new Watch(object, queue, work);
        watched.add(watch);
        return () -> {
            watched.remove(watch);
            watch.clear();
        };
    }

    /** Gives the work of each object that has become unreachable, once. */
    void forEach(Consumer<Work> worker) {
        for (Reference<?> each = queue.poll(); each != null; each = queue.poll()) {
            if (each instanceof Watch watch && watched.remove(watch)) {
                worker.accept(watch.work);
            }
        }
    }

    private static final class Watch extends PhantomReference<Object> {
        private final Work work;

        Watch(Object object, ReferenceQueue<Object> queue, Work work) {
            super(object, queue);
            this.work = work;
        }
    }
}
