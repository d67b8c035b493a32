package com.acme;

import io.conecta.config.ConfiguredPool;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;
import javax.sql.DataSource;
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
@Requirement(namespace = "osgi.service", filter = "(objectClass=javax.sql.DataSource)", effective = "active")
@Requirement(namespace = "osgi.service", filter = "(objectClass=com.acme.Session$Codec)", effective = "active")
public final class SessionPoolComponent extends ConfiguredPool<Session> implements SessionPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     * @param source passed to its constructor
     * @param codec passed to its constructor
     */
    public SessionPoolComponent(Map<String, ?> properties, DataSource source, Session.Codec<String> codec) {
        super(new SessionPoolProvider(), properties, named("source", source), named("codec", codec));
    }

    /**
     * Called by Declarative Services.
     *
     * @param executor passed to its constructor
     */
    public void executorBound(Executor executor) {
        bind("executor", executor);
    }

    /**
     * Called by Declarative Services.
     *
     * @param executor passed to its constructor
     */
    public void executorUnbound(Executor executor) {
        unbind("executor", executor);
    }

    /**
     * Called by Declarative Services.
     *
     * @param onClose passed to its constructor
     */
    public void onCloseBound(Runnable onClose) {
        bind("onClose", onClose);
    }

    /**
     * Called by Declarative Services.
     *
     * @param onClose passed to its constructor
     */
    public void onCloseUnbound(Runnable onClose) {
        unbind("onClose", onClose);
    }

    /**
     * Called by Declarative Services.
     *
     * @param other passed to its constructor
     */
    public void otherBound(Session.Codec<? super Integer> other) {
        bind("other", other);
    }

    /**
     * Called by Declarative Services.
     *
     * @param other passed to its constructor
     */
    public void otherUnbound(Session.Codec<? super Integer> other) {
        unbind("other", other);
    }
}
