package io.conecta.demo.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to the server. */
final class Wire {
    private static final int MILLIS = 1_000;

    private final Socket socket = new Socket();

    Wire(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
        socket.setSoTimeout(MILLIS);
    }

    /** Asks the server for something that takes it a moment. */
    void use() throws IOException, InterruptedException {
        Thread.sleep(100);
        socket.getOutputStream().write('?');
        if (socket.getInputStream().read() != '?') {
            throw new IOException("the server has closed the connection");
        }
    }

    /** Closes the connection, and waits until the server has. */
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
