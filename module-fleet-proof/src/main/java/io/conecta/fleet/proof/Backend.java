package io.conecta.fleet.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The server that the fleet is for: counts its connections at each instant, by what each calls itself in its first line, and echoes the lines that follow. A
 * connection counts from when it is accepted until its client has nothing more to say; only then the client sees its end, and may open another.
 */
final class Backend implements AutoCloseable {
    /**
     * When there were too many connections.
     *
     * @param from when that began, by {@link System#nanoTime}
     * @param until when it was over, for good; now if it is not
     * @param who had how many at the worst moment
     */
    record Excess(long from, long until, Map<String, Integer> who) {}

    private static final String STRANGER = "?";

    private final ServerSocket listening;
    /** Guarded by this, as what follows. */
    private final Map<String, Integer> open = new TreeMap<>();

    private int total;
    private int limit = Integer.MAX_VALUE;
    private int most;
    private int least;
    private boolean over;
    private long excessFrom;
    private long excessUntil;
    private @Nullable Map<String, Integer> worst;

    Backend() throws IOException {
        listening = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        start("accepts", this::accept);
    }

    private static void start(String name, Runnable run) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                count(STRANGER, 1);
                start("serves", () -> serve(socket));
            }
        } catch (IOException closed) {
            // The proof is over.
        }
    }

    private void serve(Socket socket) {
        String name = STRANGER;
        try (socket) {
            try {
                socket.setTcpNoDelay(true);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 64);
                OutputStream out = socket.getOutputStream();
                String line = in.readLine();
                if (line != null) {
                    named(line);
                    name = line;
                }
                for (line = in.readLine(); line != null; line = in.readLine()) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } finally {
                count(name, -1);
            }
        } catch (IOException cut) {
            // The client was killed.
        }
    }

    private synchronized void named(String name) {
        open.merge(STRANGER, -1, Integer::sum);
        open.merge(name, 1, Integer::sum);
        open.values().removeIf(none -> none == 0);
        if (over && total == most) {
            worst = new TreeMap<>(open);
        }
    }

    private synchronized void count(String name, int change) {
        open.merge(name, change, Integer::sum);
        open.values().removeIf(none -> none == 0);
        total += change;
        least = Math.min(least, total);
        judge();
    }

    /** Notes whether there are too many. Guarded by this. */
    private void judge() {
        if (total > limit) {
            excessFrom = worst == null ? System.nanoTime() : excessFrom;
            worst = worst == null || total > most ? new TreeMap<>(open) : worst;
        } else if (over) {
            excessUntil = System.nanoTime();
        }
        over = total > limit;
        most = Math.max(most, total);
    }

    /** From now on so many are allowed; what was counted before is forgotten. */
    synchronized void watch(int allowed) {
        limit = allowed;
        most = total;
        least = total;
        worst = null;
        judge();
    }

    synchronized int open() {
        return total;
    }

    synchronized int open(String name) {
        return open.getOrDefault(name, 0);
    }

    /** {@return the most connections that were open at once} */
    synchronized int most() {
        return most;
    }

    /** {@return the fewest} */
    synchronized int least() {
        return least;
    }

    synchronized @Nullable Excess excess() {
        Map<String, Integer> who = worst;
        return who == null ? null : new Excess(excessFrom, over ? System.nanoTime() : excessUntil, who);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
