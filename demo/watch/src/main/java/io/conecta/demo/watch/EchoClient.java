package io.conecta.demo.watch;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the echo server that takes a while to log in. Not thread-safe: a pool lends it to one at a time. */
final class EchoClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LOGIN_MILLIS = 250;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Socket socket = new Socket();

    EchoClient(int port) throws IOException, InterruptedException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            Thread.sleep(LOGIN_MILLIS);
            ask("login");
        } catch (IOException | InterruptedException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Sends a question and waits for its echo. */
    void ask(String question) throws IOException {
        byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(bytes);
        if (socket.getInputStream().readNBytes(bytes.length).length < bytes.length) {
            throw new EOFException("the server has closed the connection");
        }
    }

    boolean isAlive() {
        try {
            ask("ping");
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
