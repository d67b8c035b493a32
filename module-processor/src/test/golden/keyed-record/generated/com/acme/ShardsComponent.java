package com.acme;

import io.conecta.config.ConfiguredKeyedPool;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link StringBuffer} as an OSGi service, configured by the PID {@code com.acme.Shards}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Shards.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.KeyedPool,com.acme.Shards\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.KeyedPoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
@Requirement(namespace = "osgi.service", filter = "(objectClass=java.lang.Runnable)", effective = "active")
public final class ShardsComponent extends ConfiguredKeyedPool<ShardsKey, StringBuffer> implements Shards {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     * @param weight passed to {@code shard}
     */
    public ShardsComponent(Map<String, ?> properties, Runnable weight) {
        super(new ShardsProvider(), properties, named("weight", weight));
    }
}
