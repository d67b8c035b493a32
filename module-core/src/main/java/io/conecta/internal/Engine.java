package io.conecta.internal;

import io.conecta.Call;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pool. Borrowing claims an idle slot by one CAS, returning frees it by one release store and one look at a word that is hardly ever
 * written; everything else is left to the parts behind: {@link Borrowing}, {@link Returns}, {@link Supply}, {@link Upkeep}, {@link Lifecycle}.
 *
 * @param <T> what is pooled
 */
public final class Engine<T> extends Hints<T> implements Pool<T> {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int IDLE = 0;
    private static final int LENT = 1;

    private final PoolState<T> state;
    private final SlotTable<T> slots;
    private final Attention attention;
    private final @Nullable Order<T> order;
    private final Handover<T> handover;
    private final Supply<T> supply;
    private final Borrowing<T> borrowing;
    private final Returns<T> returns;
    private final Upkeep<T> upkeep;
    private final Lifecycle<T> lifecycle;
    /** What a claim adds to a slot's word; zero if more has to be done: a user's order, preparing, tracing, reclaiming. */
    private long step;

    private Engine(PoolState<T> state) {
        this.state = state;
        slots = state.slots;
        attention = state.attention;
        order = state.hooks.queue() == null ? null : new Order<>(state, state.hooks.queue());
        Disposal<T> disposal = new Disposal<>(state);
        handover = new Handover<>(state, disposal, order);
        Checks<T> checks = new Checks<>(state, handover, disposal, order);
        supply = new Supply<>(state, handover, checks, disposal);
        borrowing = new Borrowing<>(state, handover, supply, checks, disposal);
        returns = new Returns<>(state, handover, supply, disposal);
        upkeep = new Upkeep<>(state, handover, supply, checks, disposal);
        lifecycle = new Lifecycle<>(state, order, handover, supply, upkeep, disposal);
        state.onDemand(supply::demand);
        step = simpleStep();
    }

    /**
     * Starts a pool and creates its initial objects.
     *
     * @throws PoolCreateException if one cannot be created and {@code failFast} is on
     */
    public static <T> Pool<T> start(Hooks<T> hooks, PoolSettings settings, Background background) {
        PoolSettings named =
                settings.name().isEmpty() ? settings.withName("pool-" + NAMES.incrementAndGet()) : settings;
        Engine<T> engine = new Engine<>(new PoolState<>(named.name(), hooks, Limits.of(named), background));
        background.retain();
        engine.lifecycle.start(named.initialSize(), named.failFast());
        return engine;
    }

    @Override
    public Optional<T> get() {
        long thread = Threads.current();
        Slot<T> slot = claim(thread);
        if (slot != null) {
            return Optional.of(slot.require());
        }
        Borrowed<T> borrowed = borrowing.now(thread, step != 0);
        return borrowed == null ? Optional.empty() : Optional.of(borrowed.object());
    }

    @Override
    public T getOrCreate() throws InterruptedException {
        long thread = Threads.current();
        Slot<T> slot = claim(thread);
        return slot != null ? slot.require() : borrowSlowly(thread, null).object();
    }

    @Override
    public T getOrCreate(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        long thread = Threads.current();
        Slot<T> slot = claim(thread);
        return slot != null ? slot.require() : borrowSlowly(thread, timeout).object();
    }

    /** {@return an idle slot, now lent to this thread, or null if it takes more than a claim} */
    private @Nullable Slot<T> claim(long thread) {
        Slot<T> slot = hinted(thread);
        return tryHinted(slot, slot.loanWord(), step, thread) ? slot : claimElsewhere(slot, thread);
    }

    private @Nullable Slot<T> claimElsewhere(Slot<T> hinted, long thread) {
        Slot<T> slot = step == 0 ? null : slots.claimAfter(hinted, thread);
        if (slot != null) {
            remember(thread, slot);
            state.turns.borrows(thread);
        }
        return slot;
    }

    @Override
    public Lease<T> lease() throws InterruptedException {
        return borrow(null);
    }

    @Override
    public Lease<T> lease(Duration timeout) throws InterruptedException {
        return borrow(Objects.requireNonNull(timeout, "timeout"));
    }

    /** Allocates in one place, after fast and slow path have met: so a lease that does not escape costs nothing. */
    private SlotLease<T> borrow(@Nullable Duration timeout) throws InterruptedException {
        long thread = Threads.current();
        long adds = step;
        Slot<T> slot = hinted(thread);
        long word = slot.loanWord();
        T object;
        long loan;
        if (tryHinted(slot, word, adds, thread)) {
            object = slot.require();
            loan = Slot.loan(word + adds);
        } else {
            Borrowed<T> borrowed = borrowElsewhere(slot, thread, timeout);
            slot = borrowed.slot();
            object = borrowed.object();
            loan = borrowed.loan();
        }
        return new SlotLease<>(this, slot, object, loan);
    }

    private Borrowed<T> borrowElsewhere(Slot<T> hinted, long thread, @Nullable Duration timeout)
            throws InterruptedException {
        Slot<T> slot = claimElsewhere(hinted, thread);
        return slot == null
                ? borrowSlowly(thread, timeout)
                : new Borrowed<>(slot, slot.require(), Slot.loan(slot.loanWord()));
    }

    private Borrowed<T> borrowSlowly(long thread, @Nullable Duration timeout) throws InterruptedException {
        long nanos = timeout == null ? state.limits().borrow() : Clock.nanos(timeout);
        Borrowed<T> borrowed = borrowing.within(nanos, thread, step != 0);
        remember(thread, borrowed.slot());
        return borrowed;
    }

    @Override
    public void put(T object) {
        Objects.requireNonNull(object, "object");
        Slot<T> slot = hinted(Threads.current());
        long word = slot.word();
        if (slot.object != object) {
            slot = slots.find(object);
            word = slot == null ? Slot.EMPTY : slot.word();
        }
        // The object is compared after the word was read: a slot that has moved on since has another word or another
        // object.
        if (slot != null && Slot.isPlainLoan(word) && slot.object == object) {
            free(slot, word);
            return;
        }
        returns.put(object, slot);
    }

    @Override
    public void discard(T object) {
        Objects.requireNonNull(object, "object");
        returns.discard(object, slots.find(object));
    }

    @Override
    public <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        SlotLease<T> lease = borrow(null);
        boolean well = false;
        try {
            body.use(lease.object);
            well = true;
        } finally {
            end(lease.slot, lease.loan, well);
        }
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        SlotLease<T> lease = borrow(null);
        boolean well = false;
        try {
            R result = body.call(lease.object);
            well = true;
            return result;
        } finally {
            end(lease.slot, lease.loan, well);
        }
    }

    private void end(Slot<T> slot, long loan, boolean well) {
        if (well) {
            giveBack(slot, loan);
        } else {
            returns.giveBack(slot, loan, true);
        }
    }

    /** Ends a loan, if it still runs: LENT → IDLE, by a store if nothing else is to be done. */
    void giveBack(Slot<T> slot, long loan) {
        if (slot.loanWord() == loan) {
            free(slot, loan);
        } else {
            returns.giveBack(slot, loan, false);
        }
    }

    void discard(Slot<T> slot, long loan) {
        returns.discard(slot, loan);
    }

    private void free(Slot<T> slot, long word) {
        slot.free(word);
        if (attention.needed(slot, word)) {
            handover.attend(slot);
        }
    }

    @Override
    public String name() {
        return state.name;
    }

    @Override
    public PoolSettings settings() {
        return state.limits().settings();
    }

    @Override
    public PoolStats stats() {
        int[] now = {0, 0};
        long[] borrowed = {0};
        long borrowedBefore = slots.forEach(slot -> {
            long word = slot.word();
            long phase = Slot.phase(word);
            borrowed[0] += Slot.loans(word);
            if (phase == Slot.LENT) {
                now[LENT]++;
            } else if (phase != Slot.EMPTY && !Slot.has(word, Slot.DOOMED)) {
                now[IDLE]++;
            }
        });
        // An object that moves meanwhile may be met twice; the places taken bound the sum.
        int places = state.capacity.taken() - state.capacity.condemned();
        int lent = now[LENT];
        int idle = Math.max(0, Math.min(now[IDLE] + slots.reserveSize(), places - lent));
        Counters counters = state.counters;
        return new PoolStats(
                state.limits().maxSize(),
                idle,
                lent,
                Math.max(0, Math.min(supply.creating(), places - lent - idle)),
                state.waiters.size(),
                borrowedBefore + borrowed[0],
                counters.created.get(),
                counters.closed.get(),
                counters.createFailures.get(),
                counters.pingFailures.get(),
                counters.timeouts.get(),
                counters.leaks.get());
    }

    @Override
    public List<Loan> loans() {
        upkeep.look();
        List<Loan> loans = new ArrayList<>();
        slots.forEach(slot -> {
            long word = slot.word();
            T object = slot.object;
            BorrowTrace trace = slot.trace;
            long borrower = slot.borrower;
            if (Slot.phase(word) == Slot.LENT && object != null && Slot.loan(slot.word()) == Slot.loan(word)) {
                String name = trace == null ? Threads.name(borrower) : trace.borrower();
                loans.add(new Loan(object, name, Duration.ofNanos(upkeep.ageOf(slot, word)), trace));
            }
        });
        loans.sort(Comparator.comparing(Loan::age).reversed());
        return loans;
    }

    @Override
    public void reconfigure(PoolSettings settings) {
        lifecycle.reconfigure(settings, () -> step = simpleStep());
    }

    @Override
    public void clear() {
        lifecycle.clear();
    }

    @Override
    public void scan() {
        if (!isClosed()) {
            upkeep.scan();
        }
    }

    @Override
    public boolean isClosed() {
        return state.isClosed();
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    @Override
    public List<Loan> close(Duration drain) throws InterruptedException {
        lifecycle.close(drain);
        return loans();
    }

    private long simpleStep() {
        boolean simple = order == null
                && state.hooks.prepareFunc() == null
                && !settings().leakTraces()
                && !settings().reclaimLeaked();
        return simple ? slots.claimStep() : 0;
    }

    @Override
    public String toString() {
        PoolStats stats = stats();
        return "Pool[" + name() + ", idle=" + stats.idle() + ", lent=" + stats.lent() + ", maxSize=" + stats.maxSize()
                + (isClosed() ? ", closed" : "") + "]";
    }
}
