package io.conecta.stress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A pooled object that notices when two use it at once, when it is used after its end, and when a holder's writes get lost. */
final class Thing {
    private final Violations violations;
    private final AtomicReference<@Nullable Object> user = new AtomicReference<>();
    private final AtomicInteger closes = new AtomicInteger();
    /** Plain: handed from holder to holder by the pool alone. Compared with {@link #counted}, which orders nothing. */
    private int uses;

    private final AtomicInteger counted = new AtomicInteger();
    /** How many clears had begun when its creation did. */
    private final int era;

    private volatile boolean dead;
    private volatile boolean joined;

    Thing(Violations violations, int era) {
        this.violations = violations;
        this.era = era;
    }

    int era() {
        return era;
    }

    /** It is in the pool, with a place of its own. */
    void join() {
        joined = true;
    }

    boolean hasJoined() {
        return joined;
    }

    /** Its server has gone: no ping succeeds any more. */
    void kill() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    boolean isClosed() {
        return closes.get() != 0;
    }

    /** A holder begins. {@return how many uses that makes} */
    int enter(Object me, boolean mayBeReclaimed) {
        if (!user.compareAndSet(null, me)) {
            violations.add("two holders: " + user.get() + " and " + me);
        }
        if (closes.get() != 0 && !mayBeReclaimed) {
            violations.add("lent after it was closed");
        }
        int seen = uses;
        if (seen != counted.getOpaque()) {
            violations.add("the last holder's writes are not seen: " + seen + " of " + counted.getOpaque());
        }
        uses = seen + 1;
        counted.setOpaque(seen + 1);
        return seen + 1;
    }

    /** A holder ends, before it gives the thing back. */
    void exit(Object me) {
        if (!user.compareAndSet(me, null)) {
            violations.add("the holder's thing was taken by " + user.get());
        }
    }

    /**
     * The pool uses it: a ping, a reset. A thread that was stopped at the very call may find that its time is up and the thing closed; it has
     * been interrupted then.
     */
    void touch(String what, boolean mayBeReclaimed) {
        Object holder = user.get();
        if (holder != null) {
            violations.add(what + " while held by " + holder);
        }
        if (closes.get() != 0 && !mayBeReclaimed && !Thread.currentThread().isInterrupted()) {
            violations.add(what + " after its close");
        }
    }

    /** The pool closes it. */
    void close(boolean mayBeReclaimed) {
        Object holder = user.get();
        if (holder != null && !mayBeReclaimed) {
            violations.add("closed while held by " + holder);
        }
        if (closes.incrementAndGet() != 1) {
            violations.add("closed " + closes.get() + " times");
        }
    }

    /** Equal to every other thing: a pool must not care. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Thing;
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("a pool tells its objects apart by identity");
    }
}
