package io.conecta.contract;

import static java.time.Duration.ofMinutes;

import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.Thing;
import java.util.List;
import java.util.stream.IntStream;

/** Tests of pools that share a budget. */
abstract class WithBudget {
    /** Pools that are never to have more than that many things together. */
    static PoolBudget budget(Kit kit, int limit) {
        kit.inRealTime();
        return PoolBudget.of(limit).name("server");
    }

    static PoolBuilder<Thing> in(Kit kit, PoolBudget budget, String name) {
        return kit.builder().name(name).maxSize(20).budget(budget);
    }

    static Pool<Thing> pool(Kit kit, PoolBudget budget, String name) {
        return build(kit, budget, in(kit, budget, name));
    }

    static Pool<Thing> build(Kit kit, PoolBudget budget, PoolBuilder<Thing> builder) {
        Pool<Thing> pool = kit.build(builder);
        kit.mayLive(budget.stats().limit());
        return pool;
    }

    static Pool<Thing> pool(Kit kit, PoolBudget budget, String name, int minShare) {
        return build(kit, budget, in(kit, budget, name).minShare(minShare));
    }

    /** A thread that waits in line. */
    static Borrower<Thing> waiter(Kit kit, PoolBudget budget, Pool<Thing> pool) {
        int before = pool.stats().waiting();
        Borrower<Thing> borrower = kit.borrower(pool, ofMinutes(1));
        Patience.until("it waits", () -> pool.stats().waiting() > before);
        Patience.until("it was refused", () -> waits(budget, pool));
        return borrower;
    }

    static void awaitUsed(PoolBudget budget, int used) {
        Patience.until("used is " + used + " in " + budget, () -> budget.stats().used() == used);
    }

    volatile boolean stop;

    /** Threads that borrow and return until {@link #stop}. */
    List<Borrower<Integer>> busy(Kit kit, Pool<Thing> pool, int threads) {
        return IntStream.range(0, threads)
                .mapToObj(i -> kit.thread(() -> {
                    int count = 0;
                    while (!stop) {
                        pool.put(pool.getOrCreate(ofMinutes(1)));
                        count++;
                    }
                    return count;
                }))
                .toList();
    }

    static boolean waits(PoolBudget budget, Pool<Thing> pool) {
        return budget.stats().pools().stream().anyMatch(each -> each.pool().equals(pool.name()) && each.waiting());
    }
}
