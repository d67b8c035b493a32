package io.conecta.fleet.zookeeper.osgi;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.spi.ComponentConfiguration;
import io.conecta.fleet.spi.ConfiguredLedger;
import io.conecta.fleet.zookeeper.ZooKeeperLedger;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A {@link ZooKeeperLedger} with a connection of its own, by configuration. Another configuration makes another ledger. */
@Component(
        service = FleetLedger.class,
        configurationPid = ZooKeeperLedgerComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = ZooKeeperLedgerForm.class, factory = true)
public final class ZooKeeperLedgerComponent extends ConfiguredLedger {
    static final String PID = "io.conecta.fleet.zookeeper.ZooKeeperLedger";

    /**
     * For Declarative Services.
     *
     * @param properties the configuration
     */
    @Activate
    public ZooKeeperLedgerComponent(Map<String, Object> properties) {
        super(PID, properties, ZooKeeperLedgerComponent::open);
    }

    private static FleetLedger open(ComponentConfiguration configuration) {
        String servers = configuration.needed("connectString", "zk1:2181,zk2:2181,zk3:2181");
        Connecting connecting = Connecting.read(configuration);
        return Place.read(configuration, ZooKeeperLedger.connect(servers, connecting::apply));
    }
}
