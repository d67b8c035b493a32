package io.conecta.kit;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the tests pool. It counts what happens to it, and tells on whoever calls its {@code equals} or {@code hashCode}. */
public final class Thing {
    private final Kit kit;
    private final int id;
    private final boolean foreign;
    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    /** Written by one holder, read by the next, and not volatile: the pool's hand-over has to do. */
    public int content;

    Thing(Kit kit, int id, boolean foreign) {
        this.kit = kit;
        this.id = id;
        this.foreign = foreign;
    }

    public int id() {
        return id;
    }

    /** Whether a test made it, not a creation. */
    boolean isForeign() {
        return foreign;
    }

    /** {@return how often it was closed} */
    public int timesClosed() {
        return closed.get();
    }

    public boolean isClosed() {
        return closed.get() > 0;
    }

    void close() {
        if (closed.incrementAndGet() > 1) {
            kit.violation(this + " was closed twice");
        }
    }

    /** To be called by a holder at the beginning of its use. */
    public Thing take() {
        if (holders.incrementAndGet() != 1) {
            kit.violation(this + " has two holders");
        }
        if (isClosed()) {
            kit.violation(this + " was lent although it is closed");
        }
        return this;
    }

    /** To be called by a holder before it gives the thing back. */
    public Thing drop() {
        holders.decrementAndGet();
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        kit.violation("equals was called on " + this);
        throw new UnsupportedOperationException("equals");
    }

    @Override
    public int hashCode() {
        kit.violation("hashCode was called on " + this);
        throw new UnsupportedOperationException("hashCode");
    }

    @Override
    public String toString() {
        return "thing " + id;
    }
}
