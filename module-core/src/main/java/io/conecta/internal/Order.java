package io.conecta.internal;

import io.conecta.PoolListener.Hook;
import io.conecta.PoolQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The user's order of reuse, kept beside the slots. The slots stay the truth: what the queue gives is lent only if its slot can be
 * claimed, and what the queue forgets is found in the slots.
 *
 * @param <T> what is pooled
 */
final class Order<T> {
    private final PoolState<T> state;
    private final PoolQueue<T> queue;

    Order(PoolState<T> state, PoolQueue<T> queue) {
        this.state = state;
        this.queue = queue;
    }

    /** {@return the next idle slot in the queue's order, else one it forgot, now lent to this thread; or null} */
    @Nullable
    Slot<T> claim(long thread) {
        int left = state.capacity.taken();
        for (T object = next(); object != null; object = next()) {
            Slot<T> slot = state.slots.find(object);
            if (slot != null && claim(slot, thread)) {
                done(object);
                return slot;
            }
            if (--left < 0) {
                failed(
                        object,
                        new IllegalStateException("the queue gave more objects in a row than the pool has, none of them"
                                + " idle; get() must remove what it gives"));
                break;
            }
        }
        Slot<T> slot = state.slots.claimAnywhere(thread);
        if (slot != null) {
            done(slot.require());
        }
        return slot;
    }

    /** Queues the object of a slot that has come to rest. {@return whether the queue took it} */
    boolean enlist(T object) {
        try {
            if (queue.add(object)) {
                return true;
            }
            failed(
                    object,
                    new IllegalStateException("the queue refused an object" + (queue.isClosed() ? ": it is closed" : "")
                            + "; it is closed instead"));
        } catch (Throwable failure) {
            failed(object, failure);
        }
        return false;
    }

    /** Takes an object off the queue, wherever it stands. */
    void done(T object) {
        try {
            queue.done(object);
        } catch (Throwable failure) {
            failed(object, failure);
        }
    }

    void stop() {
        try {
            queue.stop();
        } catch (Throwable failure) {
            failed(null, failure);
        }
    }

    /** Shows the queued objects in the queue's order, as far as it knows them. */
    void forEach(Consumer<? super T> visitor) {
        try {
            if (queue.len() > 0) {
                queue.range(object -> {
                    visitor.accept(object);
                    return true;
                });
            }
        } catch (Throwable failure) {
            failed(null, failure);
        }
    }

    /** The element has left the queue; its slot is claimed, or left to who holds it and will queue it again. */
    private boolean claim(Slot<T> slot, long thread) {
        if (slot.tryClaim(state.slots.claimStep(), thread)) {
            return true;
        }
        // Set first, look after: whoever holds the slot lets it rest first and looks at the mark after.
        slot.unlisted = true;
        return slot.tryClaim(state.slots.claimStep(), thread);
    }

    private @Nullable T next() {
        try {
            return queue.get();
        } catch (Throwable failure) {
            failed(null, failure);
            return null;
        }
    }

    private void failed(@Nullable T object, Throwable failure) {
        state.hooks.failed(Hook.QUEUE, object, failure);
    }
}
