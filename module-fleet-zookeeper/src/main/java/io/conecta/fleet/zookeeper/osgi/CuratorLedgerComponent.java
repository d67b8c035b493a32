package io.conecta.fleet.zookeeper.osgi;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.spi.ConfiguredLedger;
import io.conecta.fleet.zookeeper.ZooKeeperLedger;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A {@link ZooKeeperLedger} over a {@link CuratorFramework} that is a service, by configuration. Another configuration makes another ledger. */
@Component(
        service = FleetLedger.class,
        configurationPid = CuratorLedgerComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = CuratorLedgerForm.class, factory = true)
public final class CuratorLedgerComponent extends ConfiguredLedger {
    static final String PID = "io.conecta.fleet.zookeeper.CuratorLedger";

    /**
     * For Declarative Services.
     *
     * @param client Curator's, started
     * @param properties the configuration
     */
    @Activate
    public CuratorLedgerComponent(@Reference(name = "client") CuratorFramework client, Map<String, Object> properties) {
        super(PID, properties, configuration -> Place.read(configuration, ZooKeeperLedger.of(client)));
    }
}
