package io.conecta.fleet.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The form that a console shows. Not used at run time. */
@ObjectClassDefinition(name = "Conecta fleet: ledger in a database", description = "Where the members of fleets share")
@interface JdbcLedgerForm {
    @AttributeDefinition(
            name = "Data source",
            description = "A filter for the javax.sql.DataSource service, such as (osgi.jndi.service.name=fleet)",
            required = false)
    String dataSource_target();

    @AttributeDefinition(
            name = "Session timeout",
            description = "After how long without a renewal a member is gone: 1s to 1h",
            required = false)
    String sessionTimeout() default "20s";

    @AttributeDefinition(
            name = "Poll interval",
            description = "How often it looks for something to wake a member for: 10ms to 1h",
            required = false)
    String pollInterval() default "500ms";

    @AttributeDefinition(
            name = "Table",
            description = "The first table, with a schema if need be; the second's name has _member added",
            required = false)
    String table() default "conecta_fleet";

    @AttributeDefinition(
            name = "Clock",
            description = "SQL of the server's milliseconds since 1970; not needed for PostgreSQL and H2",
            required = false)
    String clock();

    @AttributeDefinition(
            name = "Create the tables",
            description = "Whether the tables are created, unless they are there, before the first member joins",
            required = false)
    boolean createTables() default false;
}
