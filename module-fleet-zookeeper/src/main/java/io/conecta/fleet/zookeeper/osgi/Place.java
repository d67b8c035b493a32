package io.conecta.fleet.zookeeper.osgi;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.spi.ComponentConfiguration;
import io.conecta.fleet.zookeeper.ZooKeeperLedger;

/** Where a ledger is in ZooKeeper, whoever connects. */
final class Place {
    private Place() {}

    /** Hands the options on, and {@return the ledger}, if nothing was wrong with these and what was read before */
    static FleetLedger read(ComponentConfiguration configuration, ZooKeeperLedger somewhere) {
        ZooKeeperLedger[] ledger = {somewhere};
        configuration.text("root", value -> ledger[0] = ledger[0].root(value));
        configuration.duration("tickTime", value -> ledger[0] = ledger[0].tickTime(value));
        return configuration.make(() -> ledger[0]);
    }
}
