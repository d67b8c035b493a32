package io.conecta.commons;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.commonspool2.CommonsObjectPool2Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.Test;

class JmxTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static GenericObjectPoolConfig<Thing> named(String prefix) {
        GenericObjectPoolConfig<Thing> config = new GenericObjectPoolConfig<>();
        config.setJmxNamePrefix(prefix);
        return config;
    }

    @Test
    void thePoolHasTheNamesOfCommonsPool() throws Exception {
        try (ConectaObjectPool<Thing> first = new ConectaObjectPool<>(new Thing.Factory(), named("things"));
                ConectaObjectPool<Thing> second = new ConectaObjectPool<>(new Thing.Factory(), named("things"));
                ConectaObjectPool<Thing> odd = new ConectaObjectPool<>(new Thing.Factory(), named("no=name,\n"))) {
            assertThat(first.getJmxName())
                    .isEqualTo(new ObjectName("org.apache.commons.pool2:type=GenericObjectPool,name=things"));
            assertThat(second.getJmxName())
                    .isEqualTo(new ObjectName("org.apache.commons.pool2:type=GenericObjectPool,name=things2"));
            assertThat(odd.getJmxName().getKeyProperty("name")).startsWith("pool");
            assertThat(SERVER.isRegistered(second.getJmxName())).isTrue();
        }
        assertThat(SERVER.queryNames(new ObjectName("org.apache.commons.pool2:name=things*,*"), null))
                .isEmpty();
    }

    @Test
    void thePoolIsNotRegisteredIfTheConfigurationSaysSo() {
        GenericObjectPoolConfig<Thing> config = new GenericObjectPoolConfig<>();
        config.setJmxEnabled(false);
        try (ConectaObjectPool<Thing> pool = new ConectaObjectPool<>(new Thing.Factory(), config)) {
            assertThat(pool.getJmxName()).isNull();
        }
    }

    @Test
    void everyAttributeIsThereWithTheValueThatCommonsPoolHas() throws Exception {
        GenericObjectPoolConfig<Thing> config = named("compared");
        config.setFairness(true);
        List<String> mine;
        try (ConectaObjectPool<Thing> pool = new ConectaObjectPool<>(new Thing.Factory(), config)) {
            mine = attributesAfterUse(pool, pool.getJmxName());
        }
        try (GenericObjectPool<Thing> pool = new GenericObjectPool<>(new Thing.Factory(), config)) {
            assertThat(mine).hasSizeGreaterThan(30).isEqualTo(attributesAfterUse(pool, pool.getJmxName()));
        }
    }

    private static List<String> attributesAfterUse(ObjectPool<Thing> pool, ObjectName name) throws Exception {
        Thing kept = pool.borrowObject();
        Thing other = pool.borrowObject();
        pool.returnObject(other);
        List<String> attributes = new ArrayList<>();
        for (MBeanAttributeInfo attribute : SERVER.getMBeanInfo(name).getAttributes()) {
            Object value = SERVER.getAttribute(name, attribute.getName());
            if (attribute.getName().matches("CreationStackTrace|FactoryType|M(ean|axBorrow).*TimeMillis|AllObjects")) {
                value = value != null; // Differs by nature.
            }
            attributes.add(attribute.getName() + "=" + value);
        }
        pool.returnObject(kept);
        return attributes.stream().sorted().toList();
    }

    @Test
    void micrometerReadsItUnchanged() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ConectaObjectPool<Thing> pool = new ConectaObjectPool<>(new Thing.Factory(), named("metered"));
                CommonsObjectPool2Metrics metrics = new CommonsObjectPool2Metrics(Tags.of("app", "test"))) {
            metrics.bindTo(registry);
            Thing thing = pool.borrowObject();
            pool.returnObject(thing);
            pool.invalidateObject(pool.borrowObject());
            pool.addObject();

            assertThat(meter(registry, "commons.pool2.num.idle")).isEqualTo(1);
            assertThat(meter(registry, "commons.pool2.num.waiters")).isZero();
            assertThat(meter(registry, "commons.pool2.created")).isEqualTo(2);
            assertThat(meter(registry, "commons.pool2.borrowed")).isEqualTo(2);
            assertThat(meter(registry, "commons.pool2.returned")).isEqualTo(1);
            assertThat(meter(registry, "commons.pool2.destroyed")).isEqualTo(1);
        }
    }

    private static double meter(SimpleMeterRegistry registry, String name) {
        return registry.get(name)
                .tag("name", "metered")
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }
}
