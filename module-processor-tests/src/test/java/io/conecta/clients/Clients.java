package io.conecta.clients;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.conecta.annotation.Destroy;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Reset;
import io.conecta.annotation.Setting;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/** Classes of others, pooled by methods that make them. */
final class Clients {
    private Clients() {}

    @Pooled(maxSize = 4, scanInterval = "off", pingIdleAfter = "0s", pingMaxRetries = 1)
    static FTPClient ftp(
            String host,
            @Setting(defaultValue = "21") int port,
            @Setting(defaultValue = "anonymous") String user,
            @Setting(defaultValue = "") String password,
            @Setting(defaultValue = "5s") Duration timeout)
            throws IOException {
        FTPClient client = new FTPClient();
        client.setConnectTimeout((int) timeout.toMillis());
        client.connect(host, port);
        if (!FTPReply.isPositiveCompletion(client.getReplyCode()) || !client.login(user, password)) {
            client.disconnect();
            throw new IOException("refused: " + client.getReplyString());
        }
        client.enterLocalPassiveMode();
        return client;
    }

    @Ping
    static boolean noop(FTPClient client) throws IOException {
        return client.sendNoOp();
    }

    @Reset
    static void home(FTPClient client) throws IOException {
        if (!client.changeWorkingDirectory("/")) {
            throw new IOException(client.getReplyString());
        }
    }

    @Destroy
    static void disconnect(FTPClient client) throws IOException {
        client.disconnect();
    }

    @Pooled(maxSize = 4, scanInterval = "off", pingIdleAfter = "0s", pingMaxRetries = 1)
    static Session ssh(String host, int port, String user, String password, Duration timeout) throws JSchException {
        Session session = new JSch().getSession(user, host, port);
        session.setPassword(password);
        session.setConfig("StrictHostKeyChecking", "no");
        session.connect((int) timeout.toMillis());
        return session;
    }

    @Ping
    static void keepAlive(Session session) throws Exception {
        if (!session.isConnected()) {
            throw new IOException("disconnected");
        }
        session.sendKeepAliveMsg();
    }

    @Destroy
    static void disconnect(Session session) {
        session.disconnect();
    }

    @Pooled(maxSize = 4, scanInterval = "off", pingIdleAfter = "0s", pingMaxRetries = 1)
    static Connection database(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Ping
    static boolean isValid(Connection connection) throws SQLException {
        return connection.isValid(2);
    }

    @Reset
    static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
