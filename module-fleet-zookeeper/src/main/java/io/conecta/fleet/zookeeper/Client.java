package io.conecta.fleet.zookeeper;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** Curator's client of a ledger: the application's, or one of its own, which is there while there is a session. Thread-safe. */
final class Client {
    /** Opens one of its own; null if it is the application's. */
    private final @Nullable Function<AtomicBoolean, CuratorFramework> opens;
    /** Guarded by this. */
    private @Nullable CuratorFramework framework;
    /** Guarded by this. */
    private AtomicBoolean quiet = new AtomicBoolean();
    /** Guarded by this: a session was closed that had not left. */
    private boolean abandoned;
    /** Guarded by this. */
    private int users;

    private Client(@Nullable CuratorFramework shared, @Nullable Function<AtomicBoolean, CuratorFramework> opens) {
        framework = shared;
        this.opens = opens;
    }

    static Client of(CuratorFramework shared) {
        return new Client(shared, null);
    }

    /** @param opens builds a client, which closes without a word once the flag is set */
    static Client opening(Function<AtomicBoolean, CuratorFramework> opens) {
        return new Client(null, opens);
    }

    boolean shared() {
        return opens == null;
    }

    /** One more user, who has to release it. */
    synchronized CuratorFramework acquire() {
        CuratorFramework its = framework;
        if (its == null && opens != null) {
            quiet = new AtomicBoolean();
            abandoned = false;
            its = opened(opens);
            framework = its;
        }
        if (its == null) {
            throw new IllegalStateException("no client");
        }
        users++;
        return its;
    }

    /** ZooKeeper's threads look for login modules and the like where their creator does: in OSGi, that is another bundle than theirs. */
    private CuratorFramework opened(Function<AtomicBoolean, CuratorFramework> opens) {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        here.setContextClassLoader(ZooKeeper.class.getClassLoader());
        try {
            CuratorFramework its = opens.apply(quiet);
            its.start();
            return its;
        } finally {
            here.setContextClassLoader(before);
        }
    }

    /**
     * One user fewer. Does not block.
     *
     * @param left whether nothing of it is in ZooKeeper any more
     */
    synchronized void release(boolean left) {
        users--;
        abandoned |= !left;
        CuratorFramework last = framework;
        if (users == 0 && opens != null && last != null) {
            framework = null;
            quiet.set(abandoned);
            Thread closing = new Thread(last::close, "conecta-fleet-zookeeper-close");
            closing.setDaemon(true);
            closing.start();
        }
    }
}
