package io.conecta.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A step that may lead to itself on the same thread. A user's executor may run on the spot what it is given; if each creation then started
 * the next, the stack would grow with the waiters. So who is in the step already is told to take it once more.
 */
final class Unnested {
    private final Runnable step;
    /** The threads that are in the step, and whether to take it once more. */
    private final Map<Thread, Boolean> again = new ConcurrentHashMap<>();

    Unnested(Runnable step) {
        this.step = step;
    }

    /** Takes the step before it returns, nested or not: whoever calls this needs what it brings. */
    void now() {
        Thread self = Thread.currentThread();
        Boolean outer = again.get(self);
        try {
            do {
                again.put(self, false);
                step.run();
            } while (Boolean.TRUE.equals(again.get(self)));
        } finally {
            if (outer == null) {
                again.remove(self);
            } else {
                again.put(self, outer);
            }
        }
    }

    /** Takes the step, by whoever is in it if that is this thread. */
    void next() {
        if (again.replace(Thread.currentThread(), true) == null) {
            now();
        }
    }
}
