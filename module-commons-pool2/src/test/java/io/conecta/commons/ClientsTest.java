package io.conecta.commons;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.lettuce.core.support.ConnectionPoolSupport;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.commons.pool2.impl.SoftReferenceObjectPool;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.CommonsPool2TargetSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPool;

/** Those who pool with commons-pool2: who takes an {@link ObjectPool} runs on the bridge, of the others the page says so. */
class ClientsTest {
    /** What Spring makes a proxy of. */
    interface Greeter {
        String greet();
    }

    static class Impolite implements Greeter {
        @Override
        public String greet() {
            return "what";
        }
    }

    @Test
    void springsTargetSource() throws Exception {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        RootBeanDefinition definition = new RootBeanDefinition(Impolite.class);
        definition.setScope("prototype");
        beans.registerBeanDefinition("greeter", definition);
        CommonsPool2TargetSource source = new CommonsPool2TargetSource() {
            @Override
            protected ObjectPool<Object> createObjectPool() {
                GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
                config.setMaxTotal(getMaxSize());
                return new ConectaObjectPool<>(this, config);
            }
        };
        source.setMaxSize(2);
        source.setTargetBeanName("greeter");
        source.setBeanFactory(beans);
        Greeter greeter = (Greeter) ProxyFactory.getProxy(source);

        assertThat(greeter.greet()).isEqualTo("what");
        assertThat(source.getIdleCount()).isEqualTo(1);
        assertThat(source.getActiveCount()).isZero();
        source.destroy();
    }

    @Test
    void jedissFactoryOnBothPools() throws Exception {
        try (FakeRedis server = new FakeRedis()) {
            ConnectionFactory factory = new ConnectionFactory(new HostAndPort("127.0.0.1", server.port()));
            GenericObjectPoolConfig<Connection> config = new ConnectionPoolConfig();
            config.setTestOnBorrow(true);
            try (ConectaObjectPool<Connection> pool = new ConectaObjectPool<>(factory, config)) {
                Connection connection = pool.borrowObject();
                assertThat(connection.ping()).isTrue();
                pool.returnObject(connection);
                assertThat(pool.borrowObject()).isSameAs(connection);
            }
            try (Pool<Connection> pool =
                    CommonsFactories.builder(factory).maxSize(2).build()) {
                assertThat(pool.<Boolean, RuntimeException>call(Connection::ping))
                        .isTrue();
                assertThat(pool.stats().created()).isEqualTo(1);
            }
        }
    }

    @Test
    void lettuceAndJedisWantTheClassItself() {
        assertThat(Arrays.stream(ConnectionPoolSupport.class.getMethods())
                        .filter(method -> method.getName().startsWith("create"))
                        .map(Method::getReturnType))
                .isNotEmpty()
                .containsOnly(GenericObjectPool.class, SoftReferenceObjectPool.class);
        assertThat(JedisPool.class).isAssignableTo(GenericObjectPool.class);
        assertThat(ConnectionPool.class).isAssignableTo(GenericObjectPool.class);
    }
}
