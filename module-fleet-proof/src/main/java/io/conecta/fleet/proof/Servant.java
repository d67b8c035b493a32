package io.conecta.fleet.proof;

import java.io.IOException;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.h2.tools.Server;

/** A server that ledgers are in, as a process of its own: ZooKeeper's or H2's own main class, which ends when whoever started it has died. */
public final class Servant {
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LIBRARIES = Logger.getLogger("org.apache");

    private Servant() {}

    /**
     * Runs the server.
     *
     * @param args {@code zookeeper} or {@code h2}, then what that takes
     */
    public static void main(String[] args) throws Exception {
        LIBRARIES.setLevel(Level.SEVERE);
        Thread watcher = new Thread(Servant::watch, "watches");
        watcher.setDaemon(true);
        watcher.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        if (args[0].equals("zookeeper")) {
            QuorumPeerMain.main(rest);
        } else {
            Server.createTcpServer(rest).start();
        }
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // Nobody says anything.
            }
        } catch (IOException gone) {
            // As well.
        }
        Runtime.getRuntime().halt(1);
    }
}
