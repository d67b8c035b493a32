package io.conecta.fleet.tck;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A wire to a server that can be cut, refuse, be slow, or swallow what it is given. Listens on 127.0.0.1. */
public final class Wire implements Closeable {
    /** What happens to connections. */
    public enum State {
        PASSES,
        /** Nobody listens, and what was connected is cut. */
        REFUSES,
        /** Accepts connections, takes all bytes, and passes none on. */
        SWALLOWS,
        /** Passes on what clients send, and swallows what the server answers. */
        LOSES_ANSWERS,
        /** Each packet takes 20 ms longer, unless {@link Wire#slow} says how long. */
        SLOW
    }

    private final int target;
    private final int port;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile State state = State.PASSES;
    private volatile Duration delay = Duration.ofMillis(20);
    private volatile @Nullable ServerSocket listener;

    /** @param target the server's port */
    public Wire(int target) throws IOException {
        this.target = target;
        port = listen(0);
    }

    public int port() {
        return port;
    }

    /** {@return connections of clients that neither side has closed} */
    public int open() {
        return clients.size();
    }

    /** From now on connections fare so; those that were swallowed are cut when that is over. */
    public void state(State now) throws IOException {
        State before = state;
        state = now;
        if (now == State.REFUSES) {
            close(listener);
            cut();
        } else if (before == State.REFUSES) {
            listen(port);
        }
        if (before == State.SWALLOWS || before == State.LOSES_ANSWERS) {
            cut();
        }
    }

    /** How much longer each packet takes while it is {@link State#SLOW}. */
    public void slow(Duration longer) {
        delay = longer;
    }

    /** Cuts what is connected now. */
    public void cut() {
        clients.forEach(Wire::close);
    }

    private int listen(int at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        bind(socket, at);
        listener = socket;
        daemon(() -> accept(socket));
        return socket.getLocalPort();
    }

    /** A listener that was closed a moment ago may still be in accept, and holds its port for as long. */
    private static void bind(ServerSocket socket, int at) throws IOException {
        long over = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!socket.isBound()) {
            try {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            } catch (BindException busy) {
                if (System.nanoTime() - over > 0) {
                    throw busy;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // Nobody listens any more.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            // Else requests that are sent in a row wait for acknowledgements of each other.
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon(() -> pump(server, client, State.LOSES_ANSWERS));
            pump(client, server, State.SWALLOWS);
        } catch (IOException gone) {
            // The server refuses.
        } finally {
            clients.remove(client);
        }
    }

    /** Passes on what comes, until one side ends; then both do. */
    private void pump(Socket from, Socket to, State nothing) {
        byte[] packet = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(packet); length >= 0; length = in.read(packet)) {
                if (state == State.SLOW) {
                    TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                }
                if (state != State.SWALLOWS && state != nothing) {
                    out.write(packet, 0, length);
                }
            }
        } catch (IOException | InterruptedException cut) {
            // That is its end.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(@Nullable Closeable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (IOException already) {
            // It is closed.
        }
    }

    @Override
    public void close() {
        close(listener);
        cut();
    }
}
