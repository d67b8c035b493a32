package io.conecta.commons;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.commons.pool2.impl.BaseObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/** A pool's place in the platform's MBean server, under the names of commons-pool2. */
final class Registration {
    private final @Nullable ObjectName name;

    /**
     * Registers a pool as its configuration says: {@code base + prefix}, with 2, 3, … after it where that is taken.
     *
     * @param bean what to register
     * @param usualBase the base where the configuration names none, or one that is no name
     */
    Registration(BaseObjectPoolConfig<?> config, String usualBase, Object bean) {
        name = config.getJmxEnabled() ? register(config, usualBase, bean) : null;
    }

    private static @Nullable ObjectName register(BaseObjectPoolConfig<?> config, String usualBase, Object bean) {
        String base = config.getJmxNameBase() == null ? usualBase : config.getJmxNameBase();
        try {
            try {
                return register(base + config.getJmxNamePrefix(), bean);
            } catch (MalformedObjectNameException noName) {
                return register(usualBase + BaseObjectPoolConfig.DEFAULT_JMX_NAME_PREFIX, bean);
            }
        } catch (JMException | SecurityException refused) {
            System.getLogger("io.conecta")
                    .log(System.Logger.Level.WARNING, "cannot register a pool in JMX; it works without", refused);
            return null;
        }
    }

    private static ObjectName register(String wanted, Object bean) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        int next = 1;
        while (true) {
            ObjectName free = new ObjectName(next == 1 ? wanted : wanted + next);
            try {
                return server.registerMBean(bean, free).getObjectName();
            } catch (InstanceAlreadyExistsException taken) {
                next++;
            }
        }
    }

    /** {@return the name under which the pool is registered, or null} */
    @Nullable
    ObjectName name() {
        return name;
    }

    void end() {
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            return; // By a second close, or somebody else.
        } catch (JMException | SecurityException refused) {
            System.getLogger("io.conecta")
                    .log(System.Logger.Level.WARNING, "cannot take " + name + " out of JMX", refused);
        }
    }
}
