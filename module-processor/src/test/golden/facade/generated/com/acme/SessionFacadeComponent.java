package com.acme;

import io.conecta.config.FollowingPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;

/** Keeps a façade of {@link SessionPool} as an OSGi service, as long as the pool of its configuration. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.SessionPool_facade.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"com.acme.Mailer\"")
public final class SessionFacadeComponent extends SessionFacade {
    private final FollowingPool<Session> followed;

    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     */
    public SessionFacadeComponent(Map<String, ?> properties) {
        this(new FollowingPool<Session>("Session", properties));
    }

    private SessionFacadeComponent(FollowingPool<Session> followed) {
        super(followed);
        this.followed = followed;
    }

    /**
     * Called by Declarative Services.
     *
     * @param pool a pool that has come
     * @param properties its properties
     */
    public void poolBound(SessionPool pool, Map<String, ?> properties) {
        this.followed.follow(pool, properties);
    }

    /** Called by Declarative Services; there is nothing to do. */
    public void facadeActivated() {}

    /**
     * Called by Declarative Services; the pool follows the configuration.
     *
     * @param properties the configuration
     */
    public void facadeModified(Map<String, ?> properties) {}

    /** Called by Declarative Services; there is nothing to do. */
    public void facadeDeactivated() {}
}
