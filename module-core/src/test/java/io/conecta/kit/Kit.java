package io.conecta.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolBuilders;
import io.conecta.PoolStats;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Backgrounds;
import io.conecta.internal.runtime.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a test of a pool needs: time of its own, things to pool, hooks that do as they are told, and the laws to check at the end. */
public final class Kit {
    /** Longer than the last sweeps of a closed pool take, and the watch over hooks. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final Gates gates = new Gates();
    private final ManualTime time = new ManualTime(gates);
    private final Events events = new Events();
    private final List<Pool<Thing>> pools = new CopyOnWriteArrayList<>();
    private final List<Borrower<?>> borrowers = new CopyOnWriteArrayList<>();
    private final List<Thing> created = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Thread> threadsBefore = conectaThreads();
    private final Queue<Create> script = new ArrayDeque<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger creations = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger mostAlive = new AtomicInteger();
    private final AtomicInteger limit = new AtomicInteger();
    private volatile boolean closedAtEnd = true;
    private volatile Step creating = () -> {};
    private volatile Ping pinging = (thing, failures) -> true;
    private volatile Close closing = thing -> {};
    private final Threads threads = new Threads(time::runDue);
    private final Log log = new Log();
    private Background background = Backgrounds.of(time, false, threads::allowed, threads::started);

    /** What a hook does before it returns. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** What a creation returns. */
    @FunctionalInterface
    public interface Create {
        Thing create() throws Exception;
    }

    /** What a ping answers. */
    @FunctionalInterface
    public interface Ping {
        boolean ping(Thing thing, int failures) throws Exception;
    }

    /** What a close does. */
    @FunctionalInterface
    public interface Close {
        void close(Thing thing) throws Exception;
    }

    Kit() {
        time.drives(background, threads);
    }

    /** {@return the threads of this kit's background} */
    public Threads threads() {
        return threads;
    }

    /** {@return what the pools log, from the first call on} */
    public Log log() {
        return log.start();
    }

    public ManualTime time() {
        return time;
    }

    public Background background() {
        return background;
    }

    public Events events() {
        return events;
    }

    /** From here on the pools run in real time, with a timekeeper of their own. */
    public Kit inRealTime() {
        background = new Background(Clock.SYSTEM, true);
        return this;
    }

    /** {@return a builder with all hooks set to this kit's, and nothing created at the start} */
    public PoolBuilder<Thing> builder() {
        return Pool.<Thing>builder(this::create)
                .pingFunc(this::ping)
                .closeFunc(this::close)
                .listener(events)
                .initialSize(0);
    }

    /** {@return a pool on this kit's time, closed when the test is over} */
    public Pool<Thing> build(PoolBuilder<Thing> builder) {
        Pool<Thing> pool = PoolBuilders.build(builder, background);
        pools.add(pool);
        limit.addAndGet(pool.settings().maxSize());
        return pool;
    }

    /** {@return a pool of this size, otherwise with the builder's defaults} */
    public Pool<Thing> pool(int maxSize) {
        return build(builder().maxSize(maxSize));
    }

    /** {@return a pool of this size that is full of idle things} */
    public Pool<Thing> fullPool(int size) {
        return build(builder().maxSize(size).initialSize(size));
    }

    /** Says how many objects may be alive at once; otherwise as many as the pools were built for. */
    public void mayLive(int most) {
        limit.set(most);
    }

    /** Leaves objects open that the test keeps from the pool for good. */
    public void mayStayOpen() {
        closedAtEnd = false;
    }

    public void creating(Step step) {
        creating = step;
    }

    /** From now on each creation fails, with an {@link IOException} that says this. */
    public void creationsFail(String says) {
        creating(() -> {
            throw new IOException(says);
        });
    }

    public void pinging(Ping step) {
        pinging = step;
    }

    /** Each ping stops there; when it goes on, the object is healthy. An interrupt ends the ping. */
    public void pingsStopAt(Gate gate) {
        pinging((thing, failures) -> {
            gate.pass();
            return true;
        });
    }

    /** As {@link #pingsStopAt}, deaf to interrupts. */
    public void pingsHangAt(Gate gate) {
        pinging((thing, failures) -> {
            gate.passDeaf();
            return true;
        });
    }

    public void closing(Close step) {
        closing = step;
    }

    /** Makes the next creation break its word and return null. */
    @SuppressWarnings("NullAway")
    public void nextCreationReturnsNull() {
        nextCreation(() -> null);
    }

    /** Makes the next creation do this instead. */
    public synchronized void nextCreation(Create instead) {
        script.add(instead);
    }

    public Gate gate() {
        return gates.add();
    }

    /** {@return a thing that no pool has created} */
    public Thing foreign() {
        return new Thing(this, ids.incrementAndGet(), true);
    }

    /** {@return the thing that was created as the n-th, from 1} */
    public Thing thing(int n) {
        return created.get(n - 1);
    }

    public List<Thing> created() {
        return List.copyOf(created);
    }

    /** {@return how many of those created are not closed} */
    public int alive() {
        return alive.get();
    }

    /** {@return how often a creation was tried} */
    public int creations() {
        return creations.get();
    }

    /** {@return how many pings have begun} */
    public int pings() {
        return pings.get();
    }

    /** Starts a thread that borrows from the pool. */
    public Borrower<Thing> borrower(Pool<Thing> pool) {
        return thread(() -> pool.getOrCreate());
    }

    /** Starts a thread that borrows from the pool. */
    public Borrower<Thing> borrower(Pool<Thing> pool, Duration timeout) {
        return thread(() -> pool.getOrCreate(timeout));
    }

    /** Starts a thread. */
    public <R> Borrower<R> thread(Callable<R> call) {
        Borrower<R> borrower = new Borrower<>(this, "borrower-" + (borrowers.size() + 1), call);
        borrowers.add(borrower);
        return borrower.start();
    }

    /** {@return the threads started so far} */
    public List<Borrower<?>> borrowers() {
        return List.copyOf(borrowers);
    }

    /** Borrows, letting no time pass. */
    public Thing borrow(Pool<Thing> pool) {
        return borrower(pool).result();
    }

    /** Borrows several. */
    public List<Thing> borrow(Pool<Thing> pool, int count) {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            things.add(borrow(pool));
        }
        return things;
    }

    void violation(String what) {
        violations.add(what);
    }

    private Thing create() throws Exception {
        creations.incrementAndGet();
        Create scripted;
        synchronized (this) {
            scripted = script.poll();
        }
        if (scripted != null) {
            return scripted.create();
        }
        creating.run();
        return newThing();
    }

    /** {@return a thing made as a creation makes it} */
    public Thing newThing() {
        Thing thing = new Thing(this, ids.incrementAndGet(), false);
        created.add(thing);
        int now = alive.incrementAndGet();
        mostAlive.accumulateAndGet(now, Math::max);
        return thing;
    }

    private boolean ping(Thing thing, int failures) throws Exception {
        pings.incrementAndGet();
        if (thing.isClosed()) {
            violation(thing + " was pinged although it is closed");
        }
        return pinging.ping(thing, failures);
    }

    private void close(Thing thing) throws Exception {
        closed(thing);
        closing.close(thing);
    }

    /** Counts a thing as closed; for a close hook of the test's own. */
    public void closed(Thing thing) {
        thing.close();
        if (!thing.isForeign()) {
            alive.decrementAndGet();
        }
    }

    /** Closes the pools, takes back what is out, and checks the laws. */
    void checkLaws() {
        events.react(line -> {});
        log.stop();
        time.failAtLook(0);
        threads.feed();
        gates.openAll();
        closePools();
        borrowers.forEach(Borrower::join);
        if (background.clock() == time) {
            time.advance(SETTLED);
        }
        Patience.until("no timer or task is left, not " + background.users(), () -> background.users() == 0);
        Patience.until("no thread is left", () -> threadsBefore.containsAll(conectaThreads()));
        assertThat(violations).as("violations").isEmpty();
        for (Pool<Thing> pool : pools) {
            PoolStats stats = pool.stats();
            assertThat(stats.waiting()).as("waiters left").isZero();
            assertThat(stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance())
                    .as("left in the closed pool: %s", stats)
                    .isZero();
            assertThat(stats.closed()).as("created − closed: %s", stats).isEqualTo(stats.created());
        }
        if (closedAtEnd) {
            assertThat(created.stream().filter(thing -> !thing.isClosed()))
                    .as("left open")
                    .isEmpty();
            assertThat(alive.get()).as("left alive").isZero();
        }
        assertThat(mostAlive.get()).as("most alive at once").isLessThanOrEqualTo(limit.get());
    }

    /** On a thread of its own: whatever that waits for may need this test's time. */
    private void closePools() {
        Borrower<Boolean> closing = thread(() -> {
            pools.forEach(Pool::close);
            pools.forEach(pool -> pool.loans().forEach(loan -> takeBack(pool, loan)));
            return true;
        });
        if (background.clock() == time) {
            for (closing.awaitDoneOrParked(); !closing.isDone(); closing.awaitDoneOrParked()) {
                time.advance(SETTLED);
            }
        }
        closing.result();
    }

    /** Returns what its borrower has kept, unless that returns it just now. */
    private static void takeBack(Pool<Thing> pool, Loan loan) {
        try {
            pool.put((Thing) loan.object());
        } catch (IllegalStateException returned) {
            if (pool.loans().stream().anyMatch(each -> each.object() == loan.object())) {
                throw returned;
            }
        }
    }

    private static List<Thread> conectaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("conecta-"))
                .toList();
    }
}
