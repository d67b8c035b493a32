package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.apache.commons.pool2.ObjectPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;

/** The bridge as a bundle, beside that of commons-pool2; on Felix and on Equinox. */
class CommonsPoolBundleIT {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void aPoolOfCommonsPoolRunsOnTheEnginesBundle() throws Exception {
        Container container = fixture.container();
        container.install(commonsPool()).start();
        Bundle bridge = container.install(Built.jar("module-commons-pool2"));
        bridge.start();
        assertThat(bridge.getState()).isEqualTo(Bundle.ACTIVE);

        Class<?> factoryType = bridge.loadClass("org.apache.commons.pool2.PooledObjectFactory");
        Class<?> wrapperType = bridge.loadClass("org.apache.commons.pool2.impl.DefaultPooledObject");
        Class<?> configType = bridge.loadClass("org.apache.commons.pool2.impl.GenericObjectPoolConfig");
        InvocationHandler makes = (proxy, method, arguments) -> switch (method.getName()) {
            case "makeObject" -> wrapperType.getConstructor(Object.class).newInstance("pooled");
            case "validateObject" -> true;
            default -> null;
        };
        Object factory = Proxy.newProxyInstance(factoryType.getClassLoader(), new Class<?>[] {factoryType}, makes);
        Class<?> poolType = bridge.loadClass("io.conecta.commons.ConectaObjectPool");
        Object pool = poolType.getConstructor(factoryType, configType)
                .newInstance(factory, configType.getConstructor().newInstance());
        try {
            Object lent = poolType.getMethod("borrowObject").invoke(pool);
            assertThat(lent).isEqualTo("pooled");
            poolType.getMethod("returnObject", Object.class).invoke(pool, lent);
            assertThat(poolType.getMethod("getNumIdle").invoke(pool)).isEqualTo(1);
        } finally {
            poolType.getMethod("close").invoke(pool);
        }
    }

    /** {@return the jar of commons-pool2 that the tests are compiled with} */
    private static Path commonsPool() throws Exception {
        return Path.of(ObjectPool.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
