package io.conecta.fleet.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.spi.Contact;
import io.conecta.fleet.spi.Hints;
import io.conecta.fleet.spi.LedgerText;
import io.conecta.fleet.zookeeper.Requests.Deadline;
import io.conecta.fleet.zookeeper.Requests.Failed;
import io.conecta.fleet.zookeeper.Requests.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * A member: two nodes that are there as long as the session with ZooKeeper in which it joined. That session is never exchanged for another; what
 * Curator says of connections is not asked.
 */
final class ZooKeeperSession implements FleetLedger.Session {
    private final Requests requests;
    private final Names names;
    private final String node;
    private final String id;
    private final Duration callTimeout;
    private final Duration tick;
    private final Hints hints;
    private final LedgerText text;
    private final Closing closing;
    private final Watcher mailWatcher;
    private final Watcher memberWatcher;
    private final Lease lease = new Lease();
    private final Contact contact = new Contact();
    private final MemberList list;
    private volatile long validUntil;
    private volatile boolean closed;
    private volatile @Nullable String gone;
    /** Touched by the user's thread, as all below: since when the leader surely knows of the session. */
    private long proven;
    /** Who joined before this one, and has to be gone for it to be the eldest. */
    private @Nullable String elder;

    /** Told once, when the session is not used any more. */
    @FunctionalInterface
    interface Closing {
        void closed(boolean left);
    }

    /** What a session is made of. */
    record Parts(
            Requests requests,
            Names names,
            String node,
            Duration callTimeout,
            Duration tick,
            FleetLedger.Listener wake,
            LedgerText text,
            Closing closing) {}

    ZooKeeperSession(Parts parts, long proven) {
        requests = parts.requests;
        names = parts.names;
        node = parts.node;
        id = LedgerText.id(String.valueOf(Names.id(node)));
        callTimeout = parts.callTimeout;
        tick = parts.tick;
        text = parts.text;
        closing = parts.closing;
        hints = new Hints(parts.wake);
        list = new MemberList(requests, names, text, node);
        mailWatcher = this::seen;
        memberWatcher = this::seen;
        this.proven = proven;
        validUntil = proven;
    }

    private void seen(WatchedEvent event) {
        String path = event.getPath();
        // Its own renewals are no news.
        if (path != null && !path.equals(requests.path(names.member(node)))) {
            hints.give();
        }
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
        return Duration.ofMillis(requests.handle.getSessionTimeout());
    }

    private interface Work<T> {
        T run(Deadline deadline) throws LedgerException, InterruptedException;
    }

    private <T> T ask(String what, Work<T> work) throws LedgerException, InterruptedException {
        String ended = gone;
        if (ended != null) {
            throw new SessionGoneException(ended, null);
        }
        if (closed) {
            throw new LedgerException(what + ": this session has been closed", null);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long sent = System.nanoTime();
        try {
            T answer = work.run(new Deadline(what, callTimeout));
            contact.answered(sent, sessionTimeout().toNanos());
            return answer;
        } catch (SessionGoneException known) {
            gone = known.getMessage();
            throw known;
        } catch (LedgerException | InterruptedException unknown) {
            contact.lost();
            throw unknown;
        }
    }

    private SessionGoneException noNode() {
        return new SessionGoneException("member " + id + " has no node any more", null);
    }

    private void requireNode(CompletableFuture<Stat> answer, Deadline deadline)
            throws LedgerException, InterruptedException {
        if (Requests.orNull(answer, deadline) == null) {
            throw noNode();
        }
    }

    /** What failed of operations whose first one checks the own node; null if nothing did. */
    private @Nullable Failed failed(CompletableFuture<Optional<Failed>> answer, Deadline deadline)
            throws LedgerException, InterruptedException {
        Failed failed = Requests.await(answer, deadline).orElse(null);
        if (failed != null && failed.index() == 0 && failed.code() == Code.NONODE) {
            throw noNode();
        }
        return failed;
    }

    private static LedgerException refused(Failed failed, String node, Deadline deadline) {
        return new LedgerException(deadline.what() + ": ZooKeeper answers " + failed.code() + " for " + node, null);
    }

    @Override
    public Renewal renew(String publication) throws LedgerException, InterruptedException {
        LedgerText.publication(publication);
        return ask("renew", deadline -> renew(publication, deadline));
    }

    private Renewal renew(String publication, Deadline deadline) throws LedgerException, InterruptedException {
        Duration before = sessionTimeout();
        long sent = System.nanoTime();
        CompletableFuture<Stat> renewed = requests.set(names.member(node), MemberList.data(before, publication));
        CompletableFuture<Node> mail = requests.get(names.mail(id), mailWatcher);
        CompletableFuture<Node> beat = requests.get(names.beat, null);
        String previous = elder;
        CompletableFuture<@Nullable Stat> elderThere =
                previous == null ? CompletableFuture.completedFuture(null) : requests.exists(names.member(previous));
        requireNode(renewed, deadline);
        prolong(sent, before);
        if (previous != null && Requests.orNull(elderThere, deadline) == null) {
            findElder(deadline);
        }
        Node news = Requests.orNull(mail, deadline);
        return renewal(
                news == null || news.stat().getVersion() == 0 ? null : news.text(), Requests.orNull(beat, deadline));
    }

    /** A session's time may have changed with the connection: the shorter one counts. */
    private void prolong(long sent, Duration before) {
        Duration now = sessionTimeout();
        long lasts = (now.compareTo(before) < 0 ? now : before).toNanos();
        proven = lease.renewed(sent, Math.min(tick.toNanos(), lasts / 2), proven);
        // A hundredth is left out: that much may the rates of two clocks differ.
        long until = proven + lasts - lasts / 100;
        validUntil = until - validUntil > 0 || before.compareTo(now) != 0 ? until : validUntil;
    }

    private void findElder(Deadline deadline) throws LedgerException, InterruptedException {
        elder = Names.elder(Requests.await(requests.children(names.members), deadline), node);
    }

    private Renewal renewal(@Nullable String mail, @Nullable Node beat) {
        String[] words = beat == null ? new String[0] : beat.text().split(" ", -1);
        boolean known = words.length == 2 && words[0].matches("-?[0-9]{1,18}") && LedgerText.isId(words[1]);
        return new Renewal(
                text.readMail(id, mail), known ? Long.parseLong(words[0]) : 0, known ? words[1] : "", elder == null);
    }

    /** The first renewal, and all that a member is to know. */
    void begin(String publication, Deadline deadline) throws LedgerException, InterruptedException {
        try {
            findElder(deadline);
            renew(publication, deadline);
        } catch (LedgerException | InterruptedException failed) {
            // Nobody has it: it need not wait for others to find it silent.
            var unused = requests.delete(names.member(node), -1);
            throw failed;
        }
        contact.answered(System.nanoTime(), sessionTimeout().toNanos());
    }

    @Override
    public Value read() throws LedgerException, InterruptedException {
        return ask("read", deadline -> {
            CompletableFuture<Optional<Failed>> self = requests.barrier(names.member(node));
            CompletableFuture<Node> value = requests.get(names.ledger, null);
            Failed failed = failed(self, deadline);
            if (failed != null) {
                throw refused(failed, names.member(node), deadline);
            }
            Node read = Requests.orNull(value, deadline);
            if (read == null || read.stat().getVersion() == 0) {
                return new Value(0, "");
            }
            String found = text.readValue(read.stat().getDataLength() > LedgerText.VALUE ? null : read.text());
            if (found == null) {
                throw new LedgerException(
                        "read: the value in " + names.ledger + " is not one that a ledger has written", null);
            }
            return new Value(read.stat().getVersion(), found);
        });
    }

    @Override
    public boolean compareAndSet(long version, String value) throws LedgerException, InterruptedException {
        LedgerText.value(value);
        if (version < 0 || version > Integer.MAX_VALUE) {
            return false;
        }
        List<Op> operations = List.of(
                Op.check(requests.path(names.member(node)), -1),
                Op.setData(requests.path(names.ledger), value.getBytes(UTF_8), (int) version));
        return ask("compare and set", deadline -> {
            Failed failed = failed(requests.all(operations), deadline);
            if (failed == null) {
                return true;
            }
            if (failed.code() == Code.BADVERSION || (failed.code() == Code.NONODE && version != 0)) {
                return false;
            }
            throw refused(
                    failed,
                    failed.code() == Code.NONODE
                            ? names.ledger + ", which somebody has deleted; the next member that joins creates it"
                            : names.ledger,
                    deadline);
        });
    }

    @Override
    public Map<String, String> members() throws LedgerException, InterruptedException {
        return ask("members", deadline -> {
            Map<String, String> found = list.read(deadline, contact);
            if (!found.containsKey(id)) {
                throw noNode();
            }
            return found;
        });
    }

    @Override
    public void mail(Map<String, String> perMember, long beat) throws LedgerException, InterruptedException {
        LedgerText.mail(perMember);
        List<Op> operations = List.of(
                Op.check(requests.path(names.member(node)), -1),
                Op.setData(requests.path(names.beat), (beat + " " + id).getBytes(UTF_8), -1));
        ask("mail", deadline -> {
            CompletableFuture<Optional<Failed>> own = requests.all(operations);
            List<CompletableFuture<Stat>> sent = new ArrayList<>();
            perMember.forEach((to, mail) -> sent.add(requests.set(names.mail(to), mail.getBytes(UTF_8))));
            Failed failed = failed(own, deadline);
            for (CompletableFuture<Stat> each : sent) {
                Requests.orNull(each, deadline);
            }
            if (failed != null) {
                throw refused(failed, names.beat, deadline);
            }
            return true;
        });
    }

    @Override
    public void watchMembers(boolean on) {
        // No answer is waited for: without the watch, changes are found out with the next renewal.
        if (on) {
            requests.handle.addWatch(
                    requests.path(names.members),
                    memberWatcher,
                    AddWatchMode.PERSISTENT_RECURSIVE,
                    (rc, path, ctx) -> {},
                    null);
        } else {
            requests.handle.removeWatches(
                    requests.path(names.members), memberWatcher, WatcherType.Any, true, (rc, path, ctx) -> {}, null);
        }
    }

    @Override
    public void forget(String formerId) throws LedgerException, InterruptedException {
        LedgerText.id(formerId);
        String former = Names.node(formerId);
        ask("forget", deadline -> {
            requireNode(requests.exists(names.member(node)), deadline);
            if (former != null) {
                CompletableFuture<Boolean> mail = requests.delete(names.mail(formerId), -1);
                Requests.orNull(requests.delete(names.member(former), -1), deadline);
                Requests.orNull(mail, deadline);
            }
            return true;
        });
    }

    @Override
    public void leave() throws LedgerException, InterruptedException {
        if (gone == null) {
            ask("leave", deadline -> {
                CompletableFuture<Boolean> member = requests.delete(names.member(node), -1);
                CompletableFuture<Boolean> mail = requests.delete(names.mail(id), -1);
                Requests.orNull(member, deadline);
                Requests.orNull(mail, deadline);
                return true;
            });
            gone = "member " + id + " has left";
        }
        close();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            hints.close();
            watchMembers(false);
            closing.closed(gone != null);
        }
    }
}
