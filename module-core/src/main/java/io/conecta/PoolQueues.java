package io.conecta;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ready-made queues for {@link PoolBuilder#queue}. Each call creates a queue for one pool. The queues are thread-safe and compare elements
 * by identity. Adding and taking an element takes constant time ({@link #priority}: logarithmic); removing one from the middle, as the pool
 * does when it closes an idle object, takes linear time. A stopped queue is empty and refuses elements.
 */
public final class PoolQueues {
    private PoolQueues() {}

    /**
     * First in, first out: uses all objects equally, and keeps all of them warm.
     *
     * @param <E> the pooled objects
     * @return an empty queue
     */
    public static <E> PoolQueue<E> fifo() {
        return new Locked<>(new ArrayDeque<>(), null);
    }

    /**
     * Last in, first out: reuses the most recently used object, so that surplus objects stay idle and can be evicted.
     *
     * @param <E> the pooled objects
     * @return an empty queue
     */
    public static <E> PoolQueue<E> lifo() {
        return new Locked<>(Collections.asLifoQueue(new ArrayDeque<>()), null);
    }

    /**
     * Least object first. Whatever the comparator reads must not change while the object is idle. The order of equal objects is
     * undefined.
     *
     * @param comparator the order; called under the queue's lock, so it must be quick and must not call the pool
     * @param <E> the pooled objects
     * @return an empty queue
     * @throws NullPointerException if {@code comparator} is null
     */
    public static <E> PoolQueue<E> priority(Comparator<? super E> comparator) {
        Objects.requireNonNull(comparator, "comparator");
        return new Locked<>(new PriorityQueue<>(comparator), comparator);
    }

    /**
     * The order of a queue from {@code java.util}. It need not be thread-safe, and the caller must not use it afterwards. Its
     * {@code offer}, {@code poll} and iterator are called by one thread at a time. The pool closes an element that it refuses.
     *
     * @param queue an empty queue, for one pool
     * @param <E> the pooled objects
     * @return a queue that uses it
     * @throws NullPointerException if {@code queue} is null
     * @throws IllegalArgumentException if {@code queue} is not empty
     */
    public static <E> PoolQueue<E> of(Queue<E> queue) {
        if (!Objects.requireNonNull(queue, "queue").isEmpty()) {
            throw new IllegalArgumentException(
                    "queue must be empty, has " + queue.size() + " elements; the pool fills it, pass a new one");
        }
        return new Locked<>(queue, null);
    }

    /** Any order behind a lock, with an account by identity of what is in it. */
    private static final class Locked<E> implements PoolQueue<E> {
        private final ReentrantLock lock = new ReentrantLock();
        /** Guarded by {@link #lock}, as all here. */
        private final Queue<E> order;

        private final Set<E> members = Collections.newSetFromMap(new IdentityHashMap<>());
        /** The order of reuse where iterating does not give it. */
        private final @Nullable Comparator<? super E> sorting;

        private boolean closed;

        Locked(Queue<E> order, @Nullable Comparator<? super E> sorting) {
            this.order = order;
            this.sorting = sorting;
        }

        @Override
        public boolean add(E element) {
            Objects.requireNonNull(element, "element");
            lock.lock();
            try {
                if (closed) {
                    return false;
                }
                if (!members.contains(element)) {
                    if (!order.offer(element)) {
                        return false;
                    }
                    members.add(element);
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int len() {
            lock.lock();
            try {
                return members.size();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void range(Predicate<? super E> visitor) {
            for (E element : snapshot()) {
                if (!visitor.test(element)) {
                    return;
                }
            }
        }

        private List<E> snapshot() {
            lock.lock();
            try {
                List<E> elements = new ArrayList<>(order);
                if (sorting != null) {
                    elements.sort(sorting);
                }
                return elements;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public @Nullable E get() {
            lock.lock();
            try {
                E element = order.poll();
                if (element != null) {
                    members.remove(element);
                }
                return element;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void done(E element) {
            lock.lock();
            try {
                if (members.remove(element)) {
                    for (Iterator<E> all = order.iterator(); all.hasNext(); ) {
                        if (all.next() == element) {
                            all.remove();
                            return;
                        }
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void stop() {
            lock.lock();
            try {
                closed = true;
                order.clear();
                members.clear();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean isClosed() {
            lock.lock();
            try {
                return closed;
            } finally {
                lock.unlock();
            }
        }
    }
}
