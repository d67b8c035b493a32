package io.conecta.cdi;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Needs a server. */
@Pooled(name = "echo", borrowTimeout = "10s")
public class EchoClient {
    private final Socket socket;
    private final BufferedReader answers;

    @New
    EchoClient(String host, int port) throws IOException {
        socket = new Socket(host, port);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String ask(String question) throws IOException {
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        return String.valueOf(answers.readLine());
    }

    @Ping
    boolean alive() throws IOException {
        return "ping".equals(ask("ping"));
    }

    @Destroy
    void quit() throws IOException {
        socket.close();
    }
}
