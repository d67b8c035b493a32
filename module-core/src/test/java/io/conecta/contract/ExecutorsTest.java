package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(PoolLaws.class)
@DisplayName("Returns and loans: an executor, and a log, that do not do as they should")
class ExecutorsTest {
    private enum Kind {
        REFUSES {
            @Override
            void execute(Runnable task, Gate gate) {
                throw new RejectedExecutionException("made up");
            }
        },
        DROPS {
            @Override
            void execute(Runnable task, Gate gate) {}
        },
        THROWS_AN_ERROR {
            @Override
            void execute(Runnable task, Gate gate) {
                throw new OutOfMemoryError("made up");
            }
        },
        BLOCKS {
            @Override
            void execute(Runnable task, Gate gate) {
                gate.passDeaf();
                task.run();
            }
        },
        RUNS_ON_THE_SPOT {
            @Override
            void execute(Runnable task, Gate gate) {
                task.run();
            }
        },
        RUNS_TWICE {
            @Override
            void execute(Runnable task, Gate gate) {
                task.run();
                task.run();
            }
        };

        abstract void execute(Runnable task, Gate gate);

        /** Whether work that only the executor may do is done by it. */
        boolean works() {
            return this == RUNS_ON_THE_SPOT || this == RUNS_TWICE;
        }
    }

    /** Does as it should until it is told otherwise. */
    private static final class Odd implements Executor {
        private final Kind kind;
        private final Gate gate;
        private volatile boolean odd;

        Odd(Kind kind, Gate gate) {
            this.kind = kind;
            this.gate = gate;
        }

        @Override
        public void execute(Runnable task) {
            if (odd) {
                kind.execute(task, gate);
            } else {
                task.run();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("any work, and a log that throws / nothing is lost, no hook on a user's thread, every wait bounded")
    void nothingIsLost(Kind kind, Kit kit) {
        kit.log().react(line -> {
            throw new IllegalStateException("made up: the log is full");
        });
        List<String> threads = new CopyOnWriteArrayList<>();
        Odd executor = new Odd(kind, kit.gate());
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(3)
                .initialSize(3)
                .pingIdleAfter(ofSeconds(1))
                .createTimeout(ofSeconds(5))
                .scanInterval(PoolSettings.FOREVER)
                .executor(executor));
        kit.pinging((thing, failures) -> {
            threads.add(Thread.currentThread().getName());
            return true;
        });
        kit.closing(thing -> threads.add(Thread.currentThread().getName()));
        kit.time().advance(ofSeconds(2));
        executor.odd = true;

        Borrower<Thing> getting = kit.thread(() -> pool.get().orElseThrow()).awaitDoneOrParked();
        kit.time().advance(ofSeconds(5));
        Thing got = getting.awaitDone().result();
        Borrower<Thing> borrowing = kit.borrower(pool, ofHours(1)).awaitDoneOrParked();
        kit.time().advance(ofSeconds(5));
        Thing borrowed = borrowing.awaitDone().result();
        pool.scan();
        kit.time().advance(ofSeconds(5));
        Borrower<Boolean> discarding = kit.thread(() -> {
                    pool.discard(got);
                    return true;
                })
                .awaitDoneOrParked();
        kit.time().advance(ofSeconds(5));
        discarding.awaitDone().result();
        assertThat(got.timesClosed()).isOne();
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("conecta-worker"));
        pool.put(borrowed);
        PoolStats stats = pool.stats();
        assertThat(stats.idle()).isEqualTo(2);
        assertThat(stats.lent() + stats.creating() + stats.inMaintenance()).isZero();
        executor.odd = false;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "creations / fail by createTimeout with the reason if it does not run them, the place comes back, and it recovers")
    void creations(Kind kind, Kit kit) {
        Gate gate = kit.gate();
        Odd executor = new Odd(kind, gate);
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(2)
                .createTimeout(ofSeconds(5))
                .borrowTimeout(ofSeconds(20))
                .executor(executor));
        executor.odd = true;
        List<Borrower<Thing>> borrowers = new ArrayList<>();
        borrowers.add(kit.borrower(pool).awaitDoneOrParked());
        kit.time().advance(ofSeconds(6));
        if (kind.works()) {
            pool.put(borrowers.get(0).result());
            return;
        }
        assertThat(borrowers.get(0).failure(PoolCreateException.class)).hasMessageContaining("executor");
        assertThat(pool.stats().createFailures()).isPositive();
        assertThat(kit.creations()).isZero();
        executor.odd = false;
        gate.open();
        Borrower<Thing> next = kit.borrower(pool).awaitDoneOrParked();
        kit.time().advance(ofSeconds(10));
        pool.put(next.result());
    }
}
