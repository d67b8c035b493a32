package io.conecta.fleet.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;

/** A server as an operator configures it, in this JVM. What it puts into the system's properties is gone afterwards. */
final class SecureServer implements AutoCloseable {
    private final ZooKeeperServerEmbedded server;
    private final Set<Object> before = new HashSet<>(System.getProperties().keySet());

    private final int port = freePort();

    /** @param portOption {@code clientPort}, or {@code secureClientPort} for TLS */
    SecureServer(Path folder, String portOption, Map<String, String> more) throws Exception {
        Properties configuration = new Properties();
        configuration.putAll(Map.of(
                "tickTime",
                "500",
                "dataDir",
                folder.resolve("data").toString(),
                "admin.enableServer",
                "false",
                "4lw.commands.whitelist",
                "",
                portOption + "Address",
                "127.0.0.1"));
        configuration.put(portOption, "" + port);
        configuration.putAll(more);
        server = ZooKeeperServerEmbedded.builder()
                .baseDir(folder)
                .configuration(configuration)
                .exitHandler(ExitHandler.LOG_ONLY)
                .build();
        server.start(30_000);
    }

    /** {@return as clients want it} */
    String servers() {
        return "localhost:" + port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
        System.getProperties().keySet().retainAll(before);
    }
}
