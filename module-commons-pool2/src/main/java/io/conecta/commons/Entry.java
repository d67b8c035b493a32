package io.conecta.commons;

import java.time.Duration;
import java.time.Instant;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectState;
import org.jspecify.annotations.Nullable;

/**
 * What the engine pools: the factory's {@link PooledObject}, and what became of it.
 *
 * <p>The pooled object's own state, guarded by its monitor as in commons-pool2, tells whether the object is out. The engine's hand-over
 * orders everything else.
 */
final class Entry<T> {
    final PooledObject<T> pooled;
    /** The object, also where the pooled object may lose it, as one behind a soft reference. */
    final Identity identity;
    /** Written before the object is given to be closed, read by the thread that closes it. */
    volatile DestroyMode mode = DestroyMode.NORMAL;
    /** Whether a borrower has it, or had it when the engine took it away. */
    volatile boolean out;
    /** Whether it was made for a borrower that has not had it yet; the engine's hand-over orders it. */
    boolean fresh = true;
    /** Why the factory could not destroy it. */
    volatile @Nullable Throwable failure;

    Entry(PooledObject<T> pooled) {
        this.pooled = pooled;
        this.identity = new Identity(pooled.getObject());
    }

    T object() {
        return pooled.getObject();
    }

    /** Its borrower gives it back. */
    void returning() {
        synchronized (pooled) {
            if (pooled.getState() != PooledObjectState.ALLOCATED) {
                throw new IllegalStateException("Object has already been returned to this pool or is invalid: it is "
                        + pooled.getState() + "; return what you borrow once");
            }
            pooled.markReturning();
            out = false;
        }
    }

    /** Its borrower has it closed. {@return whether that is still to be done} */
    boolean invalidate(DestroyMode how) {
        synchronized (pooled) {
            if (pooled.getState() == PooledObjectState.INVALID) {
                return false;
            }
            if (pooled.getState() != PooledObjectState.ALLOCATED) {
                throw new IllegalStateException("Object is not out, so it cannot be invalidated: it is "
                        + pooled.getState() + "; invalidate instead of returning, not after it");
            }
            pooled.invalidate();
            out = false;
            mode = how;
            return true;
        }
    }

    /** {@return how long it was idle before this loan} */
    Duration idle() {
        return between(pooled.getLastReturnInstant(), pooled.getLastBorrowInstant());
    }

    /** {@return how long it was out; nothing unless it could be passivated} */
    Duration active() {
        return between(pooled.getLastBorrowInstant(), pooled.getLastReturnInstant());
    }

    /** The clock was read for both already. */
    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    @Override
    public String toString() {
        return String.valueOf(pooled);
    }
}
