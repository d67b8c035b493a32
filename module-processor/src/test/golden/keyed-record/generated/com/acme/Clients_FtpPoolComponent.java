package com.acme;

import io.conecta.config.ConfiguredKeyedPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link Clients.Ftp} as an OSGi service, configured by the PID {@code com.acme.Clients_FtpPool}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Clients_FtpPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.KeyedPool,com.acme.Clients_FtpPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.KeyedPoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
@Requirement(namespace = "osgi.service", filter = "(objectClass=org.osgi.service.cm.ConfigurationAdmin)", effective = "active")
public final class Clients_FtpPoolComponent extends ConfiguredKeyedPool<Clients_FtpKey, Clients.Ftp> implements Clients_FtpPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     */
    public Clients_FtpPoolComponent(Map<String, ?> properties) {
        super(new Clients_FtpPoolProvider(), properties);
    }
}
