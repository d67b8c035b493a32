package com.acme;

import io.conecta.config.ConfiguredPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/**
 * Keeps a pool of {@link Clients.Redis} as an OSGi service, configured by the PID {@code com.acme.Clients_RedisPool}.
 */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Clients_RedisPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.Pool,com.acme.Clients_RedisPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.PoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
public final class Clients_RedisPoolComponent extends ConfiguredPool<Clients.Redis<String, byte[]>> implements Clients_RedisPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     */
    public Clients_RedisPoolComponent(Map<String, ?> properties) {
        super(new Clients_RedisPoolProvider(), properties);
    }
}
