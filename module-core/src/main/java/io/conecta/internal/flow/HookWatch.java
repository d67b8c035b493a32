package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps time for {@code prepareFunc} and {@code resetFunc}, which run on the threads of borrowers and returners. A timer for each call would
 * cost more than most of these calls; so while there are any, this looks over the slots now and then, and tells those whose time is up.
 *
 * @param <T> what is pooled
 */
public final class HookWatch<T> {
    /** What is further away has no deadline. */
    private static final long MOST_NANOS = Long.MAX_VALUE >> 2;

    private static final long SHORTEST_NANOS = 10_000_000;
    private static final long LONGEST_NANOS = 500_000_000;
    /** A deadline that is nearer than so many looks gets a timer. */
    private static final int NEAR = 8;

    private final Store<T> store;
    private final UserCode<T> user;
    private static final VarHandle WATCHING;

    static {
        try {
            WATCHING = MethodHandles.lookup().findVarHandle(HookWatch.class, "watching", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Whether a look is due. */
    private volatile boolean watching;

    private volatile Background.@Nullable Timer timer;

    public HookWatch(Store<T> store, UserCode<T> user) {
        this.store = store;
        this.user = user;
    }

    /** A hook begins on this thread, for the object of this slot, which is the caller's: {@code hookTimeout}, from the first look on. */
    void begin(Slot<T> slot, Guard guard) {
        watch(slot, guard);
    }

    /**
     * As the other, with a deadline.
     *
     * @param now the time
     * @param nanos the deadline from now
     */
    void begin(Slot<T> slot, Guard guard, long now, long nanos) {
        if (nanos < NEAR * period()) {
            guard.timed(nanos);
            return;
        }
        if (nanos <= MOST_NANOS) {
            guard.due(now + nanos);
        }
        watch(slot, guard);
    }

    /**
     * Neither a fence nor a lock: a store becomes visible in finite time, and the watch looks once more, a period after it has said that it
     * ends. So a hook that finds it going on is seen.
     */
    private void watch(Slot<T> slot, Guard guard) {
        slot.hook(guard);
        if (!watching && WATCHING.compareAndSet(this, false, true)) {
            schedule();
        }
    }

    /** The hook has returned. {@return whether in time} */
    boolean end(Slot<T> slot, Guard guard) {
        forget(slot, guard);
        return guard.finish();
    }

    /**
     * The hook of this loan has taken too long, and may be using the object still: whoever ends the loan closes the object, and so does a sweep
     * that finds it abandoned. Takes no memory.
     */
    void doom(Slot<T> slot, long loan) {
        long word = slot.word();
        while (Slot.tenure(word) == loan && !slot.tryFlag(word, Slot.DOOMED)) {
            word = slot.word();
        }
    }

    /** Looks no longer after this call. */
    void forget(Slot<T> slot, Guard guard) {
        if (slot.hook() == guard) {
            slot.hook(null);
        }
    }

    /** The pool is closed: sets no timer any more, unless a hook goes on. */
    public void stop() {
        if (!lookAtAll()) {
            user.background().cancel(timer);
            watching = false;
        }
    }

    private void schedule() {
        boolean set = false;
        try {
            timer = user.background().schedule(period(), this::look);
            set = true;
        } finally {
            if (!set) {
                watching = false;
            }
        }
    }

    private void look() {
        if (lookAtAll()) {
            schedule();
        } else {
            watching = false;
            timer = user.background().schedule(period(), this::lastLook);
        }
    }

    private void lastLook() {
        if (lookAtAll() && WATCHING.compareAndSet(this, false, true)) {
            schedule();
        }
    }

    /** {@return whether there was any} */
    private boolean lookAtAll() {
        long now = user.clock().nanoTime();
        long limit = store.limits().hook();
        boolean[] any = {false};
        store.slots.forEach(slot -> {
            Guard guard = slot.hook();
            if (guard != null) {
                any[0] = true;
                if (limit <= MOST_NANOS && guard.isDue(now, limit)) {
                    guard.timeout();
                }
            }
        });
        return any[0];
    }

    private long period() {
        return Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, store.limits().hook() / 16));
    }

    /** {@return the threads' background, which the guards need} */
    Background background() {
        return user.background();
    }
}
