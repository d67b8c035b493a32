package io.conecta.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The borrowers that wait, first come first served.
 *
 * <p>A waiter is served in one of two ways: it is <em>granted</em> a slot (or a failure), which takes it off the queue; or, at the
 * head, it is <em>woken</em> to claim a slot itself. All changes of the queue are made under its lock, so a waiter leaves it
 * exactly once: by a grant, or by itself.
 *
 * @param <T> what is pooled
 */
final class WaitQueue<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Attention attention;
    /** Written under {@link #lock}. */
    private volatile @Nullable Waiter<T> head;
    /** Guarded by {@link #lock}. */
    private @Nullable Waiter<T> tail;
    /** Written under {@link #lock}. */
    private final AtomicInteger size = new AtomicInteger();

    WaitQueue(Attention attention) {
        this.attention = attention;
    }

    int size() {
        return size.get();
    }

    boolean isHead(Waiter<T> waiter) {
        return head == waiter;
    }

    /** {@return the new last waiter, or null if {@code most} wait already} */
    @Nullable
    Waiter<T> enqueue(int most) {
        Waiter<T> waiter = new Waiter<>(Thread.currentThread());
        lock.lock();
        try {
            if (size.get() >= most) {
                return null;
            }
            Waiter<T> last = tail;
            waiter.previous = last;
            if (last == null) {
                head = waiter;
                attention.raise(Attention.WAITERS);
            } else {
                last.next = waiter;
            }
            tail = waiter;
            size.incrementAndGet();
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the waiter off the queue, unless a grant has done so. */
    void leave(Waiter<T> waiter) {
        if (waiter.grant != null) {
            return; // Off already. Whoever granted is likely to be after the lock now, to queue up in turn.
        }
        lock.lock();
        try {
            if (waiter.queued) {
                unlink(waiter);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives the waiter at the head what it waits for. {@return whether anybody waited} */
    boolean grantHead(Grant<T> grant) {
        Waiter<T> first;
        lock.lock();
        try {
            first = head;
            if (first == null) {
                return false;
            }
            unlink(first);
            grant.prepare(first.thread);
            first.grant = grant;
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(first.thread);
        return true;
    }

    /** Gives everybody who waits the same, a failure. */
    void grantAll(Grant<T> grant) {
        List<Waiter<T>> all = new ArrayList<>();
        lock.lock();
        try {
            for (Waiter<T> first = head; first != null; first = head) {
                unlink(first);
                first.grant = grant;
                all.add(first);
            }
        } finally {
            lock.unlock();
        }
        for (Waiter<T> waiter : all) {
            LockSupport.unpark(waiter.thread);
        }
    }

    /** Tells the waiter at the head to look for itself, once until it has looked. */
    void wakeHead() {
        Waiter<T> first = head;
        if (first != null && !first.woken) {
            first.woken = true;
            LockSupport.unpark(first.thread);
        }
    }

    private void unlink(Waiter<T> waiter) {
        Waiter<T> before = waiter.previous;
        Waiter<T> after = waiter.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
        waiter.previous = null;
        waiter.next = null;
        waiter.queued = false;
        size.decrementAndGet();
        if (head == null) {
            attention.clear(Attention.WAITERS);
        }
    }

    /**
     * What a waiter gets: a slot or a failure.
     *
     * @param slot a slot, HELD until {@link #prepare}
     * @param failure why there is no slot
     * @param step what the loan adds to the slot's word
     */
    record Grant<T>(@Nullable Slot<T> slot, @Nullable Throwable failure, long step) {
        static <T> Grant<T> of(Slot<T> slot, long step) {
            return new Grant<>(slot, null, step);
        }

        static <T> Grant<T> failure(Throwable failure) {
            return new Grant<>(null, failure, 0);
        }

        /** Makes the slot a loan of the waiter's, before the waiter can see it. */
        @SuppressWarnings("deprecation") // Its successor is younger than Java 17.
        private void prepare(Thread borrower) {
            if (slot != null) {
                slot.lend(step, borrower.getId());
            }
        }
    }

    /**
     * One waiting borrower.
     *
     * @param <T> what is pooled
     */
    static final class Waiter<T> {
        private final Thread thread;
        /** Links and membership; guarded by the queue's lock. */
        private @Nullable Waiter<T> previous;

        private @Nullable Waiter<T> next;
        private boolean queued = true;
        /** Written once, under the queue's lock; the waiter reads it without. */
        volatile @Nullable Grant<T> grant;
        /** Set by who wakes it, reset by the waiter before it looks. */
        volatile boolean woken;

        private Waiter(Thread thread) {
            this.thread = thread;
        }
    }
}
