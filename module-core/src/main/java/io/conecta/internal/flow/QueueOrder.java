package io.conecta.internal.flow;

import io.conecta.PoolListener.Hook;
import io.conecta.PoolQueue;
import io.conecta.internal.runtime.ContextLoader;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The user's order of reuse, kept beside the slots. The slots stay the truth: what the queue gives is lent only if its slot can be
 * claimed, and what the queue forgets is found in the slots.
 *
 * @param <T> what is pooled
 */
public final class QueueOrder<T> {
    private final Store<T> store;
    private final UserCode<T> user;
    private final PoolQueue<T> queue;

    public QueueOrder(Store<T> store, UserCode<T> user, PoolQueue<T> queue) {
        this.store = store;
        this.user = user;
        this.queue = queue;
    }

    /** {@return the next idle slot in the queue's order, else one it forgot, now lent to this thread; or null} */
    @Nullable
    Borrowed<T> claim(Thread thread, long id) {
        int left = store.capacity.taken();
        for (T object = next(); object != null; object = next()) {
            Slot<T> slot = store.slots.find(object);
            Borrowed<T> borrowed = slot == null ? null : claim(slot, thread);
            if (borrowed != null) {
                return taken(borrowed);
            }
            if (--left < 0) {
                failed(
                        object,
                        new IllegalStateException("the queue gave more objects in a row than the pool has, none of them"
                                + " idle; get() must remove what it gives"));
                break;
            }
        }
        Borrowed<T> borrowed = store.slots.claimAnywhere(thread, id);
        return borrowed == null ? null : taken(borrowed);
    }

    private Borrowed<T> taken(Borrowed<T> borrowed) {
        boolean told = false;
        try {
            done(borrowed.object);
            told = true;
            return borrowed;
        } finally {
            if (!told) {
                borrowed.slot.abandoned = borrowed.loan;
            }
        }
    }

    /** Queues the object of a slot that has come to rest. {@return whether the queue took it} */
    boolean enlist(T object) {
        try {
            if (call(() -> queue.add(object))) {
                return true;
            }
            failed(
                    object,
                    new IllegalStateException((queue.isClosed() ? "the queue is closed" : "the queue refused an object")
                            + "; the object is closed instead; a queue takes every object until its pool stops it"));
        } catch (Throwable failure) {
            failed(object, failure);
        }
        return false;
    }

    /** Takes an object off the queue, wherever it stands. */
    void done(T object) {
        run(object, () -> queue.done(object));
    }

    public void stop() {
        run(null, queue::stop);
    }

    /** Shows the queued objects in the queue's order, as far as it knows them. */
    void forEach(Consumer<? super T> visitor) {
        run(null, () -> {
            if (queue.len() > 0) {
                queue.range(object -> {
                    visitor.accept(object);
                    return true;
                });
            }
        });
    }

    /** The element has left the queue; its slot is claimed, or left to who holds it and will queue it again. */
    private @Nullable Borrowed<T> claim(Slot<T> slot, Thread thread) {
        long step = store.slots.claimStep();
        Borrowed<T> borrowed = Borrowed.tryClaim(slot, step, thread);
        if (borrowed != null) {
            return borrowed;
        }
        // Set first, look after: whoever holds the slot lets it rest first and looks at the mark after.
        slot.unlisted = true;
        return Borrowed.tryClaim(slot, step, thread);
    }

    private @Nullable T next() {
        try {
            return ContextLoader.<@Nullable T>call(queue, queue::get);
        } catch (Throwable failure) {
            failed(null, failure);
            return null;
        }
    }

    private <R> R call(Callable<R> body) throws Exception {
        return ContextLoader.call(queue, body);
    }

    private void run(@Nullable T object, Runnable body) {
        try {
            ContextLoader.<@Nullable Object>call(queue, () -> {
                body.run();
                return null;
            });
        } catch (Throwable failure) {
            failed(object, failure);
        }
    }

    private void failed(@Nullable T object, Throwable failure) {
        user.failed(Hook.QUEUE, object, failure);
    }
}
