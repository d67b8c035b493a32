package io.conecta.demo;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP client, as anybody would write it; the annotations make it a pool. Not thread-safe: a pool lends it to one at a time. */
@Pooled(initialSize = 0, maxSize = 4, pingMaxRetries = 1, scanInterval = "1s")
public final class TcpClient {
    private static final String ME = "*** [TcpClient] ";
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Transcript transcript = Transcript.console();
    private final Socket socket = new Socket();

    /**
     * Connects.
     *
     * @param host the server's name or address
     * @param port the server's port
     * @throws IOException if nobody answers there
     */
    @New
    @SuppressWarnings("AddressSelection") // One address is enough for a demo.
    public TcpClient(
            @Setting(defaultValue = "127.0.0.1", description = "The server's name or address") String host,
            @Setting(description = "The server's port") int port)
            throws IOException {
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
        } catch (IOException failure) {
            socket.close();
            transcript.tell(ME + "create client error: " + failure.getMessage());
            throw new IOException("no server at " + host + ":" + port + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Sends a message and waits for its echo.
     *
     * @param message up to 1024 bytes
     * @return whether it came back
     */
    public boolean send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            transcript.tell(
                    ME + "-> write: " + message, () -> socket.getOutputStream().write(bytes));
        } catch (IOException failure) {
            transcript.tell(ME + "write error: " + failure.getMessage());
            return false;
        }
        try {
            byte[] answer = socket.getInputStream().readNBytes(bytes.length);
            if (answer.length < bytes.length) {
                transcript.tell(ME + "EOF");
                return false;
            }
            transcript.tell(ME + "<- read: " + new String(answer, StandardCharsets.UTF_8));
            return true;
        } catch (IOException failure) {
            transcript.tell(ME + "read error: " + failure.getMessage());
            return false;
        }
    }

    /** {@return whether the server still answers} */
    @Ping
    public boolean ping() {
        return send("ping");
    }

    /** Says goodbye, waits for the server to do the same, and closes. */
    @Destroy
    public void close() {
        transcript.tell(ME + "close");
        try (socket) {
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The server left before us, as in the story: nothing to wait for, and the socket is closed.
        }
    }
}
