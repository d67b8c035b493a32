package io.conecta.benchmarks.peer;

import io.conecta.PoolQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;

/** An order of reuse as a user would write it. */
final class OwnQueue<E> implements PoolQueue<E> {
    private final ConcurrentLinkedDeque<E> elements = new ConcurrentLinkedDeque<>();
    private final boolean newestFirst;
    private volatile boolean stopped;

    OwnQueue(boolean newestFirst) {
        this.newestFirst = newestFirst;
    }

    @Override
    public boolean add(E element) {
        return elements.offerLast(element);
    }

    @Override
    public int len() {
        return elements.size();
    }

    @Override
    public void range(Predicate<? super E> visitor) {
        for (E element : elements) {
            if (!visitor.test(element)) {
                return;
            }
        }
    }

    @Override
    public E get() {
        return newestFirst ? elements.pollLast() : elements.pollFirst();
    }

    @Override
    public void done(E element) {
        elements.removeIf(queued -> queued == element);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isClosed() {
        return stopped;
    }
}
