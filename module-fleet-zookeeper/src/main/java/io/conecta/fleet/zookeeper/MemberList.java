package io.conecta.fleet.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.conecta.fleet.LedgerException;
import io.conecta.fleet.spi.Contact;
import io.conecta.fleet.spi.LedgerText;
import io.conecta.fleet.zookeeper.Requests.Deadline;
import io.conecta.fleet.zookeeper.Requests.Failed;
import io.conecta.fleet.zookeeper.Requests.Node;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, asked anew each time. A member's node says after how long its session ends, and what it publishes; one that has not changed for
 * three times as long belongs to a member that does not renew, though its session lives on, and is deleted.
 *
 * <p>Used by one thread.
 */
final class MemberList {
    /** With more, something is wrong with the folder. */
    private static final int MOST = 60_000;

    private static final int SILENT = 3;
    private static final long LONGEST_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Requests requests;
    private final Names names;
    private final LedgerText text;
    private final String self;
    private final Silence silence = new Silence();

    MemberList(Requests requests, Names names, LedgerText text, String self) {
        this.requests = requests;
        this.names = names;
        this.text = text;
        this.self = self;
    }

    /** {@return what a member's node holds} */
    static byte[] data(Duration sessionTimeout, String publication) {
        return (sessionTimeout.toMillis() + " " + publication).getBytes(UTF_8);
    }

    Map<String, String> read(Deadline deadline, Contact contact) throws LedgerException, InterruptedException {
        CompletableFuture<Optional<Failed>> upToDate = requests.barrier(names.members);
        List<String> children = Requests.await(requests.children(names.members), deadline);
        Requests.await(upToDate, deadline);
        if (children.size() > MOST) {
            throw new LedgerException(deadline.what() + ": more than " + MOST + " nodes in " + names.members, null);
        }
        List<String> nodes = children.stream()
                .filter(node -> isMember(node))
                .sorted(Comparator.comparingLong(Names::number))
                .toList();
        List<CompletableFuture<Node>> asked = nodes.stream()
                .map(node -> requests.get(names.member(node), null))
                .toList();
        if (!contact.there(
                Duration.ofMillis(requests.handle.getSessionTimeout()).toNanos())) {
            silence.forget();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = Requests.orNull(asked.get(i), deadline);
            String id = Names.id(nodes.get(i));
            if (node != null && id != null && !deleted(nodes.get(i), id, node, deadline)) {
                found.put(id, text.readPublication(id, publication(node)));
            }
        }
        silence.keep(new HashSet<>(nodes));
        return found;
    }

    /** Reported with a space in it, for what is no member's name may still look like an id. */
    private boolean isMember(String node) {
        return Names.id(node) != null || text.readId("node " + node);
    }

    private boolean deleted(String node, String id, Node read, Deadline deadline)
            throws LedgerException, InterruptedException {
        long silent = silence.of(node, read.stat().getMzxid());
        if (node.equals(self) || silent < SILENT * timeout(read).toNanos()) {
            return false;
        }
        CompletableFuture<Boolean> mail;
        try {
            Requests.orNull(requests.delete(names.member(node), read.stat().getVersion()), deadline);
            mail = requests.delete(names.mail(id), -1);
        } catch (LedgerException renewedNow) {
            return false;
        }
        mail.exceptionally(notThere -> false);
        return true;
    }

    /** The longer of its own and ours. */
    private Duration timeout(Node node) {
        Duration own = Duration.ofMillis(requests.handle.getSessionTimeout());
        String data = node.text();
        String first = data.substring(0, Math.max(0, data.indexOf(' ')));
        Duration its =
                Duration.ofMillis(first.matches("[0-9]{1,9}") ? Math.min(LONGEST_MILLIS, Long.parseLong(first)) : 0);
        return its.compareTo(own) > 0 ? its : own;
    }

    /** What nobody has written yet is nothing; what is too long is said so by its length. */
    private static @Nullable String publication(Node node) {
        if (node.stat().getVersion() == 0) {
            return "";
        }
        String data = node.text();
        int space = data.indexOf(' ');
        return space < 0 ? null : data.substring(space + 1);
    }
}
