package io.conecta.spring;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client on a real socket. */
@Pooled(name = "orders", maxSize = 4, closeTimeout = "2s", pingIdleAfter = "0s")
public final class OrderSession {
    final String host;
    final int port;
    final List<String> tags;
    private final Socket socket;
    private final BufferedReader in;

    @New
    OrderSession(
            String host,
            @Setting(defaultValue = "7") int port,
            @Setting(defaultValue = "none") String password,
            @Setting(defaultValue = "") List<String> tags)
            throws IOException {
        this.host = host;
        this.port = port;
        this.tags = tags;
        socket = new Socket(host, port);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String ask(String question) {
        try {
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            return String.valueOf(in.readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Ping
    boolean alive() {
        return ask("ping").equals("ping");
    }

    @Destroy
    void quit() throws IOException {
        socket.close();
    }
}
