package com.acme;

import io.conecta.*;
import java.io.*;
import java.net.*;
import java.time.Duration;
import java.util.*;

/** A pool whose server is stopped and started again. What this prints and logs is quoted in docs/operating.md. */
public class Outage {
    private static final List<Socket> accepted = Collections.synchronizedList(new ArrayList<>());
    private static int port;

    public static void main(String[] args) throws Exception {
        ServerSocket server = listen();
        try (Pool<Socket> pool = Pool.builder(() -> new Socket("127.0.0.1", port))
                .name("orders")
                .pingFunc((socket, failures) -> ask(socket))
                .pingIdleAfter(Duration.ZERO)
                .closeFunc(Socket::close)
                .initialSize(4)
                .build()) {
            pool.run(Outage::ask);
            print(pool.health());

            server.close();
            for (Socket socket : List.copyOf(accepted)) {
                socket.close();
            }
            boolean known = false;
            long start = System.nanoTime();
            while (!known || System.nanoTime() - start < 2_000_000_000L) {
                try {
                    pool.run(Outage::ask);
                } catch (PoolDownException down) {
                    if (!known) {
                        System.err.println(down);
                        print(pool.health());
                    }
                    known = true;
                } catch (PoolCreateException first) {
                    // The borrower whose creation it was.
                }
                Thread.sleep(20);
            }

            server = listen();
            while (!pool.health().isUp()) {
                Thread.sleep(1);
            }
            print(pool.health());
            while (pool.health().status() != PoolHealth.Status.UP) {
                Thread.sleep(10);
            }
            print(pool.health());
            pool.run(Outage::ask);
        }
        server.close();
    }

    private static void print(PoolHealth health) {
        System.err.println(health.status() + " " + health.reason());
    }

    private static boolean ask(Socket socket) throws IOException {
        socket.getOutputStream().write(1);
        if (socket.getInputStream().read() < 0) {
            throw new EOFException("the server hung up");
        }
        return true;
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress("127.0.0.1", port));
        port = server.getLocalPort();
        daemon(() -> {
            try {
                while (true) {
                    Socket client = server.accept();
                    accepted.add(client);
                    daemon(() -> echo(client));
                }
            } catch (IOException stopped) {
                // As it should be.
            }
        });
        return server;
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException stopped) {
            // As it should be.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
