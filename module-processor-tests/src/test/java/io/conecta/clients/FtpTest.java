package io.conecta.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.PoolCreateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache Commons Net's client against Apache FtpServer. */
class FtpTest {
    @TempDir
    private Path home;

    /** A server, and the port it got. */
    private record Running(FtpServer server, int port) implements AutoCloseable {
        @Override
        public void close() {
            server.stop();
        }
    }

    private Running start(int port) throws Exception {
        BaseUser user = new BaseUser();
        user.setName("ada");
        user.setPassword("secret");
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress("127.0.0.1");
        listeners.setPort(port);
        Listener listener = listeners.createListener();
        FtpServerFactory factory = new FtpServerFactory();
        factory.getUserManager().save(user);
        factory.addListener("default", listener);
        FtpServer server = factory.createServer();
        server.start();
        return new Running(server, listener.getPort());
    }

    private static Clients_FtpPool pool(int port) {
        return (Clients_FtpPool) new Clients_FtpPoolProvider()
                .create(Map.of("host", "127.0.0.1", "port", port, "user", "ada", "password", "secret"));
    }

    @Test
    void clientsAreReusedAndComeBackHome() throws Exception {
        Files.createDirectory(home.resolve("sub"));
        try (Running server = start(0);
                Clients_FtpPool pool = pool(server.port())) {
            assertThat(pool.name()).isEqualTo("ftp");
            FTPClient first = pool.getOrCreate();
            assertThat(first.changeWorkingDirectory("sub")).isTrue();
            pool.put(first);
            pool.run(again -> {
                assertThat(again).isSameAs(first);
                assertThat(again.printWorkingDirectory()).isEqualTo("/");
            });
        }
    }

    @Test
    void aRestartOfTheServerIsSurvived() throws Exception {
        Running server = start(0);
        int port = server.port();
        try (Clients_FtpPool pool = pool(port)) {
            FTPClient before = pool.getOrCreate();
            pool.put(before);
            server.close();
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolCreateException.class);
            await().untilAsserted(() -> assertThat(before.isConnected()).isFalse());
            try (Running restarted = start(port)) {
                assertThat(restarted.port()).isEqualTo(port);
                pool.reconfigure(pool.settings().withWaitWhenDown(true));
                assertThat(pool.<Boolean, java.io.IOException>call(FTPClient::sendNoOp))
                        .isTrue();
            }
        }
    }
}
