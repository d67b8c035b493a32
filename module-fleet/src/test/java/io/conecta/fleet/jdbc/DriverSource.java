package io.conecta.fleet.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that opens connections. */
class DriverSource implements DataSource {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url;
    private final String user;

    DriverSource(String url, String user) {
        this.url = url;
        this.user = user;
    }

    String url() {
        return url;
    }

    /** {@return a fresh database in memory, behind the server at a port} */
    static DataSource h2(int port) {
        return new DriverSource(
                "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:fleet" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
                "sa");
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }

    @Override
    public Connection getConnection(String other, String password) throws SQLException {
        return DriverManager.getConnection(url, other, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
