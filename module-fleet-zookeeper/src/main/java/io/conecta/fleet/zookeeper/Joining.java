package io.conecta.fleet.zookeeper;

import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.spi.LedgerText;
import io.conecta.fleet.zookeeper.Requests.Deadline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * Creates the nodes of a new member. They are created by Curator, so that the client's ACLs apply, and empty: Curator may compress what it
 * writes. Whatever has version 0 has not been written yet.
 */
final class Joining {
    private final CuratorFramework framework;
    private final Names names;
    private final Deadline deadline;

    Joining(CuratorFramework framework, Names names, Deadline deadline) {
        this.framework = framework;
        this.names = names;
        this.deadline = deadline;
    }

    /** {@return the session with ZooKeeper, connected} */
    Requests connect() throws LedgerException, InterruptedException {
        if (!framework.blockUntilConnected(
                (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.left())), TimeUnit.MILLISECONDS)) {
            throw new LedgerException(deadline.what() + ": no connection to ZooKeeper in time", null);
        }
        try {
            ZooKeeper handle = framework.getZookeeperClient().getZooKeeper();
            return new Requests(handle, framework.getNamespace());
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            throw new LedgerException(deadline.what() + ": no connection to ZooKeeper", failed);
        }
    }

    /** Creates what all members share, unless it is there. */
    void folders(Requests requests) throws LedgerException, InterruptedException {
        List<String> all = List.of(names.ledger, names.beat, names.members, names.mail);
        List<CompletableFuture<Stat>> there = all.stream().map(requests::exists).toList();
        for (int i = 0; i < all.size(); i++) {
            if (Requests.orNull(there.get(i), deadline) == null) {
                create(all.get(i), CreateMode.PERSISTENT);
            }
        }
    }

    /** {@return the name of the new member's node} */
    String member(Requests requests) throws LedgerException, InterruptedException {
        String token = LedgerText.random(Names.TOKEN);
        String path = create(names.member(token + "-"), CreateMode.EPHEMERAL_SEQUENTIAL);
        String node = path.substring(path.lastIndexOf('/') + 1);
        String id = Names.id(node);
        Stat stat = Requests.orNull(requests.exists(names.member(node)), deadline);
        if (id == null || stat == null || stat.getEphemeralOwner() != requests.handle.getSessionId()) {
            throw new LedgerException(
                    deadline.what() + ": the session with ZooKeeper changed meanwhile, or numbers have run out: "
                            + node,
                    null);
        }
        create(names.mail(id), CreateMode.EPHEMERAL);
        return node;
    }

    /** {@return the path; if it exists already, that is no mistake} */
    String create(String path, CreateMode mode) throws LedgerException, InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        BackgroundCallback callback = (client, event) -> complete(answer, event, path);
        try {
            framework
                    .create()
                    .creatingParentsIfNeeded()
                    .withMode(mode)
                    .inBackground(callback)
                    .forPath(path, new byte[0]);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            throw new LedgerException(deadline.what() + ": " + failed, failed);
        }
        try {
            return Requests.await(answer, deadline);
        } catch (SessionGoneException ended) {
            // There is none yet: whoever joins asks again.
            throw new LedgerException(String.valueOf(ended.getMessage()), ended);
        }
    }

    private static void complete(CompletableFuture<String> answer, CuratorEvent event, String path) {
        Code code = Code.get(event.getResultCode());
        String name = event.getName();
        if (code == Code.OK) {
            answer.complete(name == null ? path : name);
        } else if (code == Code.NODEEXISTS) {
            answer.complete(path);
        } else {
            answer.completeExceptionally(KeeperException.create(code == null ? Code.SYSTEMERROR : code, path));
        }
    }
}
