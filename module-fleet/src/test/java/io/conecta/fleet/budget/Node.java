package io.conecta.fleet.budget;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetBudgetBuilder;
import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.budget.Backend.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** One member of a fleet with one pool: what would be a process of its own. */
final class Node implements AutoCloseable {
    final FleetBudget budget;
    final Pool<Wire> pool;
    private final List<Thread> borrowers = new ArrayList<>();
    private volatile CountDownLatch release = new CountDownLatch(1);

    Node(Backend backend, FleetLedger ledger, int limit) {
        this(backend, ledger, limit, builder -> builder, pool -> pool);
    }

    Node(
            Backend backend,
            FleetLedger ledger,
            int limit,
            UnaryOperator<FleetBudgetBuilder> options,
            UnaryOperator<PoolBuilder<Wire>> poolOptions) {
        budget = options.apply(FleetBudget.builder(ledger)
                        .name("db-main")
                        .limit(limit)
                        .quarantine(Duration.ofSeconds(2))
                        .closeTimeout(Duration.ofSeconds(5)))
                .build();
        try {
            pool = poolOptions
                    .apply(Pool.<Wire>builder(backend::connect)
                            .closeFunc(Wire::close)
                            .name("wires")
                            .maxSize(100)
                            .initialSize(0)
                            .closeTimeout(Duration.ofMillis(500))
                            .borrowTimeout(Duration.ofMinutes(2))
                            .budget(budget))
                    .build();
        } catch (IllegalArgumentException refused) {
            budget.close();
            throw refused;
        }
    }

    /** So many threads each borrow an object, and keep it until {@link #release}. */
    Node want(int objects) {
        CountDownLatch until = release;
        for (int i = 0; i < objects; i++) {
            Thread thread = new Thread(() -> {
                try {
                    pool.run(wire -> until.await());
                } catch (Exception ended) {
                    // The pool is closed, or the object was.
                }
            });
            thread.setDaemon(true);
            thread.start();
            borrowers.add(thread);
        }
        return this;
    }

    /** All of them give their objects back, or stop waiting. */
    void release() {
        release.countDown();
        release = new CountDownLatch(1);
    }

    int lent() {
        return pool.stats().lent();
    }

    @Override
    public void close() {
        release();
        try {
            pool.close(Duration.ofSeconds(5));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        budget.close();
        borrowers.forEach(Thread::interrupt);
    }
}
