package io.conecta.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.Session;
import io.conecta.PoolException;
import io.conecta.fleet.tck.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSch against Apache MINA SSHD. */
class SshTest {
    @TempDir
    private Path keys;

    private SshServer start(int port) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(keys.resolve("host.key")));
        server.setPasswordAuthenticator((user, password, session) -> user.equals("ada") && password.equals("secret"));
        server.setCommandFactory((channel, command) -> new AbstractCommandSupport(command, null) {
            @Override
            public void run() {
                try {
                    getOutputStream().write(("did " + getCommand()).getBytes(StandardCharsets.UTF_8));
                    getOutputStream().flush();
                    onExit(0);
                } catch (IOException failure) {
                    onExit(1, failure.toString());
                }
            }
        });
        server.start();
        return server;
    }

    /**
     * Sessions first. Where one still ends in a thread of the server's own, the server may shut its threads down before it has closed its channels, and then throws; all
     * that counts here is that nobody answers any more.
     */
    private static void stop(SshServer server) throws IOException {
        int port = server.getPort();
        for (AbstractSession session : server.getActiveSessions()) {
            session.close(true).await();
        }
        try {
            server.stop(true);
        } catch (IllegalStateException shutDownTooEarly) {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .as("%s", shutDownTooEarly)
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static String execute(Session session, String command) throws Exception {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        channel.setCommand(command);
        try (var output = channel.getInputStream()) {
            channel.connect(5_000);
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            channel.disconnect();
        }
    }

    private static Clients_SshPool pool(int port) {
        return Clients_SshPool.builder("127.0.0.1", port, "ada", "secret", Duration.ofSeconds(10))
                .borrowTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Test
    void sessionsAreReused() throws Exception {
        SshServer server = start(0);
        try (Clients_SshPool pool = pool(server.getPort())) {
            assertThat(pool.<String, Exception>call(session -> execute(session, "this")))
                    .isEqualTo("did this");
            assertThat(pool.<String, Exception>call(session -> execute(session, "that")))
                    .isEqualTo("did that");
            assertThat(pool.stats().created()).isEqualTo(1);
        } finally {
            stop(server);
        }
    }

    @Test
    void aRestartOfTheServerIsSurvived() throws Exception {
        SshServer server = start(0);
        int port = server.getPort();
        try (Clients_SshPool pool = pool(port)) {
            Session before = pool.getOrCreate();
            pool.put(before);
            stop(server);
            // A keep-alive awaits no answer: until JSch has seen the connection end, the ping cannot know.
            await().until(() -> !before.isConnected());
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofSeconds(5))).isInstanceOf(PoolException.class);
            SshServer restarted = start(port);
            pool.reconfigure(pool.settings().withWaitWhenDown(true));
            try {
                assertThat(pool.<String, Exception>call(session -> execute(session, "again")))
                        .isEqualTo("did again");
            } finally {
                stop(restarted);
            }
        }
    }

    @Test
    void everyKindOfOutageIsSurvivedUnderLoad() throws Exception {
        SshServer server = start(0);
        try (Wire wire = new Wire(server.getPort());
                Clients_SshPool pool = Clients_SshPool.builder(
                                "127.0.0.1", wire.port(), "ada", "secret", Duration.ofSeconds(1))
                        .borrowTimeout(Duration.ofSeconds(2))
                        .createTimeout(Duration.ofSeconds(2))
                        .closeTimeout(Duration.ofSeconds(2))
                        .build()) {
            Outages.survived(pool, wire, session -> {
                session.setTimeout(500); // JSch asks twice whether the server is alive, and gives up.
                assertThat(execute(session, "this")).isEqualTo("did this");
            });
        } finally {
            stop(server);
        }
    }
}
