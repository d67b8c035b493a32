package io.conecta.fleet.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ZooKeeper: one server, or an ensemble. A stop is a {@code kill -9}. */
final class ZooKeepers implements Site {
    private static final int ASK_MILLIS = 1_000;

    private final Path folder;
    private final List<Integer> ports;
    private final List<@Nullable Child> servers = new ArrayList<>();

    ZooKeepers(Path folder, int number) throws IOException {
        this.folder = folder;
        ports = Ports.free(number);
        List<Integer> among = Ports.free(2 * number);
        for (int i = 0; i < number; i++) {
            Path data = Files.createDirectories(folder.resolve("data" + i));
            Files.writeString(data.resolve("myid"), String.valueOf(i + 1));
            List<String> lines = new ArrayList<>(List.of(
                    "tickTime=" + Times.TICK.toMillis(),
                    "initLimit=20",
                    "syncLimit=10",
                    "dataDir=" + data,
                    "clientPort=" + ports.get(i),
                    "clientPortAddress=127.0.0.1",
                    "maxClientCnxns=0",
                    "admin.enableServer=false",
                    "4lw.commands.whitelist=srvr"));
            for (int k = 0; number > 1 && k < number; k++) {
                lines.add("server." + (k + 1) + "=127.0.0.1:" + among.get(2 * k) + ":" + among.get(2 * k + 1));
            }
            Files.write(configuration(i), lines);
            servers.add(null);
        }
    }

    private Path configuration(int server) {
        return folder.resolve("zoo" + server + ".cfg");
    }

    @Override
    public String name() {
        return ports.size() == 1 ? "ZooKeeper" : ports.size() + " ZooKeepers";
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public String address(List<Integer> at) {
        return at.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    int size() {
        return ports.size();
    }

    void start(int server) throws IOException {
        // Its processes die, the machine does not: so what was written need not be forced to the disk.
        servers.set(
                server,
                new Child(
                        Servant.class,
                        folder.resolve("zookeeper" + server + ".log"),
                        line -> {},
                        List.of("-Xmx128m", "-Dzookeeper.forceSync=no"),
                        List.of("zookeeper", configuration(server).toString())));
    }

    void kill(int server) {
        Child child = servers.get(server);
        if (child != null) {
            child.close();
        }
    }

    @Override
    public void stop() {
        for (int i = 0; i < ports.size(); i++) {
            kill(i);
        }
    }

    @Override
    public void start() throws Exception {
        for (int i = 0; i < ports.size(); i++) {
            start(i);
        }
        awaitAll();
    }

    /** Waits until all servers serve. */
    void awaitAll() throws InterruptedException {
        Waiting.until(
                name() + " serves",
                () -> ports.stream().allMatch(port -> mode(port).isPresent()));
    }

    /** {@return which one leads} */
    Optional<Integer> leader() {
        for (int i = 0; i < ports.size(); i++) {
            if (mode(ports.get(i)).equals(Optional.of("leader"))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mode(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ASK_MILLIS);
            socket.setSoTimeout(ASK_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines()
                    .filter(line -> line.startsWith("Mode: "))
                    .map(line -> line.substring("Mode: ".length()))
                    .findFirst();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
