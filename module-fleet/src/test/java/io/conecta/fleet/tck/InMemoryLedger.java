package io.conecta.fleet.tck;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.spi.Hints;
import io.conecta.fleet.spi.LedgerText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in the memory of one JVM, for tests, in real time. It is the server; each {@link #line()} is a ledger as one process has it, with
 * troubles of its own. Used as a ledger itself, it is one more line. {@link #stop()} takes it away from all of them.
 *
 * <p>Thread-safe.
 */
public final class InMemoryLedger implements FleetLedger {
    private static final int TICK_MILLIS = 20;
    /** So much of a session's time its holder does not count on, since clocks differ in rate. */
    private static final int MARGIN = 100;

    private final Duration timeout;
    private final Line own = new Line(this);
    private final Map<String, Fleet> fleets = new TreeMap<>();
    private long lastVersion;
    private boolean stopped;
    private boolean ticking;

    /** What is in it of one fleet. Guarded by the ledger. */
    private static final class Fleet {
        final Map<String, Entry> members = new LinkedHashMap<>();
        Value value = new Value(0, "");
        long beat;
        String beatBy = "";
    }

    /** A member. Guarded by the ledger. */
    private static final class Entry {
        final Hints hints;
        final Line line;
        String publication;

        @Nullable
        String mail;

        long expires;
        boolean watches;

        Entry(Line line, String publication, long expires, Listener wake) {
            this.line = line;
            this.publication = publication;
            this.expires = expires;
            hints = new Hints(wake);
        }

        void hint() {
            if (!line.losesHints) {
                hints.give();
            }
        }
    }

    /** @param sessionTimeout after how long without a renewal a session ends */
    public InMemoryLedger(Duration sessionTimeout) {
        timeout = sessionTimeout;
    }

    /** {@return the ledger as one more process has it} */
    public Line line() {
        return new Line(this);
    }

    @Override
    public FleetLedger.Session join(String fleet, String publication, Duration callTimeout, Listener wake)
            throws LedgerException, InterruptedException {
        return own.join(fleet, publication, callTimeout, wake);
    }

    /** Nobody gets an answer any more, and nobody dies. */
    public synchronized void stop() {
        stopped = true;
    }

    /** Answers again. As ZooKeeper does, it gives each session that is still there its whole time anew. */
    public synchronized void start() {
        stopped = false;
        long expires = System.nanoTime() + timeout.toNanos();
        fleets.values().forEach(fleet -> fleet.members.values().forEach(member -> member.expires = expires));
        fleets.values().forEach(fleet -> fleet.members.values().forEach(Entry::hint));
    }

    /** {@return the shared value, read by hand} */
    public synchronized Value value(String fleet) {
        return fleet(fleet).value;
    }

    /** Overwrites the shared value by hand; an empty one deletes it. */
    public synchronized void value(String fleet, String text) {
        fleet(fleet).value = text.isEmpty() ? new Value(0, "") : new Value(++lastVersion, text);
    }

    /** {@return who is alive with what they have published, eldest first} */
    public synchronized Map<String, String> members(String fleet) {
        expire();
        Map<String, String> found = new LinkedHashMap<>();
        fleet(fleet).members.forEach((id, member) -> found.put(id, member.publication));
        return found;
    }

    /** Ends a session, as if it had expired. The others see that, its holder learns it with its next call. */
    public synchronized void expire(String fleet, String id) {
        remove(fleet(fleet), id);
    }

    private Fleet fleet(String name) {
        return fleets.computeIfAbsent(name, fresh -> new Fleet());
    }

    private void expire() {
        long now = System.nanoTime();
        if (!stopped) {
            for (Fleet fleet : fleets.values()) {
                List.copyOf(fleet.members.entrySet()).stream()
                        .filter(member -> now - member.getValue().expires >= 0)
                        .forEach(member -> remove(fleet, member.getKey()));
            }
        }
    }

    private static void remove(Fleet fleet, String id) {
        Entry gone = fleet.members.remove(id);
        if (gone != null) {
            gone.hints.give();
            wakeWatchers(fleet, id);
        }
    }

    private static void wakeWatchers(Fleet fleet, String changed) {
        fleet.members.forEach((id, member) -> {
            if (member.watches && !id.equals(changed)) {
                member.hint();
            }
        });
    }

    /** Lets sessions expire, so that those who watch hear of it, for as long as there are any. */
    private void tick() {
        try {
            while (true) {
                synchronized (this) {
                    expire();
                    if (fleets.values().stream().allMatch(fleet -> fleet.members.isEmpty())) {
                        ticking = false;
                        return;
                    }
                    wait(TICK_MILLIS);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String add(String fleet, Line line, String publication, Listener wake) {
        String id = LedgerText.random(12);
        fleet(fleet).members.put(id, new Entry(line, publication, System.nanoTime() + timeout.toNanos(), wake));
        wakeWatchers(fleet(fleet), id);
        if (!ticking) {
            ticking = true;
            Thread ticker = new Thread(this::tick, "conecta-fleet-memory");
            ticker.setDaemon(true);
            ticker.start();
        }
        return id;
    }

    /** The ledger as one process has it. */
    public static final class Line implements FleetLedger {
        private final InMemoryLedger server;
        private volatile boolean unreachable;
        private volatile boolean losesAnswers;
        private volatile boolean losesHints;
        private volatile Duration slow = Duration.ZERO;

        private Line(InMemoryLedger server) {
            this.server = server;
        }

        /** Whether calls fail at once, and are not carried out. */
        public void unreachable(boolean on) {
            unreachable = on;
        }

        /** Whether calls are carried out, and fail nevertheless. */
        public void loseAnswers(boolean on) {
            losesAnswers = on;
        }

        /** Whether listeners are not woken. */
        public void loseHints(boolean on) {
            losesHints = on;
        }

        /** How long a call takes; it fails if that is longer than it may. Half of it passes before the call is carried out. */
        public void slow(Duration by) {
            slow = by;
        }

        @Override
        public FleetLedger.Session join(String fleet, String publication, Duration callTimeout, Listener wake)
                throws LedgerException, InterruptedException {
            LedgerText.fleet(fleet);
            LedgerText.publication(publication);
            long sent = System.nanoTime();
            return call(callTimeout, () -> {
                String id = server.add(fleet, this, publication, wake);
                return new Member(this, fleet, id, callTimeout, sent);
            });
        }

        private <T> T call(Duration callTimeout, Work<T> work) throws LedgerException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long left = pass(slow.dividedBy(2), callTimeout.toNanos());
            T answer;
            synchronized (server) {
                if (unreachable || server.stopped) {
                    throw new LedgerException("the ledger cannot be reached", null);
                }
                server.expire();
                answer = work.run();
            }
            if (losesAnswers) {
                throw new LedgerException("the answer was lost", null);
            }
            pass(slow.dividedBy(2), left);
            return answer;
        }

        /** {@return what is left of the time of a call} */
        private static long pass(Duration by, long left) throws LedgerException, InterruptedException {
            long nanos = by.toNanos();
            Thread.sleep(Duration.ofNanos(Math.min(nanos, left)).toMillis());
            if (nanos > left) {
                throw new LedgerException("no answer in time", null);
            }
            return left - nanos;
        }
    }

    private interface Work<T> {
        T run() throws LedgerException;
    }

    private static final class Member implements FleetLedger.Session {
        private final Line line;
        private final InMemoryLedger server;
        private final String fleet;
        private final String id;
        private final Duration callTimeout;
        private final long lasts;
        private volatile long validUntil;

        Member(Line line, String fleet, String id, Duration callTimeout, long sent) {
            this.line = line;
            this.fleet = fleet;
            this.id = id;
            this.callTimeout = callTimeout;
            server = line.server;
            lasts = server.timeout.toNanos() - server.timeout.toNanos() / MARGIN;
            validUntil = sent + lasts;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public long validUntil() {
            return validUntil;
        }

        @Override
        public Duration sessionTimeout() {
            return server.timeout;
        }

        /** Calls the server with this member's entry. */
        private <T> T ask(Asked<T> work) throws LedgerException, InterruptedException {
            return line.call(callTimeout, () -> {
                Entry self = server.fleet(fleet).members.get(id);
                if (self == null) {
                    throw new SessionGoneException("member " + id + " has ended", null);
                }
                return work.run(server.fleet(fleet), self);
            });
        }

        private interface Asked<T> {
            T run(Fleet fleet, Entry self);
        }

        @Override
        public Renewal renew(String publication) throws LedgerException, InterruptedException {
            LedgerText.publication(publication);
            long sent = System.nanoTime();
            Renewal renewal = ask((all, self) -> {
                self.expires = System.nanoTime() + server.timeout.toNanos();
                if (!self.publication.equals(publication)) {
                    self.publication = publication;
                    wakeWatchers(all, id);
                }
                boolean eldest = all.members.keySet().iterator().next().equals(id);
                return new Renewal(self.mail, all.beat, all.beatBy, eldest);
            });
            validUntil = sent + lasts;
            return renewal;
        }

        @Override
        public Value read() throws LedgerException, InterruptedException {
            return ask((all, self) -> all.value);
        }

        @Override
        public boolean compareAndSet(long version, String value) throws LedgerException, InterruptedException {
            LedgerText.value(value);
            return ask((all, self) -> {
                if (all.value.version() != version) {
                    return false;
                }
                all.value = new Value(++server.lastVersion, value);
                return true;
            });
        }

        @Override
        public Map<String, String> members() throws LedgerException, InterruptedException {
            return ask((all, self) -> server.members(fleet));
        }

        @Override
        public void mail(Map<String, String> perMember, long beat) throws LedgerException, InterruptedException {
            LedgerText.mail(perMember);
            ask((all, self) -> {
                perMember.forEach((to, text) -> {
                    Entry member = all.members.get(to);
                    if (member != null) {
                        member.mail = text;
                        member.hint();
                    }
                });
                all.beat = beat;
                all.beatBy = id;
                return true;
            });
        }

        @Override
        public void watchMembers(boolean on) {
            withSelf(self -> self.watches = on);
        }

        private void withSelf(Consumer<Entry> action) {
            synchronized (server) {
                Entry self = server.fleet(fleet).members.get(id);
                if (self != null) {
                    action.accept(self);
                }
            }
        }

        @Override
        public void forget(String formerId) throws LedgerException, InterruptedException {
            LedgerText.id(formerId);
            ask((all, self) -> {
                remove(all, formerId);
                return true;
            });
        }

        @Override
        public void leave() throws LedgerException, InterruptedException {
            line.call(callTimeout, () -> {
                remove(server.fleet(fleet), id);
                return true;
            });
        }

        @Override
        public void close() {
            withSelf(self -> self.hints.close());
        }
    }
}
