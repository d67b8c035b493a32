package com.acme;

import io.conecta.config.ConfiguredPool;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/** Keeps a pool of {@link Map.Entry} as an OSGi service, configured by the PID {@code com.acme.Clients_EntryPool}. */
@Generated("io.conecta.processor.PoolProcessor")
@Header(name = "Service-Component", value = "OSGI-INF/com.acme.Clients_EntryPool.xml")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.conecta.Pool,com.acme.Clients_EntryPool\"")
@Capability(namespace = "osgi.serviceloader", name = "io.conecta.config.PoolProvider")
@Requirement(namespace = "osgi.extender", name = "osgi.serviceloader.registrar", version = "1.0.0", resolution = Requirement.Resolution.OPTIONAL)
@Requirement(namespace = "osgi.extender", name = "osgi.component", version = "1.4.0")
@Requirement(namespace = "osgi.service", filter = "(objectClass=java.util.function.Function)", effective = "active")
@Requirement(namespace = "osgi.service", filter = "(objectClass=java.util.function.Supplier)", effective = "active")
public final class Clients_EntryPoolComponent extends ConfiguredPool<Map.Entry<? extends Number, List<int[]>>> implements Clients_EntryPool {
    /**
     * Called by Declarative Services.
     *
     * @param properties the configuration
     * @param source passed to {@code entry}
     * @param one passed to {@code entry}
     */
    public Clients_EntryPoolComponent(
            Map<String, ?> properties,
            Function<? super String, Map<Integer, Runnable>> source,
            Supplier<? extends Runnable> one) {
        super(new Clients_EntryPoolProvider(), properties, named("source", source), named("one", one));
    }
}
