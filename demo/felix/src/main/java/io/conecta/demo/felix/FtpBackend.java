package io.conecta.demo.felix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** An Apache FtpServer on the loopback interface, whose users have a folder each and their name as password. Thread-safe. */
public final class FtpBackend implements AutoCloseable {
    private final FtpServer server;
    private final Listener listener;
    private final Visits visits;

    private FtpBackend(FtpServer server, Listener listener, Visits visits) {
        this.server = server;
        this.listener = listener;
        this.visits = visits;
    }

    /**
     * Starts a server.
     *
     * @param port where to listen; 0 for any free port
     * @param home the folder that has the users' folders
     * @param tells hears who comes and goes
     * @param users who may log in
     * @return the running server, to be closed
     * @throws IOException if a folder cannot be made
     * @throws FtpException if it cannot listen there
     */
    public static FtpBackend start(int port, Path home, Consumer<String> tells, String... users)
            throws IOException, FtpException {
        FtpServerFactory factory = new FtpServerFactory();
        for (String name : users) {
            BaseUser user = new BaseUser();
            user.setName(name);
            user.setPassword(name);
            user.setHomeDirectory(Files.createDirectories(home.resolve(name)).toString());
            user.setAuthorities(List.of(new WritePermission()));
            factory.getUserManager().save(user);
        }
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress("127.0.0.1");
        listeners.setPort(port);
        Listener listener = listeners.createListener();
        factory.addListener("default", listener);
        Visits visits = new Visits(tells);
        factory.setFtplets(new HashMap<>(Map.of("visits", visits))); // The server clears it at its end.
        FtpServer server = factory.createServer();
        server.start();
        return new FtpBackend(server, listener, visits);
    }

    /** {@return the port it listens on} */
    public int port() {
        return listener.getPort();
    }

    /** {@return how many sessions have logged in since the start} */
    public int logins() {
        return visits.logins.get();
    }

    /** {@return how many sessions are logged in now} */
    public int sessions() {
        return visits.logins.get() - visits.ends.get();
    }

    /** Stops the server and ends its sessions. */
    @Override
    public void close() {
        server.stop();
    }

    /** Who comes and goes. */
    private static final class Visits extends DefaultFtplet {
        private static final String ME = ">>> [FtpServer] ";

        private final Consumer<String> tells;
        private final AtomicInteger logins = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();

        Visits(Consumer<String> tells) {
            this.tells = tells;
        }

        @Override
        public FtpletResult onLogin(FtpSession session, FtpRequest request) {
            logins.incrementAndGet();
            tells.accept(ME + session.getUser().getName() + " logs in");
            return FtpletResult.DEFAULT;
        }

        @Override
        public FtpletResult onUploadEnd(FtpSession session, FtpRequest request) {
            tells.accept(ME + session.getUser().getName() + " stores " + request.getArgument());
            return FtpletResult.DEFAULT;
        }

        @Override
        public FtpletResult onDisconnect(FtpSession session) {
            if (session.isLoggedIn()) {
                ends.incrementAndGet();
                tells.accept(ME + session.getUser().getName() + " leaves");
            }
            return FtpletResult.DEFAULT;
        }
    }
}
