package io.conecta.fleet.zookeeper;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.spi.LedgerText;
import io.conecta.fleet.zookeeper.Requests.Deadline;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.zookeeper.ZooKeeper;

/**
 * A {@link FleetLedger} in Apache ZooKeeper 3.6 or newer, through Curator's framework.
 *
 * <pre>{@code
 * FleetLedger ledger = ZooKeeperLedger.connect("zk1:2181,zk2:2181,zk3:2181", client -> client
 *         .authorization("digest", "fleet:secret".getBytes(UTF_8))
 *         .aclProvider(creatorAll));
 * }</pre>
 *
 * <p>Below {@code /conecta/fleets} there is a folder for each fleet. Whoever may write there can break the cap: give the nodes an ACL that admits the members
 * alone, {@code CREATOR_ALL} with the same credentials for all.
 *
 * <p>A connection of its own is opened with the first session, and closed with the last. An application's client is used, and never started or closed; its
 * namespace, ACLs, credentials and TLS apply. Its session timeout applies too, and should be 40 s at most; a member that joins through it cannot prove its lease
 * before its second renewal.
 *
 * <p>Thread-safe. Whoever changes an option gets another ledger.
 */
public final class ZooKeeperLedger implements FleetLedger {
    private static final System.Logger LOG = System.getLogger("io.conecta");
    private static final String ROOT = "/conecta/fleets";
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration LONGEST_TICK = Duration.ofMinutes(1);
    private static final int SESSION_MILLIS = 20_000;
    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");

    private final Client client;
    private final String root;
    private final Duration tick;
    private final LedgerText text = new LedgerText("the ledger in ZooKeeper");
    private final AtomicBoolean warned = new AtomicBoolean();

    private ZooKeeperLedger(Client client, String root, Duration tick) {
        this.client = client;
        this.root = root;
        this.tick = tick;
    }

    /**
     * A ledger with a connection of its own. Opens nothing.
     *
     * @param servers as ZooKeeper takes them: {@code host:port,host:port/chroot}
     * @return the ledger
     */
    public static ZooKeeperLedger connect(String servers) {
        return connect(servers, builder -> {});
    }

    /**
     * A ledger with a connection of its own. Opens nothing.
     *
     * @param servers as ZooKeeper takes them: {@code host:port,host:port/chroot}
     * @param options sets what is needed to connect: credentials, ACLs, TLS, a session timeout other than 20 s. It is called whenever a connection is
     *     opened
     * @return the ledger
     */
    public static ZooKeeperLedger connect(String servers, Consumer<CuratorFrameworkFactory.Builder> options) {
        Objects.requireNonNull(servers, "servers");
        Objects.requireNonNull(options, "options");
        return new ZooKeeperLedger(Client.opening(quiet -> open(servers, options, quiet)), ROOT, TICK);
    }

    private static CuratorFramework open(
            String servers, Consumer<CuratorFrameworkFactory.Builder> options, AtomicBoolean quiet) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(servers)
                .sessionTimeoutMs(SESSION_MILLIS)
                .connectionTimeoutMs(CONNECT_MILLIS)
                // Whoever uses a ledger asks again.
                .retryPolicy((count, elapsed, sleeper) -> false)
                .zookeeperFactory(new Quiet.Factory(quiet));
        options.accept(builder);
        return builder.build();
    }

    /**
     * A ledger over an application's client, which has to be started and stays the application's.
     *
     * @param client Curator's client
     * @return the ledger
     */
    public static ZooKeeperLedger of(CuratorFramework client) {
        return new ZooKeeperLedger(Client.of(Objects.requireNonNull(client, "client")), ROOT, TICK);
    }

    /**
     * Another place for the fleets.
     *
     * @param path where their folders are; {@code /conecta/fleets} unless set, below the client's namespace
     * @return a ledger there
     * @throws IllegalArgumentException if it is no path of letters, digits and any of {@code - _ .}
     */
    public ZooKeeperLedger root(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "root must be a path such as /conecta/fleets, of letters, digits and any of - _ . after slashes; was \""
                            + path + "\"");
        }
        return new ZooKeeperLedger(client, path, tick);
    }

    /**
     * The servers' {@code tickTime}. A renewal proves those that had been answered so long before; with too small a value, a server that fails could make others miss a
     * member whose lease is not over.
     *
     * @param tickTime more than 0, up to 1 min; 2 s unless set, which is ZooKeeper's own default. More than half the session timeout counts as
     *     half
     * @return a ledger with it
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public ZooKeeperLedger tickTime(Duration tickTime) {
        if (tickTime.isNegative() || tickTime.isZero() || tickTime.compareTo(LONGEST_TICK) > 0) {
            throw new IllegalArgumentException("tickTime must be more than 0 and at most 1 min, was " + tickTime);
        }
        return new ZooKeeperLedger(client, root, tickTime);
    }

    @Override
    public Session join(String fleet, String publication, Duration timeout, Listener wake)
            throws LedgerException, InterruptedException {
        Names names = new Names(root, LedgerText.fleet(fleet));
        LedgerText.publication(publication);
        CuratorFramework framework = client.acquire();
        boolean joined = false;
        try {
            Deadline deadline = new Deadline("join fleet " + fleet, timeout);
            Joining joining = new Joining(framework, names, deadline);
            Requests requests = joining.connect();
            joining.folders(requests);
            String node = joining.member(requests);
            warnOfLongSessions(requests);
            long proven = proven(requests.handle);
            ZooKeeperSession session = new ZooKeeperSession(
                    new ZooKeeperSession.Parts(requests, names, node, timeout, tick, wake, text, client::release),
                    proven);
            session.begin(publication, deadline);
            joined = true;
            return session;
        } finally {
            if (!joined) {
                client.release(true);
            }
        }
    }

    /** Since when the leader surely knows of the session. Of an application's that is open to doubt, so it begins with a lease that is over. */
    private static long proven(ZooKeeper handle) {
        return handle instanceof Quiet own
                ? own.created
                : System.nanoTime()
                        - Duration.ofMillis(handle.getSessionTimeout()).toNanos();
    }

    private void warnOfLongSessions(Requests requests) {
        Duration session = Duration.ofMillis(requests.handle.getSessionTimeout());
        if (session.compareTo(LONG) > 0 && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "the ledger in ZooKeeper: a session lasts {0} s, so a member that crashes keeps its share as long; set a shorter session timeout",
                    session.toSeconds());
        }
    }

    @Override
    public String toString() {
        return "ZooKeeperLedger in " + root + (client.shared() ? " of the application's client" : "");
    }
}
