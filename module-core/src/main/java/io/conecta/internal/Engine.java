package io.conecta.internal;

import io.conecta.Call;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.Use;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Require;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.SlotTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pool. Borrowing claims an idle slot by one CAS, returning frees it by one release store and one look at a word that is hardly ever
 * written; everything else is left to the {@link Parts} behind. What a pool does besides lending is in {@link Controls}.
 *
 * <p>A thread tries first the slot it got last. A thread-local would remember that too, but costs memory for each thread and keeps class
 * loaders alive; this is a table by thread id, and whoever shares an entry with another thread looks further now and then. A thread that has
 * the pool to itself, the favourite, has its slot in a field instead, since the way through the table is one load longer. Whoever makes a
 * slot's round loan ({@link Slot#isRound}) by its hint becomes the favourite; whoever misses ceases to be it; and if somebody else makes one
 * too, the pool has no favourite any more. All of that is a racy cache: any slot is a right answer, since a claim still has to win its CAS
 * and a return compares the object.
 *
 * @param <T> what is pooled
 */
public final class Engine<T> extends Controls<T> implements Gate.Entrance {
    private static final int HINTS = 256;
    private static final int FEW_HINTS = 8;
    /** No thread has these ids. */
    private static final long NOBODY = 0;

    private static final long SEVERAL = -1;

    /** The slot a thread got last, by thread id. */
    private final Slot<T>[] hints;

    private long favourite = NOBODY;
    private Slot<T> favouriteSlot;
    /** What a claim adds to a slot's word; zero while the {@link Gate} is closed. */
    private long step;

    private final Signals signals;
    private final SlotTable<T> slots;

    private Engine(Parts<T> parts) {
        super(parts);
        signals = parts.store.signals;
        slots = parts.store.slots;
        // A slot that is never idle spares every look a test for null.
        favouriteSlot = Slot.nowhere();
        hints = Slot.array(parts.user.hooks().oneOfMany() ? FEW_HINTS : HINTS);
        Arrays.fill(hints, favouriteSlot);
    }

    /**
     * Starts a pool and creates its initial objects.
     *
     * @throws PoolCreateException if one cannot be created and {@code failFast} is on
     */
    public static <T> Engine<T> start(Hooks<T> hooks, PoolSettings settings, Background background) {
        PoolSettings named = Opening.named(settings);
        Require.budget(hooks.budget(), named);
        Require.permits(hooks.budget(), named);
        Parts<T> parts = new Parts<>(Limits.of(named), hooks, background);
        Opening<T> opening = new Opening<>(parts);
        Engine<T> engine = of(parts);
        opening.begin(background.whenUnreachable(engine, opening.whenAbandoned()));
        return engine;
    }

    /** {@return a pool of these parts, which is still to be opened} */
    static <T> Engine<T> of(Parts<T> parts) {
        Engine<T> engine = new Engine<>(parts);
        parts.store.gate.guards(engine);
        parts.user.background().retain();
        return engine;
    }

    @Override
    public void open(long newStep) {
        step = newStep;
    }

    @Override
    public Optional<T> get() {
        Thread thread = Thread.currentThread();
        long id = Threads.id(thread);
        long adds = step;
        Slot<T> slot = hinted(id);
        long word = slot.word();
        T object = slot.object();
        long loan = word + adds;
        if (object == null || !tryHinted(slot, word, adds, thread, id)) {
            Borrowed<T> borrowed = claimElsewhere(slot, thread, id);
            if (borrowed == null) {
                borrowed = parts.slow().borrowPath.now(thread, adds != 0);
            }
            if (borrowed == null) {
                return Optional.empty();
            }
            slot = borrowed.slot;
            object = borrowed.object;
            loan = borrowed.loan;
        }
        try {
            return Optional.of(object);
        } catch (Throwable noMemory) {
            slot.abandoned = loan; // Nobody has it.
            throw noMemory;
        }
    }

    @Override
    public T getOrCreate() throws InterruptedException {
        T object = claim();
        return object != null ? object : borrowSlowly(null).object;
    }

    @Override
    public T getOrCreate(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        T object = claim();
        return object != null ? object : borrowSlowly(timeout).object;
    }

    /** {@return an idle object, now lent to this thread, or null if it takes more than a claim} */
    private @Nullable T claim() {
        Thread thread = Thread.currentThread();
        long id = Threads.id(thread);
        Slot<T> slot = hinted(id);
        long word = slot.word();
        T object = slot.object();
        if (object != null && tryHinted(slot, word, step, thread, id)) {
            return object;
        }
        Borrowed<T> borrowed = claimElsewhere(slot, thread, id);
        return borrowed == null ? null : borrowed.object;
    }

    private @Nullable Borrowed<T> claimElsewhere(Slot<T> hinted, Thread thread, long id) {
        if (step == 0) {
            return null;
        }
        Slot<T> slot = slots.claimAfter(hinted, thread, id);
        if (slot == null) {
            return null;
        }
        try {
            remember(id, slot);
            parts.line.barging.borrows(id);
            return new Borrowed<>(slot, slot.require(), Slot.loan(slot.claimed));
        } catch (Throwable noMemory) {
            slot.abandoned = slot.claimed;
            throw noMemory;
        }
    }

    private Slot<T> hinted(long id) {
        Slot<T>[] all = hints;
        return id == favourite ? favouriteSlot : all[entry(id, all)];
    }

    /**
     * Claims the slot that was hinted, if it is idle and a loan may begin this way. What the caller needs of the slot it reads before: the word,
     * then the object, which is the loan's if the claim succeeds. Behind the claim no call may fail for want of stack, or the loan is lost.
     */
    private boolean tryHinted(Slot<T> slot, long word, long adds, Thread thread, long id) {
        if (adds == 0 || !slot.tryClaim(word, adds, thread)) {
            return false;
        }
        try {
            if (Slot.isRound(word)) {
                favour(id, slot);
            }
        } catch (StackOverflowError noStack) {
            // A guess is missed, and no loan lost for it.
        }
        return true;
    }

    /** The hint was of no use: this is where the thread got its object instead. */
    private void remember(long id, Slot<T> slot) {
        Slot<T>[] all = hints;
        all[entry(id, all)] = slot;
        if (id == favourite) {
            favourite = NOBODY;
        }
    }

    private void favour(long id, Slot<T> slot) {
        if (favourite == NOBODY) {
            favouriteSlot = slot;
            favourite = id;
        } else if (favourite != id && favourite != SEVERAL) {
            favourite = SEVERAL;
        }
    }

    private static int entry(long id, Slot<?>[] all) {
        return (int) id & (all.length - 1);
    }

    @Override
    public SlotLease<T> lease() throws InterruptedException {
        return borrow(null);
    }

    @Override
    public SlotLease<T> lease(Duration timeout) throws InterruptedException {
        return borrow(Objects.requireNonNull(timeout, "timeout"));
    }

    /** Allocates in one place, after fast and slow path have met: so a lease that does not escape costs nothing. */
    private SlotLease<T> borrow(@Nullable Duration timeout) throws InterruptedException {
        Thread thread = Thread.currentThread();
        long id = Threads.id(thread);
        long adds = step;
        Slot<T> slot = hinted(id);
        long word = slot.word();
        T object = slot.object();
        long loan = Slot.loan(word + adds);
        if (object == null || !tryHinted(slot, word, adds, thread, id)) {
            Borrowed<T> borrowed = claimElsewhere(slot, thread, id);
            if (borrowed == null) {
                borrowed = borrowSlowly(timeout);
            }
            slot = borrowed.slot;
            object = borrowed.object;
            loan = borrowed.loan;
        }
        try {
            return new SlotLease<>(this, slot, object, loan);
        } catch (Throwable noMemory) {
            slot.abandoned = loan; // Nobody has it.
            throw noMemory;
        }
    }

    private Borrowed<T> borrowSlowly(@Nullable Duration timeout) throws InterruptedException {
        Thread thread = Thread.currentThread();
        long nanos = timeout == null ? parts.store.limits().borrow() : Clock.nanos(timeout);
        Borrowed<T> borrowed = parts.slow().borrowPath.within(nanos, thread, step != 0);
        try {
            remember(Threads.id(thread), borrowed.slot);
        } catch (StackOverflowError noStack) {
            // A guess is missed, and no loan lost for it.
        }
        return borrowed;
    }

    @Override
    public void put(T object) {
        Objects.requireNonNull(object, "object");
        Slot<T> slot = hinted(Threads.id(Thread.currentThread()));
        boolean freed = freePlain(slot, slot.word(), object);
        if (!freed && slot.object() != object) {
            slot = slots.find(object);
            freed = slot != null && freePlain(slot, parts.store.found(slot), object);
        }
        if (!freed && !parts.slow().returnPath.put(object, slot)) {
            throw KnownPools.foreign(name(), object, !parts.user.hooks().oneOfMany());
        }
    }

    /** Returns what this thread has borrowed last, if it takes no more than to free its slot. {@return false, with nothing done, if it does} */
    boolean putHinted(T object) {
        Slot<T> slot = hinted(Threads.id(Thread.currentThread()));
        return freePlain(slot, slot.word(), object);
    }

    private boolean freePlain(Slot<T> slot, long word, T object) {
        if (!Slot.isPlainLoan(word) || slot.object() != object) { // In this order: it may have moved on.
            return false;
        }
        free(slot, word);
        return true;
    }

    @Override
    public void put(T object, Throwable thrown) {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(thrown, "thrown");
        if (!putLent(object, thrown)) {
            put(object);
        }
    }

    /** Returns an object after an exception. {@return false, with nothing done, if it is not lent} */
    boolean putLent(T object, Throwable thrown) {
        Slot<T> slot = slots.find(object);
        long word = slot == null ? Slot.EMPTY : slot.word();
        // The object is compared after the word was read, as above.
        if (slot == null || slot.object() != object || Slot.phase(word) != Slot.LENT) {
            return false;
        }
        long loan = Slot.loan(word);
        try {
            if (parts.user.isSuspicious(thrown)) {
                parts.slow().returnPath.suspect(slot, loan);
            }
            put(object);
            return true;
        } catch (VirtualMachineError noStack) {
            slot.abandoned = loan; // Nobody returns an object twice because the first return has failed.
            throw noStack;
        }
    }

    @Override
    public void discard(T object) {
        Objects.requireNonNull(object, "object");
        parts.slow().returnPath.discard(object, slots.find(object));
    }

    @Override
    public <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        SlotLease<T> lease = borrow(null);
        try {
            body.use(lease.object);
            giveBack(lease.slot, lease.loan);
        } catch (Throwable thrown) {
            try {
                giveBackAfter(thrown, lease.slot, lease.loan);
            } catch (Throwable noStack) {
                lease.slot.abandoned = lease.loan; // In this frame: there may be no stack for another.
                throw noStack;
            }
            throw thrown;
        }
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        SlotLease<T> lease = borrow(null);
        try {
            R result = body.call(lease.object);
            giveBack(lease.slot, lease.loan);
            return result;
        } catch (Throwable thrown) {
            try {
                giveBackAfter(thrown, lease.slot, lease.loan);
            } catch (Throwable noStack) {
                lease.slot.abandoned = lease.loan; // As above.
                throw noStack;
            }
            throw thrown;
        }
    }

    /** Ends a loan whose body has thrown; if that fails, the caller marks the slot. Gets no lease: that must not escape. */
    void giveBackAfter(Throwable thrown, Slot<T> slot, long loan) {
        parts.slow().returnPath.giveBack(slot, loan, parts.user.isSuspicious(thrown));
    }

    /** Ends a loan, if it still runs: LENT → IDLE, by a store if nothing else is to be done. */
    void giveBack(Slot<T> slot, long loan) {
        if (slot.loanWord() == loan) {
            free(slot, loan);
        } else {
            parts.slow().returnPath.giveBack(slot, loan, false);
        }
    }

    void suspect(Slot<T> slot, long loan) {
        parts.slow().returnPath.suspect(slot, loan);
    }

    void discard(Slot<T> slot, long loan) {
        parts.slow().returnPath.discard(slot, loan);
    }

    private void free(Slot<T> slot, long word) {
        slot.free(word);
        try {
            if (signals.concern(slot, word)) {
                parts.slow().returnPath.attend(slot, word);
            }
        } catch (StackOverflowError noStack) {
            // It is returned. The waiter at the head looks by itself.
        }
    }
}
