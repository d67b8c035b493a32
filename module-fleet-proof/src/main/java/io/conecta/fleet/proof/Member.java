package io.conecta.fleet.proof;

import io.conecta.Pool;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A process of the fleet. It does what it reads: {@code load N} has N threads borrow all the time, {@code limit N} changes the fleet's limit, {@code quit} leaves. It
 * writes how it is, and ends when there is nobody to read from any more.
 */
public final class Member {
    private static final Duration STATUS = Duration.ofMillis(100);
    private static final int LEAST_USE = 20;
    private static final int MOST_USE = 200;
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LIBRARIES = Logger.getLogger("org.apache");

    private final FleetBudget budget;
    private final Pool<Connection> pool;
    private final Stalls stalls = new Stalls();
    /** A thread that borrows goes on while its number is below this. */
    private volatile int load;

    private int threads;

    private Member(String ledger, int port, String name, int limit) throws Exception {
        budget = FleetBudget.builder(Ledgers.open(ledger))
                .name("proof")
                .limit(limit)
                .quarantine(Times.QUARANTINE)
                .closeTimeout(Duration.ofSeconds(5))
                .build();
        pool = Pool.<Connection>builder(() -> new Connection(port, name))
                .closeFunc(Connection::close)
                .initialSize(0)
                .maxSize(limit)
                .closeTimeout(Times.CLOSE)
                .budget(budget)
                .build();
    }

    /**
     * Runs a member until it is told to quit.
     *
     * @param args where the ledger is, the backend's port, the member's name, and the limit
     */
    public static void main(String[] args) throws Exception {
        LIBRARIES.setLevel(Level.OFF);
        Member member = new Member(args[0], Integer.parseInt(args[1]), args[2], Integer.parseInt(args[3]));
        daemon(member::report);
        member.obey();
        member.pool.close(Duration.ofSeconds(5));
        member.budget.close();
        System.exit(0);
    }

    private void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); !"quit".equals(order); order = orders.readLine()) {
            if (order == null) {
                Runtime.getRuntime().halt(1); // Whoever started it has died.
            } else if (order.startsWith("limit ")) {
                budget.limit(Integer.parseInt(order.substring("limit ".length())));
            } else {
                load(Integer.parseInt(order.substring("load ".length())));
            }
        }
        load = 0;
    }

    private void load(int wanted) {
        load = wanted;
        for (; threads < wanted; threads++) {
            int number = threads;
            daemon(() -> borrow(number));
        }
    }

    private static void daemon(Runnable run) {
        Thread thread = new Thread(run);
        thread.setDaemon(true);
        thread.start();
    }

    private void borrow(int number) {
        while (!pool.isClosed()) {
            try {
                if (number < load) {
                    long use = ThreadLocalRandom.current().nextLong(LEAST_USE, MOST_USE);
                    pool.run(connection -> connection.use(use));
                } else {
                    Thread.sleep(LEAST_USE);
                }
            } catch (Exception lost) {
                // The connection was closed: the lease had ended. Another is borrowed as soon as there is one.
                pause(LEAST_USE);
            }
        }
    }

    private void report() {
        while (true) {
            FleetStats fleet = budget.fleetStats();
            System.out.println(pool.stats().lent() + " " + fleet.granted() + " " + stalls.millis() + " "
                    + fleet.leaseLeft().toMillis());
            pause(STATUS.toMillis());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
