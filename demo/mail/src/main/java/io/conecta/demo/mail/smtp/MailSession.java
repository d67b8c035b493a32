package io.conecta.demo.mail.smtp;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import io.conecta.demo.mail.Mailer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A session with a mail server, which repeats each line that it has taken. Not thread-safe; its façade is, and is a service as a
 * {@link Mailer}.
 */
@Pooled(facade = Mailer.class, maxSize = 4, initialSize = 0, scanInterval = "1s", pingMaxRetries = 1)
public final class MailSession implements Mailer {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Socket socket;
    private final BufferedReader answers;

    /**
     * Connects.
     *
     * @param host the server's name or address
     * @param port the server's port
     * @throws IOException if nobody answers there
     */
    @New
    @SuppressWarnings("AddressSelection") // One address is enough for a demo.
    public MailSession(
            @Setting(defaultValue = "127.0.0.1", description = "The server's name or address") String host,
            @Setting(description = "The server's port") int port)
            throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String send(String to, String text) throws IOException {
        socket.getOutputStream().write((to + ": " + text + "\n").getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the server has left");
        }
        return answer;
    }

    @Ping
    boolean isThere() throws IOException {
        return send("postmaster", "ping").endsWith("ping");
    }

    @Destroy
    void quit() throws IOException {
        socket.close();
    }
}
