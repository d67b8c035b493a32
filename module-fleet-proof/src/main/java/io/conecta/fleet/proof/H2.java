package io.conecta.fleet.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An H2 server, whose database is a file. A stop is a {@code kill -9}. */
final class H2 implements Site {
    private final Path folder;
    private final List<Integer> ports = Ports.free(1);
    private @Nullable Child server;

    H2(Path folder) throws IOException {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    /** What was acknowledged must be in the file when the process dies. */
    @Override
    public String address(List<Integer> at) {
        return "jdbc:h2:tcp://127.0.0.1:" + at.get(0) + "/./fleet;DB_CLOSE_DELAY=-1;WRITE_DELAY=0";
    }

    @Override
    public void stop() {
        Child old = server;
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void start() throws Exception {
        int port = ports.get(0);
        server = new Child(
                Servant.class,
                folder.resolve("h2.log"),
                line -> {},
                List.of("-Xmx128m", "-Dh2.bindAddress=127.0.0.1"),
                List.of("h2", "-tcpPort", String.valueOf(port), "-ifNotExists", "-baseDir", folder.toString()));
        Waiting.until("H2 serves", () -> listens(port));
        Ledgers.database(address(ports)).createTables();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
