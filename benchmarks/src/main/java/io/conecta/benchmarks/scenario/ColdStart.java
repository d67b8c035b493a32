package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The first borrow of a JVM's life: builds a pool of one object, borrows and gives back, with nothing of the pool loaded before. Not a JMH
 * benchmark, since JMH itself has half the JDK loaded by then: each time is a JVM of its own, on the class path.
 */
public final class ColdStart {
    private static final double MICRO = 1_000;

    private ColdStart() {}

    /**
     * Measures once, and prints the nanoseconds. Every jar of the class path is opened before, so that it does not matter where a peer's stands.
     *
     * @param args the peer
     */
    public static void main(String[] args) throws Exception {
        ColdStart.class.getClassLoader().getResource("no/such/resource");
        long begun = System.nanoTime();
        Peer<?> peer = Peers.open(args[0], 1);
        pair(peer);
        System.out.println(System.nanoTime() - begun);
        peer.close();
        System.exit(0); // Some peers have threads that would go on.
    }

    private static <R> void pair(Peer<R> peer) throws Exception {
        peer.giveBack(peer.borrow());
    }

    /** {@return the microseconds that a new JVM takes, or a negative number if it fails} */
    public static double measure(String peer) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ColdStart.class.getName(),
                            peer)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String last = said.lines().reduce("-1", (before, line) -> line);
                return Long.parseLong(last) / MICRO;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
