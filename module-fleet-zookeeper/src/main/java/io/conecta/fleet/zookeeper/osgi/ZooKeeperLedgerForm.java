package io.conecta.fleet.zookeeper.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The form that a console shows. Not used at run time. */
@ObjectClassDefinition(name = "Conecta fleet: ledger in ZooKeeper", description = "Where the members of fleets share")
@interface ZooKeeperLedgerForm {
    @AttributeDefinition(name = "Servers", description = "As ZooKeeper takes them: host:port,host:port/chroot")
    String connectString();

    @AttributeDefinition(
            name = "Session timeout",
            description =
                    "After how long a member that crashes is gone; the servers limit it to 2 to 20 of their ticks",
            required = false)
    String sessionTimeout() default "20s";

    @AttributeDefinition(name = "Root", description = "Where the fleets' folders are", required = false)
    String root() default "/conecta/fleets";

    @AttributeDefinition(name = "Tick time", description = "The servers' tickTime", required = false)
    String tickTime() default "2s";

    @AttributeDefinition(name = "User", description = "The same for all members", required = false)
    String user();

    @AttributeDefinition(
            name = "Password",
            description = "The user's, or what another scheme wants",
            type = AttributeType.PASSWORD,
            required = false)
    String _password();

    @AttributeDefinition(name = "Scheme", description = "By which ZooKeeper checks the credentials", required = false)
    String authScheme() default "digest";

    @AttributeDefinition(
            name = "ACL",
            description = "Who may read and write: those with the same credentials, unless there are none",
            options = {
                @Option(label = "the same credentials", value = "creator-all"),
                @Option(label = "anybody", value = "open")
            },
            required = false)
    String acl();

    @AttributeDefinition(
            name = "Client configuration",
            description = "A file of ZooKeeper's client properties, for TLS and SASL",
            required = false)
    String zkClientConfig();
}
