package io.conecta.internal.store;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether borrowers may take the fast path: claim an idle slot and look at nothing else. Closed while there is something to look at: the
 * pool is closed, objects from before a clear are about, objects are in doubt, or what the pool was built with asks for more.
 *
 * <p>The fast path reads one field of its own, which this writes. It is known weakly: a pool that nobody can reach any more is to be found
 * out, though its housekeeping goes on.
 */
public final class Gate {
    /** The pool needs more than a claim: a user's order, preparing, tracing, reclaiming. */
    public static final int BY_OPTION = 1;
    /** Objects from before a clear may be idle at any moment. */
    public static final int OLD_OBJECTS = 2;
    /** An object has failed its ping, and none has passed since. */
    public static final int IN_DOUBT = 4;

    public static final int CLOSED = 8;
    /** Nothing is lent until the pool is resumed. */
    public static final int SUSPENDED = 16;
    /** Loans are timed, for a meter. */
    public static final int TIMED = 32;

    /** Who has the fast path. */
    public interface Entrance {
        /** What a claim adds to a slot's word; zero if none may be made this way. */
        void open(long step);
    }

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as all here. */
    private @Nullable WeakReference<Entrance> entrance;

    private int reasons;
    private long step;

    /** This is the entrance, from now on. */
    public void guards(Entrance one) {
        lock.lock();
        try {
            entrance = new WeakReference<>(one);
            apply();
        } finally {
            lock.unlock();
        }
    }

    /** What a claim adds to a slot's word when the gate is open. */
    void step(long value) {
        lock.lock();
        try {
            step = value;
            apply();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the gate for this reason, or takes the reason away. When this returns, borrows that begin look further. */
    public void close(int reason, boolean closed) {
        lock.lock();
        try {
            reasons = closed ? reasons | reason : reasons & ~reason;
            apply();
        } finally {
            lock.unlock();
        }
    }

    /** As the other, closed if the condition holds; it is asked under the lock, so that the last who asks decides. */
    public void closeIf(int reason, BooleanSupplier condition) {
        lock.lock();
        try {
            close(reason, condition.getAsBoolean());
        } finally {
            lock.unlock();
        }
    }

    /** Whether the gate is closed for this reason. */
    public boolean isClosedFor(int reason) {
        lock.lock();
        try {
            return (reasons & reason) != 0;
        } finally {
            lock.unlock();
        }
    }

    private void apply() {
        Entrance one = entrance == null ? null : entrance.get();
        if (one != null) {
            one.open(reasons == 0 ? step : 0);
        }
    }
}
