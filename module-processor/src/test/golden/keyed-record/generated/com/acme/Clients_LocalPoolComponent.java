package com.acme;

import io.conecta.config.ConfiguredKeyedPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/**
 * Keeps a pool of {@link StringBuilder} as an OSGi service, configured by the PID {@code com.acme.Clients_LocalPool}.
 */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Clients_LocalPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.KeyedPool,com.acme.Clients_LocalPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.KeyedPoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
public final class Clients_LocalPoolComponent extends ConfiguredKeyedPool<Integer, StringBuilder> implements Clients_LocalPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     */
    public Clients_LocalPoolComponent(Map<String, ?> properties) {
        super(new Clients_LocalPoolProvider(), properties);
    }
}
