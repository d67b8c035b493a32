package io.conecta.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A TCP server on the loopback interface that sends back what it receives. Thread-safe; one daemon thread a client. */
public final class EchoServer implements AutoCloseable {
    private static final String ME = ">>> [EchoServer] ";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket listener;
    private final Transcript transcript;
    private final Thread acceptor = daemon("echo-acceptor", this::accept);

    /** Guarded by this. */
    private final List<Connection> connections = new ArrayList<>();

    private volatile boolean stopped;

    private EchoServer(ServerSocket listener, Transcript transcript) {
        this.listener = listener;
        this.transcript = transcript;
    }

    /**
     * Starts a server.
     *
     * @param port where to listen; 0 for any free port
     * @param transcript hears what the server does
     * @return the running server, to be closed
     * @throws IOException if it cannot listen there
     */
    public static EchoServer start(int port, Transcript transcript) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
        } catch (IOException failure) {
            listener.close();
            throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + failure.getMessage(), failure);
        }
        EchoServer server = new EchoServer(listener, transcript);
        server.acceptor.start();
        return server;
    }

    /** {@return the port it listens on} */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@return how many clients are connected} */
    public synchronized int openConnections() {
        return (int) connections.stream()
                .filter(connection -> !connection.socket.isClosed())
                .count();
    }

    /** {@return how many clients have connected since the start} */
    public synchronized int acceptedConnections() {
        return connections.size();
    }

    /** Stops the server: its connections first, then its listener. Waits until its threads have ended. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        transcript.tell(ME + "stop");
        List<Connection> open;
        synchronized (this) {
            open = List.copyOf(connections);
        }
        open.forEach(Connection::close);
        transcript.tell(ME + "close listener");
        closeQuietly(listener);
        await(acceptor);
        transcript.tell(ME + "close all clients");
        synchronized (this) {
            open = List.copyOf(connections); // One may have come in between.
        }
        open.forEach(Connection::close);
    }

    /** Stops the server, if it runs. */
    @Override
    public void close() {
        stop();
    }

    private void accept() {
        while (true) {
            try {
                Connection connection = new Connection(listener.accept());
                synchronized (this) {
                    connections.add(connection);
                }
                connection.handler.start();
            } catch (IOException failure) {
                transcript.tell(ME + (listener.isClosed() ? "EOF" : "accept error: " + failure.getMessage()));
                return;
            }
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            transcript.tell(ME + "close error: " + failure.getMessage());
        }
    }

    /** One client. */
    private final class Connection implements AutoCloseable {
        private final Socket socket;
        private final Thread handler = daemon("echo-connection", this::echo);

        Connection(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void close() {
            closeQuietly(socket);
            await(handler);
        }

        /** A client is announced when it first speaks: so its line comes before ours. */
        private void echo() {
            byte[] buffer = new byte[1024];
            boolean announced = false;
            try (socket) {
                for (int length; (length = socket.getInputStream().read(buffer)) >= 0; ) {
                    String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
                    if (!announced) {
                        announced = true;
                        transcript.tell(ME + "new client: " + socket.getRemoteSocketAddress());
                    }
                    transcript.tell(ME + "<- read: " + text);
                    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
                    transcript.tell(
                            ME + "-> write: " + text,
                            () -> socket.getOutputStream().write(answer));
                }
                transcript.tell(ME + "EOF");
            } catch (IOException failure) {
                transcript.tell(ME + "read error: " + failure.getMessage());
            }
        }
    }
}
