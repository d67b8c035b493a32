package io.conecta.internal;

import io.conecta.PoolListener.Hook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pings objects: all idle ones in a scan, one by one; or a single one that a borrower is waiting for. Who is being pinged is HELD.
 *
 * <p>A ping that hangs is interrupted after {@code pingTimeout} and its object closed at once, whatever {@code pingMaxRetries}
 * says: nobody else may use an object that a ping is still using. The scan goes on with another worker.
 *
 * @param <T> what is pooled
 */
final class Checks<T> {
    private final PoolState<T> state;
    private final Handover<T> handover;
    private final Disposal<T> disposal;
    private final @Nullable Order<T> order;
    private final AtomicBoolean scanning = new AtomicBoolean();

    Checks(PoolState<T> state, Handover<T> handover, Disposal<T> disposal, @Nullable Order<T> order) {
        this.state = state;
        this.handover = handover;
        this.disposal = disposal;
        this.order = order;
    }

    /** Pings every idle object, in the background; does nothing if a scan is going on. */
    void scan(Runnable atEnd) {
        if (!state.hooks.pings()) {
            atEnd.run();
        } else if (scanning.compareAndSet(false, true)) {
            state.executeSurely(new Scan(() -> {
                scanning.set(false);
                atEnd.run();
            }));
        }
    }

    /**
     * Pings the object of a HELD slot for a borrower, in the background.
     *
     * @param slot offered to the waiting borrowers if it is healthy, closed otherwise
     * @param ended runs when that is settled
     */
    void checkForBorrower(Slot<T> slot, Runnable ended) {
        checkForBorrower(slot, healthy -> {
            if (healthy) {
                handover.offer(slot, false, state.clock.nanoTime());
            }
            ended.run();
        });
    }

    /**
     * As above, but a healthy slot stays HELD for the caller.
     *
     * @param ended gets whether it is healthy; otherwise it is being closed
     */
    void checkForBorrower(Slot<T> slot, Consumer<Boolean> ended) {
        Check check = new Check(slot);
        state.executeSurely(() -> {
            Verdict verdict = check.ping(() -> ended.accept(false));
            if (verdict == Verdict.HEALTHY) {
                slot.failures = 0;
                ended.accept(true);
                state.hooks.pinged(check.object);
            } else if (verdict == Verdict.FAILED) {
                check.condemn();
                ended.accept(false);
            }
        });
    }

    private enum Verdict {
        HEALTHY,
        FAILED,
        /** The deadline won: all is done by another thread, and this one has to stop. */
        OVERDUE
    }

    /** One ping of one object. */
    private final class Check {
        private final Slot<T> slot;
        private final T object;
        private final int failures;
        /** What the ping threw; set before the verdict. */
        private @Nullable Throwable failure;

        Check(Slot<T> slot) {
            this.slot = slot;
            this.object = slot.require();
            this.failures = slot.failures;
        }

        Verdict ping(Runnable whenOverdue) {
            Guard guard = Guard.start(state.background, state.limits().ping(), () -> {
                condemn();
                state.background.execute(whenOverdue);
                state.hooks.failed(
                        Hook.PING,
                        object,
                        new TimeoutException("the ping took longer than pingTimeout="
                                + Limits.millis(state.limits().settings().pingTimeout())
                                + "; it was interrupted and its object is closed"));
            });
            Hooks.Ping result = state.hooks.ping(object, failures);
            if (!guard.finish()) {
                return Verdict.OVERDUE;
            }
            failure = result.failure();
            return result.healthy() ? Verdict.HEALTHY : Verdict.FAILED;
        }

        /** Closes the object after a failed ping. */
        void condemn() {
            state.counters.pingFailures.incrementAndGet();
            if (order != null) {
                order.done(object);
            }
            disposal.dispose(slot, false, this::tellFailed);
        }

        void tellFailed() {
            if (failure != null) {
                state.hooks.failed(Hook.PING, object, failure);
            }
            state.hooks.pingFailed(object, failures + 1);
        }
    }

    /** One pass over all idle objects; goes on on another worker where user code holds one up. */
    private final class Scan implements Runnable {
        private final Deque<Slot<T>> slots = new ArrayDeque<>();
        private int reserved = state.slots.reserveSize();
        private final Runnable atEnd;

        Scan(Runnable atEnd) {
            this.atEnd = atEnd;
            if (order != null) {
                order.forEach(object -> {
                    Slot<T> slot = state.slots.find(object);
                    if (slot != null) {
                        slots.add(slot);
                    }
                });
            }
            Set<Slot<T>> ordered = new HashSet<>(slots);
            state.slots.forEach(slot -> {
                if (!ordered.contains(slot)) {
                    slots.add(slot);
                }
            });
        }

        @Override
        public void run() {
            while (!state.isClosed()) {
                Slot<T> slot = slots.poll();
                if (slot != null) {
                    long word = slot.word();
                    if (Slot.phase(word) == Slot.IDLE && slot.tryHold(word) && !check(slot, state.clock.nanoTime())) {
                        return;
                    }
                } else if (reserved-- > 0) {
                    SlotTable.Unpacked<T> found = state.slots.unpack(false, state.clock.nanoTime());
                    if (found != null && !check(found.slot(), found.idleSince())) {
                        return;
                    }
                } else {
                    break;
                }
            }
            atEnd.run();
        }

        /** {@return whether this worker goes on} */
        private boolean check(Slot<T> slot, long idleSince) {
            Check check = new Check(slot);
            Verdict verdict = check.ping(this);
            if (verdict == Verdict.OVERDUE) {
                return false;
            }
            if (verdict == Verdict.HEALTHY) {
                slot.failures = 0;
                handover.offer(slot, false, idleSince);
                return tell(() -> state.hooks.pinged(check.object));
            }
            if (check.failures + 1 >= state.limits().settings().pingMaxRetries()) {
                check.condemn();
                return true;
            }
            state.counters.pingFailures.incrementAndGet();
            slot.failures = check.failures + 1;
            handover.offer(slot, true, idleSince);
            return tell(check::tellFailed);
        }

        private boolean tell(Runnable news) {
            Guard guard = Guard.start(state.background, state.limits().ping(), this);
            news.run();
            return guard.finish();
        }
    }
}
