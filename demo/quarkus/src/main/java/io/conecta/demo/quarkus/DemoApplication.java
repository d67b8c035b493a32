package io.conecta.demo.quarkus;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the application that runs for its health and for a greeting, over HTTP, and ends. */
public class DemoApplication implements QuarkusApplication {
    @ConfigProperty(name = "quarkus.http.port")
    int port;

    /** Starts an echo server, unless {@code -Decho.port} says where there is one, and the application. */
    @QuarkusMain
    public static class Main {
        /** Not to be made. */
        private Main() {}

        /**
         * Tells the story.
         *
         * @param args none
         * @throws IOException if there is no port for the server
         */
        public static void main(String[] args) throws IOException {
            if (System.getProperty("echo.port") == null) {
                System.setProperty("echo.port", String.valueOf(echoServer().getLocalPort()));
            }
            Quarkus.run(DemoApplication.class, args);
        }
    }

    @Override
    public int run(String... args) throws IOException, InterruptedException {
        System.out.println("GET /q/health/ready -> " + get("/q/health/ready"));
        System.out.println("GET /greeting       -> " + get("/greeting"));
        System.out.println("GET /q/health/ready -> " + get("/q/health/ready"));
        return 0;
    }

    private String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body()
                .replaceAll("\\s*\n\\s*", " ");
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
