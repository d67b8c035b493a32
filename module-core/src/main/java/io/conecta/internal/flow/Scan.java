package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.store.Unpacked;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One pass over all idle objects: each is pinged, in the user's order if there is one. It begins with one worker, and takes another while
 * pings dawdle, up to {@value #MOST_LANES}: so healthy objects cost one thread, and one that hangs delays no other.
 *
 * @param <T> what is pooled
 */
final class Scan<T> {
    private static final int MOST_LANES = 16;
    /** A ping that takes longer makes the scan take another worker. */
    private static final long DAWDLES_NANOS = 10_000_000;

    private static final long PATIENCE_NANOS = 2_000_000_000;

    private final Store<T> store;
    private final UserCode<T> user;
    private final HookRunner runner;
    private final Pinger<T> pinger;
    private final Runnable atEnd;
    private final ReentrantLock lock = new ReentrantLock();
    /** Slots to look at. Guarded by {@link #lock}, as all below. */
    private final Deque<Slot<T>> slots = new ArrayDeque<>();

    private int reserved;
    /** Workers at it, those that are stuck not counted. */
    private int lanes;
    /** Pings begun so far, and at the last look for dawdlers. */
    private int begun;

    private int begunBefore;
    private Background.@Nullable Timer look;
    private boolean ended;

    Scan(
            Store<T> store,
            UserCode<T> user,
            HookRunner runner,
            Pinger<T> pinger,
            @Nullable QueueOrder<T> order,
            Runnable atEnd) {
        this.store = store;
        this.user = user;
        this.runner = runner;
        this.pinger = pinger;
        this.atEnd = atEnd;
        reserved = store.slots.reserveSize();
        if (order != null) {
            order.forEach(object -> {
                Slot<T> slot = store.slots.find(object);
                if (slot != null) {
                    slots.add(slot);
                }
            });
        }
        Set<Slot<T>> ordered = new HashSet<>(slots);
        store.slots.forEach(slot -> {
            if (!ordered.contains(slot)) {
                slots.add(slot);
            }
        });
    }

    void start() {
        lookLater();
        addLane();
    }

    private void addLane() {
        lock.lock();
        try {
            lanes++;
        } finally {
            lock.unlock();
        }
        boolean started = false;
        try {
            long limit = store.limits().ping();
            runner.run(Work.of(store.name, this::lane), limit == Clock.FOREVER ? PATIENCE_NANOS : limit / 2);
            started = true;
        } finally {
            if (!started) {
                laneEnds();
            }
        }
    }

    private void lookLater() {
        Background.Timer timer = user.background().schedule(DAWDLES_NANOS, this::lookForDawdlers);
        lock.lock();
        try {
            look = timer;
        } finally {
            lock.unlock();
        }
    }

    /** As many workers again, if no ping has begun since the last look. */
    private void lookForDawdlers() {
        int more;
        lock.lock();
        try {
            if (ended || (slots.isEmpty() && reserved <= 0)) {
                return;
            }
            more = begun == begunBefore ? Math.min(lanes, MOST_LANES - lanes) : 0;
            begunBefore = begun;
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < more; i++) {
            addLane();
        }
        lookLater();
    }

    /** One worker's part. */
    private void lane() {
        boolean over = true;
        try {
            over = pingOn();
        } finally {
            if (over) {
                laneEnds();
            }
        }
    }

    /** This worker is stuck, in a ping or a listener: another takes its lane. */
    private void replaceLane() {
        boolean replaced = false;
        try {
            user.background().execute(Work.of(store.name, this::lane));
            replaced = true;
        } finally {
            if (!replaced) {
                laneEnds();
            }
        }
    }

    /** {@return whether the lane is over; otherwise this worker is stuck and another has its lane} */
    private boolean pingOn() {
        while (!store.isClosed()) {
            Slot<T> slot = poll();
            if (slot != null) {
                long now = user.clock().nanoTime(); // First: between the hold and the ping nothing may fail.
                long word = slot.word();
                if (Slot.phase(word) == Slot.IDLE && slot.tryHold(word) && !ping(slot, now)) {
                    return false;
                }
            } else if (pollReserve()) {
                Unpacked<T> found = store.slots.unpack(false, user.clock().nanoTime());
                if (found != null && !ping(found.slot(), found.idleSince())) {
                    return false;
                }
            } else {
                return true;
            }
        }
        return true;
    }

    /** {@return whether this worker goes on} */
    private boolean ping(Slot<T> slot, long idleSince) {
        long held = Slot.loan(slot.word());
        boolean pinged = false;
        Runnable news;
        try {
            news = pinger.ping(slot, idleSince, this::replaceLane);
            pinged = true;
        } finally {
            if (!pinged) {
                slot.abandoned = held;
            }
        }
        if (news == null) {
            return false;
        }
        Guard telling = Guard.start(user.background(), store.limits().ping(), stuck -> lane());
        try {
            news.run();
        } catch (VirtualMachineError noMemory) {
            // Nobody hears of it; the time for it must end all the same.
        }
        return telling.finish();
    }

    private @Nullable Slot<T> poll() {
        lock.lock();
        try {
            begun++;
            return slots.poll();
        } finally {
            lock.unlock();
        }
    }

    private boolean pollReserve() {
        lock.lock();
        try {
            return reserved-- > 0;
        } finally {
            lock.unlock();
        }
    }

    private void laneEnds() {
        Background.Timer timer;
        lock.lock();
        try {
            if (--lanes > 0 || ended) {
                return;
            }
            ended = true;
            timer = look;
        } finally {
            lock.unlock();
        }
        user.background().cancel(timer);
        atEnd.run();
    }
}
