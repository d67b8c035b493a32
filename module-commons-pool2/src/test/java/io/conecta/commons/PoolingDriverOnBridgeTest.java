package io.conecta.commons;

import java.sql.Connection;
import java.sql.DriverManager;
import org.apache.commons.dbcp2.DriverConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDriver;
import org.apache.commons.dbcp2.TestConnectionPool;
import org.apache.commons.dbcp2.TesterDriver;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** DBCP's own tests of a connection pool, on its driver over the bridge, where nothing is tested and the queue is a line. */
class PoolingDriverOnBridgeTest extends TestConnectionPool {
    private PoolingDriver driver;

    @BeforeEach
    public void setUp() throws Exception {
        PoolableConnectionFactory factory = new PoolableConnectionFactory(
                new DriverConnectionFactory(new TesterDriver(), "jdbc:apache:commons:testdriver", null), null);
        factory.setDefaultReadOnly(Boolean.FALSE);
        factory.setDefaultAutoCommit(Boolean.TRUE);
        factory.setPoolStatements(true);
        factory.setMaxOpenPreparedStatements(10);
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(getMaxTotal());
        config.setMaxWait(getMaxWaitDuration());
        config.setLifo(false);
        ConectaObjectPool<PoolableConnection> pool = new ConectaObjectPool<>(factory, config);
        factory.setPool(pool);
        driver = new PoolingDriver();
        driver.registerPool("bridge", pool);
    }

    @Override
    protected Connection getConnection() throws Exception {
        return DriverManager.getConnection("jdbc:apache:commons:dbcp:bridge");
    }

    @Override
    @AfterEach
    public void tearDown() throws Exception {
        super.tearDown();
        driver.closePool("bridge");
    }
}
