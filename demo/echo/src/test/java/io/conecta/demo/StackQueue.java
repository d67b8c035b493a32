package io.conecta.demo;

import io.conecta.PoolQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A queue as a user would write it: what came last is used first. */
final class StackQueue<E> implements PoolQueue<E> {
    /** Guarded by this. */
    private final Deque<E> elements = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean closed;

    @Override
    public synchronized boolean add(E element) {
        if (closed) {
            return false;
        }
        elements.push(element);
        return true;
    }

    @Override
    public synchronized int len() {
        return elements.size();
    }

    @Override
    public void range(Predicate<? super E> visitor) {
        List<E> snapshot;
        synchronized (this) {
            snapshot = List.copyOf(elements);
        }
        for (E element : snapshot) {
            if (!visitor.test(element)) {
                return;
            }
        }
    }

    @Override
    public synchronized @Nullable E get() {
        return elements.poll();
    }

    @Override
    public synchronized void done(E element) {
        elements.removeIf(each -> each == element);
    }

    @Override
    public synchronized void stop() {
        closed = true;
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }
}
