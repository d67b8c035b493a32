package io.conecta.fleet.zookeeper.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The form that a console shows. Not used at run time. */
@ObjectClassDefinition(
        name = "Conecta fleet: ledger in ZooKeeper by the client of an application",
        description = "Where the members of fleets share")
@interface CuratorLedgerForm {
    @AttributeDefinition(name = "Client", description = "A filter for the CuratorFramework service", required = false)
    String client_target();

    @AttributeDefinition(
            name = "Root",
            description = "Where the fleets' folders are, below the client's namespace",
            required = false)
    String root() default "/conecta/fleets";

    @AttributeDefinition(name = "Tick time", description = "The servers' tickTime", required = false)
    String tickTime() default "2s";
}
