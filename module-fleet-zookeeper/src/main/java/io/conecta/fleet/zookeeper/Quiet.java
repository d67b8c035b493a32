package io.conecta.fleet.zookeeper;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A client that can be closed without a word. ZooKeeper's own tells the server, which deletes the session's nodes at once: others would miss a member
 * that has only been closed, and may have objects open, before its lease is over.
 */
// ZooKeeper's close() can be interrupted.
@SuppressWarnings("try")
final class Quiet extends ZooKeeper {
    /** Before its session can have been created. */
    final long created;

    private final AtomicBoolean quiet;

    private Quiet(
            String servers,
            int sessionTimeout,
            Watcher watcher,
            boolean readOnly,
            @Nullable ZKClientConfig config,
            AtomicBoolean quiet,
            long created)
            throws IOException {
        super(servers, sessionTimeout, watcher, readOnly, config == null ? new ZKClientConfig() : config);
        this.quiet = quiet;
        this.created = created;
    }

    @Override
    public synchronized void close() throws InterruptedException {
        if (quiet.get()) {
            cnxn.disconnect();
        } else {
            super.close();
        }
    }

    @Override
    public boolean close(int waitMillis) throws InterruptedException {
        if (quiet.get()) {
            cnxn.disconnect();
            return true;
        }
        return super.close(waitMillis);
    }

    /** Makes such clients. */
    record Factory(AtomicBoolean quiet) implements ZookeeperFactory {
        @Override
        public ZooKeeper newZooKeeper(String servers, int sessionTimeout, Watcher watcher, boolean readOnly)
                throws Exception {
            return new Quiet(servers, sessionTimeout, watcher, readOnly, null, quiet, System.nanoTime());
        }

        @Override
        public ZooKeeper newZooKeeper(
                String servers, int sessionTimeout, Watcher watcher, boolean readOnly, ZKClientConfig config)
                throws Exception {
            return new Quiet(servers, sessionTimeout, watcher, readOnly, config, quiet, System.nanoTime());
        }
    }
}
