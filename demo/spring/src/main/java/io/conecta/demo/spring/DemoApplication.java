package io.conecta.demo.spring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an echo server and the application, borrows once, asks for the application's health, and ends. */
@SpringBootApplication
public class DemoApplication {
    /** For Spring. */
    public DemoApplication() {}

    /**
     * Tells the story.
     *
     * @param args for Spring Boot, such as {@code --conecta.pools.echo.max-size=2}
     * @throws IOException if the server or the application is not reached
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (ServerSocket server = echoServer()) {
            System.setProperty("echo.port", String.valueOf(server.getLocalPort()));
            try (ConfigurableApplicationContext application = SpringApplication.run(DemoApplication.class, args)) {
                String port = application.getEnvironment().getProperty("local.server.port", "");
                System.out.println("GET /greeting                -> " + get(port, "/greeting"));
                System.out.println("GET /actuator/health/conecta -> " + get(port, "/actuator/health/conecta"));
            }
        }
    }

    private static String get(String port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static ServerSocket echoServer() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = server.accept();
                start(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    }
                });
            }
        });
        return server;
    }

    /** Something that ends when a socket is closed. */
    private interface Service {
        void run() throws IOException;
    }

    private static void start(Service service) {
        Runnable untilClosed = () -> {
            try {
                service.run();
            } catch (IOException closed) {
                // The end of the demo, or of a client.
            }
        };
        Thread thread = new Thread(untilClosed, "echo");
        thread.setDaemon(true);
        thread.start();
    }
}
