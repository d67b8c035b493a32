package io.conecta.kit;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on the loopback interface that echoes bytes, and whatever may become of one. Also counts what its clients do. */
public final class Backend implements Closeable {
    /**
     * For how long its clients wait for an answer that does not come. Shorter than the pool's limits: a socket hears no interrupt, so a creation that
     * the pool has given up would go on beside others. For an answer that comes they wait, however busy this machine is.
     */
    private static final int PATIENCE_MILLIS = 500;

    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger connecting = new AtomicInteger();
    private final AtomicInteger mostConnecting = new AtomicInteger();
    private final AtomicInteger shared = new AtomicInteger();
    private final int port;
    private ServerSocket listener;
    private volatile boolean swallowing;
    private volatile int delayMillis;

    public Backend() throws IOException {
        listener = listen(0);
        port = listener.getLocalPort();
    }

    private ServerSocket listen(int where) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
        daemon(() -> accept(socket));
        return socket;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "backend");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                accepted.add(client);
                if (socket.isClosed()) {
                    client.close(); // Came too late for the one who hangs up.
                }
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // Stopped.
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (int read = client.getInputStream().read();
                    read >= 0;
                    read = client.getInputStream().read()) {
                Thread.sleep(delayMillis);
                if (!swallowing) {
                    client.getOutputStream().write(read);
                }
            }
        } catch (IOException | InterruptedException hungUp) {
            // Its client, or the server.
        } finally {
            accepted.remove(client);
        }
    }

    /** Stops: hangs up, and refuses connections. */
    public void refuse() throws IOException {
        listener.close();
        hangUp();
    }

    /** Accepts connections, hears everything and says nothing. */
    public void swallow() {
        swallowing = true;
    }

    /** Answers after that many milliseconds. */
    public void slow(int millis) {
        delayMillis = millis;
    }

    /** Is back after anything; those who were not answered are hung up on. */
    public void answer() throws IOException {
        swallowing = false;
        if (listener.isClosed()) {
            listener = listen(port);
        } else {
            hangUp();
        }
    }

    private void hangUp() throws IOException {
        for (Socket client : accepted) {
            client.close();
        }
    }

    /** {@return connections that clients have and have not closed} */
    public int open() {
        return open.get();
    }

    /** {@return the most connects that were under way at once} */
    public int mostConnecting() {
        return mostConnecting.get();
    }

    /** {@return how often a client was used by two threads at once} */
    public int shared() {
        return shared.get();
    }

    /** Connects, and says hello. */
    public Client connect() throws IOException {
        mostConnecting.accumulateAndGet(connecting.incrementAndGet(), Math::max);
        try {
            Client client = new Client();
            try {
                client.ask();
                return client;
            } catch (IOException | RuntimeException failure) {
                client.close();
                throw failure;
            }
        } finally {
            connecting.decrementAndGet();
        }
    }

    @Override
    public void close() {
        try {
            refuse();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What is pooled. */
    public final class Client {
        private final Socket socket = new Socket();
        private final AtomicBoolean inUse = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        private Client() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            open.incrementAndGet();
        }

        /** {@return true, once the server has answered} */
        public boolean ask() throws IOException {
            if (!inUse.compareAndSet(false, true)) {
                shared.incrementAndGet();
            }
            try {
                socket.getOutputStream().write(1);
                if (answer() < 0) {
                    throw new EOFException("the server hung up");
                }
                return true;
            } finally {
                inUse.set(false);
            }
        }

        private int answer() throws IOException {
            while (true) {
                try {
                    return socket.getInputStream().read();
                } catch (SocketTimeoutException late) {
                    if (swallowing) {
                        throw late;
                    }
                }
            }
        }

        /** Hangs up, once. */
        public void close() throws IOException {
            if (closed.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
            socket.close();
        }
    }
}
