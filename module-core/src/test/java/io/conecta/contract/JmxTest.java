package io.conecta.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolMXBean;
import io.conecta.PoolSettings;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.lang.management.ManagementFactory;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("JMX")
class JmxTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private static ObjectName name(String pool) throws Exception {
        return new ObjectName("io.conecta:type=Pool,name=" + ObjectName.quote(pool));
    }

    private PoolMXBean bean(Pool<?> pool) throws Exception {
        return JMX.newMXBeanProxy(server, name(pool.name()), PoolMXBean.class);
    }

    private Pool<Thing> shown(Kit kit, String name) {
        return kit.build(kit.builder().name(name).maxSize(3).initialSize(2).jmx(true));
    }

    @Test
    @DisplayName("every attribute can be read, and tells what the pool tells")
    void attributes(Kit kit) throws Exception {
        Pool<Thing> pool = shown(kit, "orders: a*b?\"c\"");
        Thing thing = kit.borrow(pool);
        ObjectName name = name(pool.name());
        for (var attribute : server.getMBeanInfo(name).getAttributes()) {
            assertThat(server.getAttribute(name, attribute.getName()))
                    .as(attribute.getName())
                    .isNotNull();
        }
        PoolMXBean bean = bean(pool);
        assertThat(bean.getName()).isEqualTo(pool.name());
        assertThat(bean.getHealth()).isEqualTo("UP");
        assertThat(bean.isUp()).isTrue();
        assertThat(bean.getMaxSize()).isEqualTo(3);
        assertThat(bean.getIdle()).isEqualTo(1);
        assertThat(bean.getLent()).isEqualTo(1);
        assertThat(bean.getBorrowed()).isEqualTo(1);
        assertThat(bean.getCreated()).isEqualTo(2);
        assertThat(bean.getDiagnosis()).isEqualTo(pool.report().diagnosis().sentence());
        assertThat(bean.getSettings()).isEqualTo(pool.settings().toMap());
        assertThat(bean.report()).contains(pool.name(), "borrower-1");
        pool.put(thing);
    }

    @Test
    @DisplayName("operations do as the pool's methods do")
    void operations(Kit kit) throws Exception {
        Pool<Thing> pool = shown(kit, "operations");
        PoolMXBean bean = bean(pool);
        bean.suspend();
        assertThat(pool.isSuspended()).isTrue();
        assertThat(bean.isSuspended()).isTrue();
        bean.resume();
        assertThat(pool.isSuspended()).isFalse();
        bean.clear();
        assertThat(bean.getClosed()).isEqualTo(2);
        kit.borrow(pool);
        bean.renew("0s");
        bean.scan();
        assertThatThrownBy(() -> bean.renew("soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"soon\"");
        kit.mayStayOpen();
    }

    @Test
    @DisplayName("reconfigure / numbers and durations, within their bounds, and nothing else")
    void reconfigure(Kit kit) throws Exception {
        Pool<Thing> pool = shown(kit, "reconfigure");
        PoolMXBean bean = bean(pool);

        bean.reconfigure("maxSize", "7");
        bean.reconfigure("idleTimeout", "90s");
        bean.reconfigure("maxWaiters", "none");

        assertThat(pool.settings().maxSize()).isEqualTo(7);
        assertThat(pool.settings().idleTimeout()).isEqualTo(ofSeconds(90));
        assertThat(pool.settings().maxWaiters()).isEqualTo(PoolSettings.UNLIMITED);
        PoolSettings before = pool.settings();
        for (String[] wrong : new String[][] {
            {"maxSize", "-1", "maxSize must be >= 0, was -1"},
            {"maxSize", "many", "maxSize must be a whole number or none, was \"many\""},
            {"maxSise", "7", "no option maxSise; did you mean maxSize?"},
            {"strict", "true", "numbers and durations only"},
            {"name", "other", "numbers and durations only"},
            {"jmx", "false", "numbers and durations only"},
        }) {
            assertThatThrownBy(() -> bean.reconfigure(wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong[2]);
        }
        assertThat(pool.settings()).isEqualTo(before);
    }

    @Test
    @DisplayName("shown while it is open and the option is on")
    void comesAndGoes(Kit kit) throws Exception {
        Pool<Thing> hidden = kit.build(kit.builder().name("comes and goes"));
        assertThat(server.isRegistered(name(hidden.name()))).isFalse();
        hidden.reconfigure(hidden.settings().withJmx(true));
        assertThat(server.isRegistered(name(hidden.name()))).isTrue();
        hidden.reconfigure(hidden.settings().withJmx(false));
        assertThat(server.isRegistered(name(hidden.name()))).isFalse();
        hidden.reconfigure(hidden.settings().withJmx(true));
        hidden.close();
        assertThat(server.isRegistered(name(hidden.name()))).isFalse();
    }

    @Test
    @DisplayName("the second pool of one name / is not shown, which is logged, and nothing else changes")
    void twoOfOneName(Kit kit) throws Exception {
        var log = kit.log();
        Pool<Thing> first = shown(kit, "twins");
        Pool<Thing> second = shown(kit, "twins");

        assertThat(log.lines("JMX does not show this pool: it shows another pool of this name"))
                .hasSize(1);
        second.close();
        assertThat(bean(first).getMaxSize()).isEqualTo(3);
        assertThat(bean(first).getCreated()).isEqualTo(2);
    }
}
