package com.acme;

import io.conecta.config.ConfiguredPool;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link Link.Wire} as an OSGi service, configured by the PID {@code com.acme.Link_WirePool}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Link_WirePool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.Pool,com.acme.Link_WirePool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.PoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
@Requirement(namespace = "osgi.service", filter = "(objectClass=org.osgi.service.cm.ConfigurationAdmin)", effective = "active")
@Requirement(namespace = "osgi.service", filter = "(objectClass=java.util.function.Supplier)", effective = "active")
public final class Link_WirePoolComponent extends ConfiguredPool<Link.Wire> implements Link_WirePool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     * @param listener hears &#64;everything &amp; more
     */
    public Link_WirePoolComponent(Map<String, ?> properties, Supplier<Runnable> listener) {
        super(new Link_WirePoolProvider(), properties, named("listener", listener));
    }
}
