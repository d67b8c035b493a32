package io.conecta.internal.flow;

import io.conecta.PoolHealth;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Row;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The creations in flight. The place of each is taken before it begins, and filled or given back exactly once; the {@link Governor} says how
 * many there may be.
 *
 * <p>What is created goes to whoever has waited longest, or to rest if nobody waits any more. A failure reaches the borrower at the head, if
 * the creation was for borrowers; nobody, if borrowers wait for the backend ({@code waitWhenDown}).
 *
 * @param <T> what is pooled
 */
final class Creations<T> implements Runnable {
    /** Whom a creation is for. */
    enum For {
        /** A borrower that waits. */
        BORROWER,
        /** The pool, which is to have some ready. */
        POOL,
        /** Nobody: it finds out whether the backend is back. */
        PROBE
    }

    final Store<T> store;
    final Line<T> line;
    final UserCode<T> user;
    final HookRunner runner;
    final Handoff<T> handoff;
    final Landing<T> landing;
    final Runnable demand;
    /** How many pings are in flight that borrowers wait for. */
    private final AtomicInteger pinging;

    final ReentrantLock lock;
    private final Governor governor;
    private final Patience patience;
    private final HealthNews<T> news;
    /** Guarded by {@link #lock}, as all below. */
    private final Row<Creation<T>> running = new Row<>();
    /** Those of them that waiting borrowers are to wait for, oldest first. */
    private final Row<Creation<T>> awaited = new Row<>();
    /** Creations begun so far. */
    private long begun;

    /**
     * None is in flight yet.
     *
     * @param lock guards this; held for moments only, never in user code
     * @param pinging how many pings are in flight that borrowers wait for; asked under the lock
     * @param demand begins what those lack who wait; without the lock
     */
    Creations(
            Store<T> store,
            Line<T> line,
            UserCode<T> user,
            HookRunner runner,
            Handoff<T> handoff,
            Closer<T> closer,
            ReentrantLock lock,
            AtomicInteger pinging,
            Runnable demand) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.runner = runner;
        this.handoff = handoff;
        this.landing = new Landing<>(store, user.clock(), closer);
        this.lock = lock;
        this.pinging = pinging;
        this.demand = demand;
        this.governor = new Governor(user.background(), store, this, demand);
        this.patience = new Patience(user.background(), demand);
        this.news = new HealthNews<>(user);
    }

    /** {@return creations in flight} */
    int inFlight() {
        lock.lock();
        try {
            return running.size();
        } finally {
            lock.unlock();
        }
    }

    /** {@return creations in flight whose object is not there yet} Under the lock. */
    int withoutSlot() {
        int count = 0;
        for (Row.Link<Creation<T>> at = running.first(); at != null; at = at.next()) {
            count += at.element.hasSlot ? 0 : 1;
        }
        return count;
    }

    /** {@return those in flight that borrowers are to wait for} Under the lock. */
    int awaited() {
        return awaited.size();
    }

    Governor governor() {
        return governor;
    }

    /** {@return the creation in flight that began first, as it is known to others, or null} Under the lock. */
    @Nullable
    Creation<T> oldest() {
        Row.Link<Creation<T>> first = running.first();
        return first == null ? null : first.element;
    }

    /** {@return the health, as far as creations tell} */
    PoolHealth health() {
        lock.lock();
        try {
            return governor.health(running.size());
        } finally {
            lock.unlock();
        }
    }

    /** {@return what is known of the outage, if the backend is known to be down} */
    Governor.@Nullable Outage outage() {
        lock.lock();
        try {
            return governor.outage(running.size());
        } finally {
            lock.unlock();
        }
    }

    /** The pool has been built. */
    void start() {
        lock.lock();
        try {
            governor.start();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the backend is known to be down and borrowers do not wait for it. Exact under the lock. */
    boolean isKnownDown() {
        return governor.isKnownDown()
                && !store.isSuspended()
                && !store.limits().settings().waitWhenDown();
    }

    /** Whether every place that is taken is a creation's: nothing is there to come back. Under the lock. */
    boolean isAllThereIs() {
        return store.capacity.taken() <= running.size();
    }

    /** Whether a creation is in flight that somebody began to wait for before the backend was known to be down. Under the lock. */
    boolean isAwaited() {
        for (Row.Link<Creation<T>> at = running.first(); at != null; at = at.next()) {
            Creation<T> each = at.element;
            if (each.whom != For.PROBE && !each.isUnwanted()) {
                return true;
            }
        }
        return false;
    }

    /** The governor's time has come: for a probe if the backend is down, else for what those lack who wait. */
    @Override
    public void run() {
        boolean probe;
        lock.lock();
        try {
            governor.fired();
            probe = governor.isDown();
        } finally {
            lock.unlock();
        }
        if (!probe) {
            demand.run();
        } else if (!start(For.PROBE, null, failure -> {})) {
            lock.lock();
            try {
                governor.probeDidNotBegin(running.size() == 0);
            } finally {
                lock.unlock();
            }
        }
    }

    /** A backend that is down is tried now, unless that is under way. */
    void probe() {
        if (governor.isDown()) {
            governor.mayTryNow();
            start(For.PROBE, null, failure -> {});
        }
    }

    /**
     * Begins a creation, if the governor allows it and there is room.
     *
     * @param wanted asked under the lock, so that others which find out the same do not begin one too; null: it is wanted
     * @param ended gets the failure, or null, when the object has joined the pool or not
     */
    boolean start(For whom, @Nullable BooleanSupplier wanted, Consumer<@Nullable Failure> ended) {
        Creation<T> creation = begin(whom, wanted, ended);
        if (creation == null) {
            return false;
        }
        boolean started = false;
        try {
            creation.start();
            started = true;
        } finally {
            if (!started) {
                creation.voided(); // No memory; nothing has been tried.
            }
        }
        return true;
    }

    /** Creates one object on this thread, for a builder whose locks or static initializer no other thread gets past. {@return whether there was room} */
    boolean createHere(Consumer<@Nullable Failure> ended) {
        Creation<T> creation = begin(For.POOL, null, ended);
        if (creation != null) {
            creation.perform();
        }
        return creation != null;
    }

    private @Nullable Creation<T> begin(For whom, @Nullable BooleanSupplier wanted, Consumer<@Nullable Failure> ended) {
        lock.lock();
        try {
            if (store.isClosed() || store.isSuspended() || (wanted != null && !wanted.getAsBoolean())) {
                return null;
            }
            if (!governor.mayBegin(wantedOnes(), whom == For.PROBE) || store.capacity.isExhausted()) {
                return null;
            }
            For really = governor.isDown() && whom == For.BORROWER ? For.PROBE : whom;
            Creation<T> creation = new Creation<>(this, ++begun, really, governor.limit(), ended);
            running.add(creation.inRunning);
            awaited.add(creation.inAwaited);
            boolean taken = false;
            try {
                taken = store.capacity.tryTake();
            } finally {
                if (!taken) {
                    running.remove(creation.inRunning);
                    awaited.remove(creation.inAwaited);
                }
            }
            return taken ? creation : null;
        } finally {
            lock.unlock();
        }
    }

    /** Those from before a clear that do not end although they were interrupted keep nobody from creating. */
    private int wantedOnes() {
        int wanted = running.size();
        for (Row.Link<Creation<T>> at = running.first(); at != null; at = at.next()) {
            wanted -= at.element.isUnwanted() ? 1 : 0;
        }
        return wanted;
    }

    /** {@return a creation in flight that waits for a lock, most likely of this thread's, or null} It is given up: this thread may create instead. */
    @Nullable
    StackTraceElement giveUpBlocked() {
        for (Creation<T> each : all()) {
            Guard limit = each.guard;
            StackTraceElement at = limit == null ? null : Threads.blockedAt(limit.thread());
            if (at != null) {
                each.voided();
                return at;
            }
        }
        return null;
    }

    /** The pool is closed or cleared: interrupts the creations in flight whose objects nobody wants any more. */
    void hurry() {
        List<Creation<T>> all = all();
        lock.lock();
        try {
            if (store.isClosed()) {
                governor.stop();
                patience.stop();
            } else {
                governor.hope();
                governor.tryNow();
            }
        } finally {
            lock.unlock();
        }
        all.forEach(Creation::hurry);
    }

    /** {@return those in flight, oldest first} */
    List<Creation<T>> all() {
        lock.lock();
        try {
            return running.toList();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the oldest that is awaited takes so long that it had better not be counted on; then it is not, from now on. Under the lock. */
    boolean isOldestLate() {
        Row.Link<Creation<T>> oldest = awaited.first();
        if (oldest == null
                || store.capacity.isExhausted()
                || !patience.isLate(oldest.element.number, oldest.element.begun)) {
            return false;
        }
        awaited.remove(oldest);
        return true;
    }

    /** A borrower has waited in vain. Whoever comes later does not count on the creation that took so long, and may begin another. */
    void gaveUp() {
        lock.lock();
        try {
            if (awaited.size() > line.waiters.size()) {
                awaited.poll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** It has ended, or was given up. */
    void remove(Creation<T> creation) {
        lock.lock();
        try {
            running.remove(creation.inRunning);
            awaited.remove(creation.inAwaited);
        } finally {
            lock.unlock();
        }
        landing.ended();
    }

    /** Its object is about to join the pool. To be followed by {@link #tellNews}, once it has. */
    void succeeded(Creation<T> creation, long nanos) {
        lock.lock();
        try {
            patience.succeeded(creation.number, nanos);
            boolean wasDown = governor.isDown();
            String recovered = governor.succeeded(nanos);
            if (wasDown) {
                news.up(governor.health(running.size()));
            }
            if (recovered != null) {
                news.log(recovered);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * It has failed; borrowers still count on it.
     *
     * @param backend whether that says something about what it connects to
     * @param cut whether its time was shorter than usual
     * @return whether those who wait have nothing else to wait for
     */
    boolean failed(Creation<T> creation, Failure failure, boolean backend, boolean cut) {
        lock.lock();
        try {
            running.remove(creation.inRunning);
            if (governor.failed(failure, backend, cut)) {
                news.down(governor.health(running.size()));
            }
            return store.capacity.taken() <= 1 && pinging.get() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Tells what has changed, if something has; not under the lock. */
    void tellNews() {
        news.tell();
    }
}
