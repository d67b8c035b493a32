package io.conecta.fleet.osgi;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.JdbcLedger;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.spi.ComponentConfiguration;
import io.conecta.fleet.spi.ConfiguredLedger;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A {@link JdbcLedger} over a service {@link DataSource}, by configuration. Another configuration makes another ledger. */
@Component(
        service = FleetLedger.class,
        configurationPid = JdbcLedgerComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = JdbcLedgerForm.class, factory = true)
public final class JdbcLedgerComponent extends ConfiguredLedger {
    static final String PID = "io.conecta.fleet.JdbcLedger";

    /**
     * For Declarative Services.
     *
     * @param source opens the connection
     * @param properties the configuration
     */
    @Activate
    public JdbcLedgerComponent(@Reference(name = "dataSource") DataSource source, Map<String, Object> properties) {
        super(PID, properties, configuration -> read(configuration, source));
    }

    private static FleetLedger read(ComponentConfiguration configuration, DataSource source) {
        JdbcLedger[] ledger = {JdbcLedger.over(source)};
        configuration.duration("sessionTimeout", value -> ledger[0] = ledger[0].sessionTimeout(value));
        configuration.duration("pollInterval", value -> ledger[0] = ledger[0].pollInterval(value));
        configuration.text("table", value -> ledger[0] = ledger[0].table(value));
        configuration.text("clock", value -> ledger[0] = ledger[0].clock(value));
        boolean create = configuration.flag("createTables", false);
        return configuration.make(() -> create ? new Creating(ledger[0]) : ledger[0]);
    }

    /** Creates the tables before the first member joins: the database may not be up before. */
    private static final class Creating implements FleetLedger {
        private final JdbcLedger ledger;
        private volatile boolean created;

        Creating(JdbcLedger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Session join(String fleet, String publication, Duration timeout, Listener wake)
                throws LedgerException, InterruptedException {
            if (!created) {
                ledger.createTables();
                created = true;
            }
            return ledger.join(fleet, publication, timeout, wake);
        }

        @Override
        public String toString() {
            return ledger.toString();
        }
    }
}
