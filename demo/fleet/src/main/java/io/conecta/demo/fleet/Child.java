package io.conecta.demo.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the fleet, as the story has it. */
final class Child {
    private final Process process;
    private final Thread reader;
    /** What it has said last: objects lent, permits granted, and its id. */
    private volatile int lent;

    private volatile int granted;
    private volatile String id = "";

    Child(String database, int port, int limit) throws IOException {
        process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Member.class.getName(),
                        database,
                        String.valueOf(port),
                        String.valueOf(limit)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        reader = new Thread(this::read, "reads");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                lent = Integer.parseInt(words[0]);
                granted = Integer.parseInt(words[1]);
                id = words[2];
            }
        } catch (IOException ended) {
            // It was killed.
        }
        lent = 0;
        granted = 0;
    }

    int lent() {
        return lent;
    }

    String id() {
        return id;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void load(int threads) {
        say("load " + threads);
    }

    private void say(String order) {
        try {
            OutputStream out = process.getOutputStream();
            out.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException ended) {
            throw new UncheckedIOException("a member has ended by itself", ended);
        }
    }

    void leave() {
        say("quit");
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Sends it a signal by name. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("could not send SIG" + name + " to a member");
        }
    }

    @Override
    public String toString() {
        return isAlive() ? lent + "/" + granted : "–";
    }
}
