package io.conecta.internal.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Work that no thread could be started for, oldest first. Nothing here takes memory, of which there may be none: the work itself is the link.
 * Not thread-safe: guarded by the lock of its {@link Background}.
 */
final class WorkLine {
    private @Nullable Work first;
    private @Nullable Work last;

    boolean isEmpty() {
        return first == null;
    }

    void add(Work work) {
        Work before = last;
        if (before == null) {
            first = work;
        } else {
            before.next = work;
        }
        last = work;
    }

    /** Puts work back that was taken. */
    void addFirst(Work work) {
        work.next = first;
        first = work;
        if (last == null) {
            last = work;
        }
    }

    /** {@return the oldest, taken out, or null} */
    @Nullable
    Work poll() {
        Work work = first;
        if (work != null) {
            first = work.next;
            work.next = null;
            if (first == null) {
                last = null;
            }
        }
        return work;
    }
}
