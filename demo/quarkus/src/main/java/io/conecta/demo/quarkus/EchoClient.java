package io.conecta.demo.quarkus;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client as anybody would write it; the annotations make it a pool, and where CDI is there, the pool is a bean. */
@Pooled(name = "echo", scanInterval = "5s")
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
