package io.conecta.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolStats;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("An executor of the user's")
class ExecutorTest {
    @Test
    @DisplayName("runs on the spot, and many wait / grow / all are served, and the stack does not grow with them")
    void onTheSpot(Kit kit) {
        List<Long> depths = new CopyOnWriteArrayList<>();
        kit.creating(() -> depths.add(StackWalker.getInstance().walk(frames -> frames.count())));
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).executor(Runnable::run));
        Thing first = kit.borrow(pool);
        depths.clear();
        List<Borrower<Thing>> waiters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            waiters.add(kit.borrower(pool).awaitParked());
        }
        kit.mayLive(41);
        pool.reconfigure(pool.settings().withMaxSize(41));
        kit.time().quiesce();
        waiters.forEach(waiter -> pool.put(waiter.result()));
        pool.put(first);
        assertThat(depths).hasSize(40);
        assertThat(Collections.max(depths) - Collections.min(depths)).isLessThan(40);
    }

    @Test
    @DisplayName("runs on the spot; what hears of a new object borrows another / served")
    void borrowsInBetween(Kit kit) {
        List<Thing> more = new CopyOnWriteArrayList<>();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).executor(Runnable::run));
        kit.events().react(line -> {
            if (line.equals("create 1")) {
                try {
                    more.add(pool.getOrCreate());
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        });
        Thing thing = kit.borrow(pool);
        Patience.until("the listener has borrowed", () -> more.size() == 1);
        assertThat(more.get(0)).isNotSameAs(thing);
        pool.put(thing);
        pool.put(more.get(0));
    }

    @Test
    @DisplayName("runs what it is given and throws all the same / nothing is done or counted twice")
    void runsAndThrows(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).executor(task -> {
            task.run();
            throw new RejectedExecutionException("made up");
        }));
        List<Thing> both = kit.borrow(pool, 2);
        both.forEach(pool::put);
        pool.scan();
        kit.time().quiesce();
        assertThat(kit.pings()).isEqualTo(2);
        pool.reconfigure(pool.settings().withPingIdleAfter(Duration.ZERO));
        Thing again = kit.borrow(pool);
        pool.discard(again);
        kit.time().quiesce();
        PoolStats stats = pool.stats();
        assertThat(stats.created()).isEqualTo(2);
        assertThat(stats.closed()).isOne();
        assertThat(stats.createFailures()).isZero();
        List<Thing> left = kit.borrow(pool, 2);
        assertThat(left.get(0)).isNotSameAs(left.get(1));
    }

    @Test
    @DisplayName("an executor of the user's / slow hooks run on it; it refuses / typed error, capacity kept")
    void executor(Kit kit) {
        List<Runnable> kept = new CopyOnWriteArrayList<>();
        Executor[] executor = {kept::add};
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).executor(task -> executor[0].execute(task)));
        Borrower<Thing> borrower = kit.borrower(pool).awaitParked();
        Patience.until("the executor has it", () -> kept.size() == 1);
        kept.get(0).run();
        Thing thing = borrower.result();
        executor[0] = task -> {
            throw new RejectedExecutionException("full");
        };
        pool.discard(thing);
        assertThat(thing.timesClosed()).as("closed all the same").isEqualTo(1);
        assertThat(kit.borrower(pool).failure(PoolCreateException.class))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        executor[0] = Runnable::run;
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("an executor that runs in the calling thread / create, ping, close / works")
    void directExecutor(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(2)
                .initialSize(1)
                .pingIdleAfter(Duration.ZERO)
                .executor(Runnable::run));
        List<Thing> both = kit.borrow(pool, 2);
        pool.put(both.get(0));
        pool.discard(both.get(1));
        pool.put(kit.borrow(pool));
        kit.time().advance(ofSeconds(10));
        assertThat(kit.pings()).isEqualTo(3);
        assertThat(pool.stats().idle()).isEqualTo(1);
    }
}
