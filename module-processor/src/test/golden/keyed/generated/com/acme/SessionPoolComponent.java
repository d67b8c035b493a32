package com.acme;

import io.conecta.config.ConfiguredKeyedPool;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link Session} as an OSGi service, configured by the PID {@code com.acme.SessionPool}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.SessionPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.KeyedPool,com.acme.SessionPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.KeyedPoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
@Requirement(namespace = "osgi.service", filter = "(objectClass=java.util.function.Supplier)", effective = "active")
public final class SessionPoolComponent extends ConfiguredKeyedPool<String, Session> implements SessionPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     * @param token who asks
     */
    public SessionPoolComponent(Map<String, ?> properties, Supplier<String> token) {
        super(new SessionPoolProvider(), properties, named("token", token));
    }

    /**
     * Called by Declarative Services.
     *
     * @param trace hears of it
     */
    public void traceBound(Runnable trace) {
        bind("trace", trace);
    }

    /**
     * Called by Declarative Services.
     *
     * @param trace hears of it
     */
    public void traceUnbound(Runnable trace) {
        unbind("trace", trace);
    }

    @Override
    public Mailer facade(String key) {
        return new SessionFacade(this, key);
    }
}
