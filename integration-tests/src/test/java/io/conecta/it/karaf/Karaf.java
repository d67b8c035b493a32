package io.conecta.it.karaf;

import io.conecta.it.Built;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Karaf as it is downloaded, on ports of its own; what it needs beyond that lies in its system folder, and nowhere else. */
final class Karaf implements AutoCloseable {
    private static final long STOP_SECONDS = 60;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;?]*[a-zA-Z]");

    private final Path home;
    private final Process process;
    private final int port;

    private Karaf(Path home, Process process, int port) {
        this.home = home;
        this.process = process;
        this.port = port;
    }

    static Karaf start() throws IOException {
        Path home = Path.of(System.getProperty("conecta.karaf"));
        try (var earlier = Files.newDirectoryStream(home.resolve("etc"), "io.conecta*")) {
            for (Path configuration : earlier) {
                Files.delete(configuration); // An earlier run's, if the folder was not cleaned.
            }
        }
        int port = freePort();
        append(
                home,
                "users.properties",
                "karaf = karaf,_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
        append(home, "org.apache.karaf.shell.cfg", "sshHost = 127.0.0.1\nsshPort = " + port + "\n");
        append(
                home,
                "org.apache.karaf.management.cfg",
                "rmiRegistryHost = 127.0.0.1\nrmiServerHost = 127.0.0.1\nrmiRegistryPort = " + freePort()
                        + "\nrmiServerPort = " + freePort() + "\n");
        append(home, "org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.repositories =\n");
        publish(home, "conecta-core", Built.jar("module-core"), "jar");
        publish(home, "conecta-shell", Built.jar("module-shell"), "jar");
        publish(home, "conecta-fleet", Built.jar("module-fleet"), "jar");
        publish(home, "conecta-fleet-zookeeper", Built.jar("module-fleet-zookeeper"), "jar");
        publish(home, "conecta-fleet-zookeeper-client", Built.jar("module-fleet-zookeeper-client"), "jar");
        publish(home, "conecta-demo", Built.jar("demo/echo"), "jar");
        publish(home, "conecta-demo-consumer", Built.jar("demo/consumer"), "jar");
        publish(home, "conecta-demo-ftp", Built.jar("demo/ftp"), "jar");
        publish(home, "conecta-demo-ftp-consumer", Built.jar("demo/ftp-consumer"), "jar");
        publish(home, "conecta-karaf", Built.file("module-karaf/target/feature/features.xml"), "features.xml");
        ProcessBuilder builder = command(home, "karaf", "daemon", "clean");
        builder.redirectOutput(home.resolve("console.out").toFile());
        return new Karaf(home, builder.start(), port);
    }

    /** Runs lines of its shell and {@return what they said} */
    String shell(String... lines) throws IOException, InterruptedException {
        Process client = command(
                        home,
                        "client",
                        "-b",
                        "-a",
                        "" + port,
                        "-h",
                        "127.0.0.1",
                        "-u",
                        "karaf",
                        "-p",
                        "karaf",
                        "-r",
                        "240",
                        "-d",
                        "1")
                .start();
        try (var commands = client.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : lines) {
                commands.write(line + "\n");
            }
        }
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0 && !process.isAlive()) {
            throw new IOException("Karaf has ended: " + Files.readString(home.resolve("console.out")));
        }
        return COLOURS.matcher(said).replaceAll("");
    }

    /** Stops it as its operator would, or else kills it. */
    @Override
    public void close() throws IOException {
        try {
            shell("shutdown -f");
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder command(Path home, String script, String... arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin").resolve(script).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "TERM", "dumb"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.redirectErrorStream(true);
    }

    /** Puts a file where Karaf looks first, laid out as a Maven repository. */
    private static void publish(Path home, String artifact, Path file, String ending) throws IOException {
        String version = System.getProperty("conecta.version");
        Path folder = Files.createDirectories(
                home.resolve("system/io/conecta").resolve(artifact).resolve(version));
        String separator = ending.equals("jar") ? "." : "-";
        Files.copy(
                file,
                folder.resolve(artifact + "-" + version + separator + ending),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void append(Path home, String file, String lines) throws IOException {
        Files.writeString(home.resolve("etc").resolve(file), "\n" + lines, StandardOpenOption.APPEND);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
