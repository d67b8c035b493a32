package io.conecta.commons;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Properties;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.PoolingConnection;
import org.apache.commons.dbcp2.TestPoolingConnection;
import org.apache.commons.dbcp2.TesterDriver;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.junit.jupiter.api.BeforeEach;

/** DBCP's own tests of a connection that pools its statements, by key, on the bridge. */
class StatementPoolOnBridgeTest extends TestPoolingConnection {
    @Override
    @BeforeEach
    public void setUp() throws Exception {
        Properties user = new Properties();
        user.setProperty("user", "userName");
        user.setProperty("password", "password");
        PoolingConnection connection =
                new PoolingConnection(new TesterDriver().connect("jdbc:apache:commons:testdriver", user));
        GenericKeyedObjectPoolConfig<DelegatingPreparedStatement> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotalPerKey(-1);
        config.setBlockWhenExhausted(false);
        config.setMaxWait(Duration.ZERO);
        config.setMaxIdlePerKey(1);
        config.setMaxTotal(1);
        connection.setStatementPool(new ConectaKeyedObjectPool<>(connection, config));
        Field tested = TestPoolingConnection.class.getDeclaredField("connection");
        tested.setAccessible(true);
        tested.set(this, connection);
    }
}
