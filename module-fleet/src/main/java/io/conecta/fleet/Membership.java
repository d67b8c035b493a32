package io.conecta.fleet;

import io.conecta.PoolHealth;
import io.conecta.config.LeasedBudget;
import io.conecta.fleet.internal.Protocol;
import io.conecta.fleet.internal.Request;
import io.conecta.fleet.internal.Terms;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Drives the {@link Protocol} of one member: one thread asks the ledger, one watches the lease, and a lock keeps them apart. It is never held while
 * the ledger is asked. Under it the pools are told of their permits, which they note and act on with threads of their own.
 */
final class Membership implements FleetLedger.Listener {
    /** What the ledger will be asked for, as far as is known before. */
    private static final long USUAL_TIMEOUT = Duration.ofSeconds(20).toNanos();

    private static final long TICK = Duration.ofMillis(100).toNanos();

    private final FleetLedger ledger;
    private final String name;
    private final LeasedBudget pools;
    private final LeaseTerms lease;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by {@link #lock}, as what follows. Counts what may be a reason to ask the ledger. */
    private long signals;

    private final Protocol protocol;

    private final Announcer announcer;
    private final Picture picture;
    private final Surveyor surveyor;
    private final Thread asks;
    private final Thread watches;
    /** The one thread that asks the ledger uses it; others close it. */
    private volatile FleetLedger.@Nullable Session session;

    private volatile boolean stopped;
    /** Whether a hint came while the lock was held. */
    private volatile boolean hinted;

    Membership(FleetLedger ledger, String name, Terms terms, LeasedBudget pools, LeaseTerms lease) {
        this.ledger = ledger;
        this.name = name;
        this.pools = pools;
        this.lease = lease;
        announcer = new Announcer(name, terms);
        protocol =
                new Protocol(terms, new HeldByPools(pools), USUAL_TIMEOUT, new Random(), announcer, System.nanoTime());
        picture = new Picture(protocol, terms, System.nanoTime());
        surveyor = new Surveyor(name);
        asks = thread("conecta-fleet-" + name, this::ask);
        watches = thread("conecta-fleet-" + name + "-lease", this::watch);
    }

    private static Thread thread(String name, Runnable run) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Membership.class.getClassLoader());
        return thread;
    }

    void start() {
        asks.start();
        watches.start();
    }

    private void ask() {
        try {
            while (!stopped && !asked()) {
                // Whatever happens, this goes on until the fleet is left.
            }
        } finally {
            stopped = true;
            surveyor.end();
            closeSession();
        }
    }

    /** {@return whether that was the last step} */
    private boolean asked() {
        try {
            Request next = next();
            if (next instanceof Request.Stop) {
                return true;
            } else if (next instanceof Request.Pause pause) {
                pause(pause.until());
                surveyor.serve(session); // Only now: what the lease needs comes first.
            } else {
                perform(next);
            }
        } catch (InterruptedException stop) {
            return stopped; // Nobody but close interrupts, unless the ledger does.
        } catch (Throwable trouble) { // No memory, or an error of ours: the next step may be better.
            sleep(TICK);
        }
        return false;
    }

    private static void sleep(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    private Request next() {
        lock.lock();
        try {
            return protocol.next(System.nanoTime());
        } finally {
            settle();
        }
    }

    /** Ends a step of the protocol. */
    private void settle() {
        try {
            lease.update(protocol);
            picture.look(System.nanoTime());
            announcer.look(protocol, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private void pause(long until) throws InterruptedException {
        lock.lock();
        try {
            long seen = signals;
            long left = until - System.nanoTime();
            while (seen == signals && left > 0 && !surveyor.isAsked()) {
                changed.awaitNanos(left);
                left = until - System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /** There may be something to ask the ledger. With the lock. */
    private void signal() {
        signals++;
        changed.signalAll();
    }

    private void perform(Request request) throws InterruptedException {
        try {
            Runnable answer = answer(request);
            lock.lock();
            try {
                answer.run();
            } finally {
                settle();
            }
            FleetLedger.Session now = session;
            if (now != null) {
                now.watchMembers(protocol.watches());
            }
        } catch (SessionGoneException gone) {
            closeSession();
            failed(gone, true);
        } catch (LedgerException noAnswer) {
            failed(noAnswer, false);
        } catch (RuntimeException
                | LinkageError bad) { // A ledger that breaks its contract is one that does not answer.
            failed(bad, false);
        }
    }

    private void failed(Throwable failure, boolean gone) {
        lock.lock();
        try {
            announcer.failed(failure);
            if (gone) {
                protocol.gone(System.nanoTime());
            } else {
                protocol.failed(System.nanoTime());
            }
        } finally {
            settle();
        }
    }

    /** Asks the ledger. {@return what tells the protocol} */
    private Runnable answer(Request request) throws LedgerException, InterruptedException {
        if (request instanceof Request.Join join) {
            return joined(join);
        }
        FleetLedger.Session now = session;
        if (now == null) {
            throw new SessionGoneException("fleet \"" + name + "\": the session was closed", null);
        }
        if (request instanceof Request.Renew renew) {
            FleetLedger.Renewal renewal = now.renew(renew.publication());
            return () -> {
                picture.beatBy(renewal.beatBy());
                protocol.renewed(renewal, now.validUntil(), now.sessionTimeout().toNanos(), System.nanoTime());
            };
        } else if (request instanceof Request.Read) {
            FleetLedger.Value value = now.read();
            return () -> {
                picture.read(value.version());
                protocol.read(value, System.nanoTime());
            };
        } else if (request instanceof Request.Members) {
            var members = now.members();
            return () -> protocol.members(members, System.nanoTime());
        } else if (request instanceof Request.Replace replace) {
            boolean won = now.compareAndSet(replace.version(), replace.text());
            return () -> protocol.replaced(won, System.nanoTime());
        } else if (request instanceof Request.Post post) {
            now.mail(post.mail(), post.beat());
            return () -> protocol.posted(System.nanoTime());
        } else if (request instanceof Request.Forget forget) {
            now.forget(forget.id());
            return () -> protocol.forgotten(forget.id(), System.nanoTime());
        } else {
            now.leave();
            return protocol::left;
        }
    }

    private Runnable joined(Request.Join join) throws LedgerException, InterruptedException {
        closeSession();
        FleetLedger.Session joined = ledger.join(name, join.publication(), Duration.ofNanos(callNanos()), this);
        session = joined;
        return () -> protocol.joined(
                joined.id(), joined.validUntil(), joined.sessionTimeout().toNanos(), System.nanoTime());
    }

    private long callNanos() {
        lock.lock();
        try {
            return Terms.renewal(protocol.sessionTimeout());
        } finally {
            lock.unlock();
        }
    }

    private void closeSession() {
        FleetLedger.Session old = session;
        session = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException bad) {
                announcer.failed(bad);
            }
        }
    }

    /** Looks after the lease and after what is wanted. This thread never does any I/O, so that it is there when the lease ends. */
    private void watch() {
        while (!stopped) {
            long pause = TICK;
            try {
                pause = tick();
            } catch (
                    Throwable trouble) { // No memory, or an error of ours: what is to be done is done by the next look.
                pause = TICK / 10;
            }
            sleep(Math.max(1, Math.min(TICK, pause)));
        }
    }

    /** {@return for how long the lease lasts, or until the next look} */
    private long tick() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (hinted) {
                hinted = false;
                protocol.wake(now);
            }
            protocol.tick(now);
            signal();
            long left = protocol.validUntil() - now;
            return left > 0 ? left + 1 : TICK;
        } finally {
            settle();
        }
    }

    @Override
    public void changed() {
        // Not under the lock: a hint must not wait for anything.
        if (lock.tryLock()) {
            try {
                protocol.wake(System.nanoTime());
                signal();
            } finally {
                lock.unlock();
            }
        } else {
            hinted = true;
        }
    }

    void limit(int limit) {
        lock.lock();
        try {
            protocol.limit(limit);
            signal();
        } finally {
            lock.unlock();
        }
    }

    void close(Duration timeout) {
        lock.lock();
        try {
            protocol.leave();
            signal();
        } finally {
            settle();
        }
        try {
            join(timeout.toNanos());
            pools.revoke();
            join(callNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            stopped = true;
            asks.interrupt();
            LockSupport.unpark(watches);
        }
    }

    private void join(long nanos) throws InterruptedException {
        if (asks.isAlive() && nanos > 0) {
            TimeUnit.NANOSECONDS.timedJoin(asks, nanos);
        }
    }

    FleetStats stats() {
        lock.lock();
        try {
            return statsNow();
        } finally {
            lock.unlock();
        }
    }

    private FleetStats statsNow() {
        return picture.stats(pools.used(), System.nanoTime());
    }

    /** {@return the whole fleet} It is read by the thread that asks the ledger; this one waits. */
    FleetSurvey survey() throws LedgerException, InterruptedException {
        CompletableFuture<Surveyor.Found> answer;
        long timeout;
        lock.lock();
        try {
            answer = surveyor.ask();
            timeout = protocol.sessionTimeout();
            signal();
        } finally {
            lock.unlock();
        }
        Surveyor.Found found = surveyor.await(answer, timeout);
        FleetStats now = stats();
        return new Surveys(name, now.memberId(), now.optimiserId()).of(found);
    }

    PoolHealth health() {
        lock.lock();
        try {
            return announcer.health(statsNow(), stopped, protocol.sessionTimeout());
        } finally {
            lock.unlock();
        }
    }

    /** {@return how the fleet is, to follow something} */
    String describe() {
        return stopped ? "it was closed" : announcer.describe(stats());
    }
}
