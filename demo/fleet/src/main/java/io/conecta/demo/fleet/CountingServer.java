package io.conecta.demo.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that bears only so many connections, and counts them. It echoes bytes; it ends a connection when its client has nothing more to say. */
final class CountingServer implements AutoCloseable {
    private final ServerSocket listening;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    CountingServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
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

    int open() {
        return open.get();
    }

    /** {@return the most connections that were ever open at once} */
    int most() {
        return most.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                start("serves", () -> serve(socket));
            }
        } catch (IOException closed) {
            // The story is over.
        }
    }

    /** Counts the connection as closed before its client can see that: so whoever has seen it may open another. */
    private void serve(Socket socket) {
        try (socket) {
            try {
                for (int next = socket.getInputStream().read();
                        next >= 0;
                        next = socket.getInputStream().read()) {
                    socket.getOutputStream().write(next);
                }
            } finally {
                open.decrementAndGet();
            }
        } catch (IOException cut) {
            // The client was killed.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
