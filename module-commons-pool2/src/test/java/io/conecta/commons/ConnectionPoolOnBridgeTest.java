package io.conecta.commons;

import java.sql.Connection;
import java.time.Duration;
import java.util.Properties;
import org.apache.commons.dbcp2.DriverConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.dbcp2.TestConnectionPool;
import org.apache.commons.dbcp2.TesterDriver;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** DBCP's own tests of a connection pool, on a data source over the bridge. */
class ConnectionPoolOnBridgeTest extends TestConnectionPool {
    private PoolingDataSource<PoolableConnection> source;

    @BeforeEach
    public void setUp() {
        Properties properties = new Properties();
        properties.setProperty("user", "userName");
        properties.setProperty("password", "password");
        PoolableConnectionFactory factory = new PoolableConnectionFactory(
                new DriverConnectionFactory(new TesterDriver(), "jdbc:apache:commons:testdriver", properties), null);
        factory.setPoolStatements(true);
        factory.setMaxOpenPreparedStatements(10);
        factory.setValidationQuery("SELECT DUMMY FROM DUAL");
        factory.setDefaultReadOnly(Boolean.FALSE);
        factory.setDefaultAutoCommit(Boolean.TRUE);
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(getMaxTotal());
        config.setMaxWait(getMaxWaitDuration());
        config.setTestOnBorrow(true);
        config.setTestOnReturn(true);
        config.setTestWhileIdle(true);
        config.setTimeBetweenEvictionRuns(Duration.ofSeconds(10));
        config.setMinEvictableIdleDuration(Duration.ofSeconds(5));
        ConectaObjectPool<PoolableConnection> pool = new ConectaObjectPool<>(factory, config);
        factory.setPool(pool);
        source = new PoolingDataSource<>(pool);
        source.setAccessToUnderlyingConnectionAllowed(true);
    }

    @Override
    protected Connection getConnection() throws Exception {
        return source.getConnection();
    }

    @Override
    @AfterEach
    public void tearDown() throws Exception {
        super.tearDown();
        source.close();
    }
}
