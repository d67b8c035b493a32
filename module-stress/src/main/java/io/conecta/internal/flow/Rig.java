package io.conecta.internal.flow;

import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Threadless;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one pool, wired as the engine wires them, without threads: work stands in line until {@link Threadless#work} does it, and time
 * passes when the test says so. One slot, lent to {@link #HOLDER}; two places.
 */
public final class Rig implements Clockwork.Chores {
    public static final Thread HOLDER = new Thread();
    public static final Thread OTHER = new Thread();
    /** How long a hook of the rig keeps its caller, in spins: about as long as an actor takes to come by. */
    private static final int SPINS = 300;

    /** What is pooled: two plain fields, to see whether one holder's writes reach the next. */
    public static final class Box {
        public int first;
        public int second;
    }

    public final Threadless threads = new Threadless();
    /** Calls of closeFunc. */
    public final AtomicInteger closed = new AtomicInteger();
    /** Failed pings that the listener has heard of. */
    public final AtomicInteger pingFailuresHeard = new AtomicInteger();
    /** Objects made by newFunc. */
    public final AtomicInteger made = new AtomicInteger();
    /** What a claim by the fast path adds; zero while that is closed. Written under the gate's lock. */
    public volatile long step;

    public final Store<Box> store;
    public final Line<Box> line;
    public final Handoff<Box> handoff;
    public final ReturnPath<Box> returnPath;
    public final Box box = new Box();
    public final Slot<Box> slot;
    /** The word of the loan that runs when the test begins. */
    public final long word;

    final Closer<Box> closer;
    final Claims<Box> claims;
    final Doubt<Box> doubt;
    final Pinger<Box> pinger;
    final Supply<Box> supply;
    final BorrowPath<Box> borrowPath;
    final Housekeeper<Box> housekeeper;

    /** A pool without a prepareFunc and a resetFunc. */
    public Rig(boolean careful) {
        this(settings -> settings.withStrict(careful), null, null);
    }

    Rig(
            UnaryOperator<PoolSettings> options,
            @Nullable PrepareFunc<Box> prepareFunc,
            @Nullable ResetFunc<Box> resetFunc) {
        PoolSettings settings = options.apply(PoolSettings.defaults()
                .withName("rig")
                .withMaxSize(2)
                .withPingMaxRetries(1)
                .withCreateTimeout(Duration.ofSeconds(1))
                .withPingTimeout(Duration.ofSeconds(1))
                .withCloseTimeout(Duration.ofSeconds(1)));
        Hooks<Box> hooks = new Hooks<>(
                () -> {
                    linger();
                    made.incrementAndGet();
                    return new Box();
                },
                (object, failures) -> {
                    linger();
                    return true;
                },
                object -> {
                    linger();
                    closed.incrementAndGet();
                },
                prepareFunc,
                resetFunc,
                new PoolListener<Box>() {
                    @Override
                    public void onPingFailure(Box object, int failures) {
                        pingFailuresHeard.incrementAndGet();
                    }
                },
                null,
                null,
                thrown -> true,
                null,
                null,
                true,
                null);
        UserCode<Box> user = new UserCode<>("rig", hooks, threads.background);
        Gate gate = new Gate();
        store = new Store<>("rig", user.clock(), Limits.of(settings), resetFunc != null, gate);
        entrance = value -> step = value;
        gate.guards(entrance);
        line = new Line<>(store, threads.background);
        HookRunner runner = new HookRunner(user);
        HookWatch<Box> watch = new HookWatch<>(store, user);
        Stopwatch<Box> stopwatch =
                new Stopwatch<>(store, threads.background, user.instruments().meters());
        closer = new Closer<>(store, user, runner);
        handoff = new Handoff<>(store, line, user, closer, null);
        claims = new Claims<>(store, user.clock(), handoff, null);
        doubt = new Doubt<>(store, handoff);
        pinger = new Pinger<>(store, user, runner, handoff, doubt);
        supply = new Supply<>(store, line, user, runner, handoff, closer);
        supply.pingBy(pinger);
        returnPath = new ReturnPath<>(store, user, handoff, watch, stopwatch);
        Health<Box> health = new Health<>(store, user, supply, new Rotation<>(store, line, user.clock()));
        Clockwork clockwork = new Clockwork(store, threads.background, false, this);
        housekeeper = new Housekeeper<>(
                store, user, runner, handoff, doubt, supply, pinger, closer, health, stopwatch, null, clockwork);
        Rescue<Box> rescue = new Rescue<>(store, clockwork);
        Loans<Box> loans = new Loans<>(store, housekeeper, closer, rescue);
        Reports<Box> reports = new Reports<>(store, line, user, supply, health, loans, rescue);
        borrowPath = new BorrowPath<>(store, line, user, handoff, claims, supply, watch, stopwatch, reports, rescue);
        slot = moveIn(box);
        slot.lend(store.slots.claimStep(), HOLDER);
        word = slot.word();
    }

    /** The gate knows it weakly. */
    private final Gate.Entrance entrance;

    @Override
    public void scan() {
        housekeeper.scan();
    }

    @Override
    public void sweep() {
        housekeeper.sweep();
    }

    @Override
    public void refill() {
        housekeeper.refill();
    }

    /** Keeps the calling thread for a moment, in which the other actor may come by; an interrupt ends it. */
    static void linger() {
        for (int i = 0; i < SPINS && !Thread.currentThread().isInterrupted(); i++) {
            Thread.onSpinWait();
        }
    }

    /** {@return the HELD slot of a new object, whose place is taken} */
    public Slot<Box> moveIn(Box object) {
        store.capacity.tryTake();
        store.counters.increment(Counters.CREATED);
        Slot<Box> fresh =
                store.slots.occupy(object, threads.background.clock().nanoTime(), store.epoch(), store.doubt());
        if (fresh == null) {
            throw new IllegalStateException("no slot for a new object");
        }
        return fresh;
    }

    /** What {@code Engine.giveBack} does: by a store if nothing else is to be done. */
    public void giveBack(long loan) {
        if (slot.loanWord() == loan) {
            slot.free(loan);
            if (store.signals.concern(slot, loan)) {
                handoff.attend(slot);
            }
        } else {
            returnPath.giveBack(slot, loan, false);
        }
    }

    /** The time is up for the hook that the slot's holder is in, if it is in one. */
    void hookTimeout() {
        Guard guard = slot.hook();
        if (guard != null) {
            guard.timeout();
            threads.work();
        }
    }

    /** What a sweep does after a clear, a close or a shrink, and what is in line then. */
    public void settle() {
        store.slots.forEach(
                each -> handoff.evict(each, threads.background.clock().nanoTime()));
        threads.work();
    }

    /** {@return the phase of the slot now} */
    public int phase() {
        return (int) Slot.phase(slot.word());
    }

    /** {@return the places that are taken, less the objects that are alive} */
    int placesLost() {
        return store.capacity.taken() - (1 + made.get() - closed.get());
    }
}
