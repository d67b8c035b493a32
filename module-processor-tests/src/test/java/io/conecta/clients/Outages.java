package io.conecta.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolHealth;
import io.conecta.Use;
import io.conecta.fleet.tck.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A pool under load, on a wire that refuses, swallows, is slow and is cut: nothing is lost, nobody hangs, and all is well afterwards. */
final class Outages {
    private static final int THREADS = 6;
    private static final int VIRTUAL_THREADS = 20;

    private Outages() {}

    /**
     * Loads the pool and has its wire fail in each way.
     *
     * @param pool up to four objects; with timeouts of a second or two
     * @param work what a borrower does with an object; throws if it does not work
     */
    static <T> void survived(Pool<T> pool, Wire wire, Use<T, Exception> work) throws Exception {
        AtomicLong done = new AtomicLong();
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < THREADS + VIRTUAL_THREADS; i++) {
            Load load = new Load(() -> pool.run(work), done);
            Thread thread = i < THREADS ? new Thread(load) : virtual(load);
            if (thread != null) {
                loads.add(load);
                load.thread = thread;
                thread.start();
            }
        }
        try {
            goesWell(pool, loads, done);
            for (Wire.State state : List.of(Wire.State.REFUSES, Wire.State.SWALLOWS, Wire.State.SLOW)) {
                wire.state(state);
                if (state == Wire.State.SLOW) {
                    goesWell(pool, loads, done);
                } else {
                    await().until(() -> pool.health().status() == PoolHealth.Status.DOWN);
                    TimeUnit.MILLISECONDS.sleep(300); // Of an outage that is known.
                }
                wire.state(Wire.State.PASSES);
                goesWell(pool, loads, done);
            }
        } finally {
            loads.forEach(load -> load.over = true);
        }
        for (Load load : loads) {
            load.thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(load.thread.isAlive()).as("a borrower hangs").isFalse();
        }
        assertThat(pool.close(Duration.ofSeconds(10))).as("not given back").isEmpty();
        await().untilAsserted(() ->
                assertThat(wire.open()).as("connections that nobody closed").isZero());
        assertThat(pool.stats().created()).isEqualTo(pool.stats().closed());
    }

    /** Every borrower is served again. */
    private static <T> void goesWell(Pool<T> pool, List<Load> loads, AtomicLong done) {
        loads.forEach(load -> load.served = false);
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(
                                loads.stream().filter(load -> !load.served).count())
                        .as(
                                "borrowers that are not served, of %s after %s loans; %s",
                                loads.size(), done, pool.health() + ": " + at(loads))
                        .isZero());
    }

    /** {@return where those are that are not served} */
    private static String at(List<Load> loads) {
        return loads.stream()
                .filter(load -> !load.served)
                .map(load -> List.of(load.thread.getStackTrace()).toString())
                .toList()
                .toString();
    }

    /** {@return a virtual thread that is not started, or null where there are none} */
    private static Thread virtual(Runnable task) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("unstarted", Runnable.class)
                .invoke(builder, task);
    }

    /** What a borrower does again and again. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    /** A borrower that goes on, whatever happens. */
    private static final class Load implements Runnable {
        private final Attempt attempt;
        private final AtomicLong done;
        private volatile boolean over;
        private volatile boolean served;
        private Thread thread = Thread.currentThread();

        private Load(Attempt attempt, AtomicLong done) {
            this.attempt = attempt;
            this.done = done;
        }

        @Override
        public void run() {
            while (!over) {
                try {
                    attempt.run();
                    served = true;
                    done.incrementAndGet();
                } catch (Exception | AssertionError refused) {
                    pause(); // As a client backs off.
                }
            }
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException goesOn) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
