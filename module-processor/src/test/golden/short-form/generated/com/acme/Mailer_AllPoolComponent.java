package com.acme;

import io.conecta.config.ConfiguredPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link Mailer} as an OSGi service, configured by the PID {@code com.acme.Mailer_AllPool}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Mailer_AllPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.Pool,com.acme.Mailer_AllPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.PoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
public final class Mailer_AllPoolComponent extends ConfiguredPool<Mailer> implements Mailer_AllPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     */
    public Mailer_AllPoolComponent(Map<String, ?> properties) {
        super(new Mailer_AllPoolProvider(), properties);
    }
}
