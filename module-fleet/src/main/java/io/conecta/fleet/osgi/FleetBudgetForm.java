package io.conecta.fleet.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The form that a console shows. Not used at run time. */
@ObjectClassDefinition(
        name = "Conecta fleet: budget",
        description =
                "One cap on pooled objects over many JVMs; the service has the property conecta.budget=fleet:NAME")
@interface FleetBudgetForm {
    @AttributeDefinition(name = "Name", description = "The fleet's name, the same for all members")
    String name();

    @AttributeDefinition(name = "Limit", description = "The most objects of all members together")
    int limit();

    @AttributeDefinition(
            name = "Ledger",
            description = "A filter for the FleetLedger service, if there are several",
            required = false)
    String ledger_target();

    @AttributeDefinition(
            name = "Strict",
            description = "Whether lent objects are closed when the lease has ended",
            required = false)
    boolean strict() default true;

    @AttributeDefinition(
            name = "Quarantine",
            description = "How long permits of a member that has vanished stay unused; the same for all members",
            required = false)
    String quarantine() default "15s";

    @AttributeDefinition(
            name = "Reserve",
            description = "Permits for newcomers; a hundredth of the limit unless set",
            required = false)
    int reserve();

    @AttributeDefinition(
            name = "Offline share",
            description = "What each member may have without any contact to the ledger",
            required = false)
    int offlineShare() default 0;

    @AttributeDefinition(
            name = "Members with an offline share",
            description = "The most members there will be; needed with an offline share",
            required = false)
    int offlineMembers();

    @AttributeDefinition(
            name = "Grace",
            description = "How long a member that is not strict goes on without contact",
            required = false)
    String grace() default "10m";

    @AttributeDefinition(
            name = "Close timeout",
            description = "How long the end waits for objects and for the ledger",
            required = false)
    String closeTimeout() default "10s";

    @AttributeDefinition(name = "JMX", description = "Whether JMX shows the budget", required = false)
    boolean jmx() default false;
}
