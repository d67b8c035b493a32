package io.conecta.demo.fleet;

import io.conecta.Pool;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetStats;
import io.conecta.fleet.JdbcLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;

/** One process of the fleet. It does what it reads: {@code load N} has N threads borrow all the time, {@code quit} leaves. It writes how it is. */
public final class Member {
    private static final Duration STATUS = Duration.ofMillis(200);
    /** A thread that borrows goes on while its number is below this. */
    private static volatile int load;

    private Member() {}

    /**
     * Runs a member until it is told to quit.
     *
     * @param args the URL of the ledger's database, the server's port, and the limit
     */
    public static void main(String[] args) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(args[0]);
        int port = Integer.parseInt(args[1]);
        JdbcLedger ledger =
                JdbcLedger.over(database).sessionTimeout(Story.SESSION).pollInterval(Duration.ofMillis(100));
        try (FleetBudget server = FleetBudget.builder(ledger)
                        .name("server")
                        .limit(Integer.parseInt(args[2]))
                        .quarantine(Story.QUARANTINE)
                        .build();
                Pool<Wire> pool = Pool.<Wire>builder(() -> new Wire(port))
                        .closeFunc(Wire::close)
                        .initialSize(0)
                        .closeTimeout(Duration.ofSeconds(1))
                        .budget(server)
                        .build()) {
            daemon(() -> report(pool, server));
            obey(pool);
        }
    }

    private static void obey(Pool<Wire> pool) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int threads = 0;
        for (String order = orders.readLine(); order != null && !order.equals("quit"); order = orders.readLine()) {
            load = Integer.parseInt(order.substring("load ".length()));
            for (; threads < load; threads++) {
                int number = threads;
                daemon(() -> borrow(pool, number));
            }
        }
        load = 0;
    }

    private static void daemon(Runnable run) {
        Thread thread = new Thread(run);
        thread.setDaemon(true);
        thread.start();
    }

    private static void borrow(Pool<Wire> pool, int number) {
        while (!pool.isClosed()) {
            try {
                if (number < load) {
                    pool.run(Wire::use);
                } else {
                    Thread.sleep(STATUS.toMillis());
                }
            } catch (Exception lost) {
                // The connection was closed: the lease had ended. Another is borrowed as soon as there is one.
            }
        }
    }

    private static void report(Pool<Wire> pool, FleetBudget server) {
        while (!pool.isClosed()) {
            FleetStats fleet = server.fleetStats();
            System.out.println(pool.stats().lent() + " " + fleet.granted() + " " + fleet.memberId());
            try {
                Thread.sleep(STATUS.toMillis());
            } catch (InterruptedException stop) {
                return;
            }
        }
    }
}
