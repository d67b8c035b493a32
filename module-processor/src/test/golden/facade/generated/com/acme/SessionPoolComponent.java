package com.acme;

import io.conecta.config.ConfiguredPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link Session} as an OSGi service, configured by the PID {@code com.acme.SessionPool}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.SessionPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.Pool,com.acme.SessionPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.PoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
@Requirement(namespace = "osgi.service", filter = "(objectClass=org.osgi.service.cm.ConfigurationAdmin)", effective = "active")
public final class SessionPoolComponent extends ConfiguredPool<Session> implements SessionPool {
    private final Mailer<String> facade = new SessionFacade(this);

    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     */
    public SessionPoolComponent(Map<String, ?> properties) {
        super(new SessionPoolProvider(), properties);
    }

    @Override
    public Mailer<String> facade() {
        return facade;
    }
}
