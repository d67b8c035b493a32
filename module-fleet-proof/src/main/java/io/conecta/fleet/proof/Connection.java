package io.conecta.fleet.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A member's connection to the {@link Backend}. */
final class Connection {
    private static final int CONNECT_MILLIS = 1_000;

    private final Socket socket = new Socket();

    /** @param name what the connection calls itself */
    Connection(int port, String name) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            say(name);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Works for so long, and asks the server at the end. */
    void use(long millis) throws IOException, InterruptedException {
        Thread.sleep(millis);
        say("");
        if (socket.getInputStream().read() != '\n') {
            throw new IOException("the server has closed the connection");
        }
    }

    /** Closes the connection, and waits until the server has: so it no longer counts. */
    void close() throws IOException {
        try (socket) {
            if (!socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
                while (socket.getInputStream().read() >= 0) {
                    // An answer that nobody reads any more.
                }
            }
        }
    }
}
