package io.conecta.internal.waiting;

import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.PatientLock;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The borrowers that wait, first come first served.
 *
 * <p>A waiter is served in one of two ways: it is <em>granted</em> an object (or a failure), which takes it off the queue; or, at the
 * head, it is <em>woken</em> to claim a slot itself. All changes of the queue are made under its lock, so a waiter leaves it
 * exactly once: by a grant, or by itself.
 *
 * @param <T> what is pooled
 */
public final class WaitQueue<T> {
    private final ReentrantLock lock = new PatientLock();
    private final Signals signals;
    /** Written under {@link #lock}. */
    private volatile @Nullable Waiter<T> head;
    /** Guarded by {@link #lock}. */
    private @Nullable Waiter<T> tail;
    /** Written under {@link #lock}. */
    private final AtomicInteger size = new AtomicInteger();
    /** Those among them that wait for a ping alone. Written under {@link #lock}. */
    private final AtomicInteger forPings = new AtomicInteger();

    public WaitQueue(Signals signals) {
        this.signals = signals;
    }

    public int size() {
        return size.get();
    }

    /**
     * {@return how many would take a new object} Without the waiter at the head while it looks for itself, and may have found one: it hears
     * from {@link Waiter#looked} that it was left out.
     */
    public int forCreations() {
        Waiter<T> first = head;
        boolean looks = first != null && !first.forPing && first.isLeftOut();
        return Math.max(0, size.get() - forPings.get() - (looks ? 1 : 0));
    }

    /** {@return how many wait for more than a ping, whether or not one of them is about to find something} */
    public int forObjects() {
        return Math.max(0, size.get() - forPings.get());
    }

    /** {@return how long the first in line has waited, at that time; zero if nobody waits} */
    public long longestWait(long now) {
        Waiter<T> first = head;
        return first == null ? 0 : now - first.since;
    }

    /** {@return those who wait, first in line first} */
    public List<Waiter<T>> list() {
        List<Waiter<T>> list = new ArrayList<>(size.get() + 8); // Not under the lock, which is held for moments only.
        lock.lock();
        try {
            for (Waiter<T> each = head; each != null; each = each.next) {
                list.add(each);
            }
        } finally {
            lock.unlock();
        }
        return list;
    }

    public boolean isHead(Waiter<T> waiter) {
        return head == waiter;
    }

    /**
     * Queues up this thread.
     *
     * @param most how many may wait
     * @param forPing whether it waits for a ping alone: nothing is created for it, and no failed creation is its own
     * @param since when it began to borrow
     * @return the new last waiter, or null if {@code most} wait already
     */
    public @Nullable Waiter<T> enqueue(int most, boolean forPing, long since) {
        Waiter<T> waiter = new Waiter<>(Thread.currentThread(), forPing, since);
        lock.lock();
        try {
            if (size.get() >= most) {
                return null;
            }
            Waiter<T> last = tail;
            waiter.previous = last;
            if (last == null) {
                head = waiter;
                signals.raise(Signals.WAITERS);
            } else {
                last.next = waiter;
            }
            tail = waiter;
            size.incrementAndGet();
            if (forPing) {
                forPings.incrementAndGet();
            }
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the waiter off the queue, unless a grant has done so. */
    public void leave(Waiter<T> waiter) {
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

    /** Lends a HELD slot to the waiter at the head. {@return its thread, to be unparked, or null if nobody waited} */
    public @Nullable Thread grantHead(Slot<T> slot, long step) {
        T object = slot.require();
        lock.lock();
        try {
            Waiter<T> first = head;
            if (first == null) {
                return null;
            }
            Grant<T> grant = new Grant<>(slot, object, null);
            unlink(first);
            grant.loan = Slot.loan(slot.lend(step, first.thread)); // A loan before the waiter can see it.
            first.grant = grant;
            return first.thread;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the first waiter that a creation could have served its failure. */
    public void failHead(Failure failure) {
        Waiter<T> first = null;
        lock.lock();
        try {
            for (Waiter<T> each = head; each != null && first == null; each = each.next) {
                if (!each.forPing) {
                    first = each;
                    fail(first, failure);
                }
            }
        } finally {
            lock.unlock();
        }
        if (first != null) {
            LockSupport.unpark(first.thread);
        }
    }

    /**
     * Gives everybody who waits the same failure.
     *
     * @param forPings whether that goes for those too that no creation could have served
     */
    public void failAll(Failure failure, boolean forPings) {
        lock.lock();
        try {
            Waiter<T> next;
            for (Waiter<T> each = head; each != null; each = next) {
                next = each.next;
                if (forPings || !each.forPing) {
                    fail(each, failure);
                    LockSupport.unpark(each.thread);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail(Waiter<T> waiter, Failure failure) {
        Grant<T> grant = new Grant<>(null, null, failure);
        unlink(waiter);
        waiter.grant = grant;
    }

    /** Tells the waiter at the head to look for itself, once until it has looked. */
    public void wakeHead() {
        Waiter<T> first = head;
        if (first != null && !first.woken) {
            first.woken = true;
            LockSupport.unpark(first.thread);
        }
    }

    /** Tells those who wait for a ping alone to look whether there is still one to wait for. */
    public void wakeForPings() {
        if (forPings.get() == 0) {
            return;
        }
        lock.lock();
        try {
            for (Waiter<T> each = head; each != null; each = each.next) {
                if (each.forPing) {
                    LockSupport.unpark(each.thread);
                }
            }
        } finally {
            lock.unlock();
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
        if (waiter.forPing) {
            forPings.decrementAndGet();
        }
        if (head == null) {
            signals.clear(Signals.WAITERS);
        }
    }

    /**
     * What a waiter gets: a loan or a failure.
     *
     * @param <T> what is pooled
     */
    public static final class Grant<T> {
        /** The slot, lent to the waiter; null if there is a failure. */
        public final @Nullable Slot<T> slot;
        /** The slot's object when it was lent. */
        public final @Nullable T object;
        /** Why there is no slot. */
        public final @Nullable Failure failure;
        /** Identifies the loan. Written before the waiter sees the grant. */
        private long loan;

        private Grant(@Nullable Slot<T> slot, @Nullable T object, @Nullable Failure failure) {
            this.slot = slot;
            this.object = object;
            this.failure = failure;
        }

        public long loan() {
            return loan;
        }
    }

    /**
     * One waiting borrower.
     *
     * @param <T> what is pooled
     */
    public static final class Waiter<T> {
        private static final int NOT_LOOKING = 0;
        private static final int LOOKING = 1;
        private static final int LEFT_OUT = 2;

        @SuppressWarnings("rawtypes")
        private static final AtomicIntegerFieldUpdater<Waiter> LOOK =
                AtomicIntegerFieldUpdater.newUpdater(Waiter.class, "look");

        private final Thread thread;
        private final boolean forPing;
        /** When its borrow began. */
        public final long since;
        /** Links and membership; guarded by the queue's lock. */
        private @Nullable Waiter<T> previous;

        private @Nullable Waiter<T> next;
        private boolean queued = true;
        /** Written once, under the queue's lock; the waiter reads it without. */
        private volatile @Nullable Grant<T> grant;
        /** Set by who wakes it, reset by the waiter before it looks. */
        private volatile boolean woken;
        /** Whether it looks for itself, and whether somebody has left it out meanwhile who counted those in want of a creation. */
        @SuppressWarnings("UnusedVariable") // Through LOOK.
        private volatile int look;

        private Waiter(Thread thread, boolean forPing, long since) {
            this.thread = thread;
            this.forPing = forPing;
            this.since = since;
        }

        /** Initializes the class, by who has stack for it. */
        public static void prepare() {
            // To be called is enough.
        }

        /** {@return the borrower} */
        public Thread thread() {
            return thread;
        }

        /** {@return what it was granted, or null} */
        public @Nullable Grant<T> grant() {
            return grant;
        }

        /** Whether it was woken, and has not looked since. */
        public boolean isWoken() {
            return woken;
        }

        /** It looks now: who wakes it from here on wakes it again. Until {@link #looked}, or until it has left, it is in want of nothing. */
        public void looks() {
            woken = false;
            look = LOOKING;
        }

        /** It has found nothing. {@return whether somebody has left it out meanwhile} */
        public boolean looked() {
            return LOOK.getAndSet(this, NOT_LOOKING) == LEFT_OUT;
        }

        private boolean isLeftOut() {
            return LOOK.compareAndSet(this, LOOKING, LEFT_OUT) || look == LEFT_OUT;
        }
    }
}
