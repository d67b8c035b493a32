package io.conecta.fleet.proof;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.JdbcLedger;
import io.conecta.fleet.zookeeper.ZooKeeperLedger;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Ledgers by their address, as a member gets it: a JDBC URL, or ZooKeeper's {@code host:port,host:port}. */
final class Ledgers {
    private static final Duration POLL = Duration.ofMillis(100);

    private Ledgers() {}

    static FleetLedger open(String address) {
        return address.startsWith("jdbc:") ? database(address) : zooKeeper(address);
    }

    static JdbcLedger database(String url) {
        return JdbcLedger.over(source(url)).sessionTimeout(Times.SESSION).pollInterval(POLL);
    }

    private static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            return h2;
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(url);
        return postgres;
    }

    private static FleetLedger zooKeeper(String servers) {
        // What the servers say of each other is not asked: a member may be wired to them.
        return ZooKeeperLedger.connect(
                        servers,
                        client -> client.sessionTimeoutMs((int) Times.SESSION.toMillis())
                                .connectionTimeoutMs((int) Times.RENEWAL.toMillis())
                                .ensembleTracker(false))
                .tickTime(Times.TICK);
    }
}
