package io.conecta.tools;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolException;
import io.conecta.PoolHealth;
import io.conecta.PoolListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Recording;

/** Real recordings of real pools. */
final class Recordings {
    static final String HOSTILE =
            "</title><script>document.title='hacked'</script><img src=x onerror=\"alert('&')\">\u202e";

    private Recordings() {}

    /** Told as often as the statistics of pools are asked for, by the same thread. */
    @Name("test.Tick")
    @Period("20 ms")
    static final class Tick extends Event {}

    private static final Semaphore TICKS = new Semaphore(0);

    interface Deed {
        void run() throws Exception;
    }

    /** Records what is done, with statistics far more often than a process would. */
    static Path of(Path file, Deed deed) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("io.conecta.PoolStatistics").withPeriod(Duration.ofMillis(20));
            recording.start();
            Runnable tick = TICKS::release;
            FlightRecorder.addPeriodicEvent(Tick.class, tick);
            try {
                deed.run();
            } finally {
                FlightRecorder.removePeriodicEvent(tick);
            }
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    /** A pool in which all goes well: one object, borrowed once, and a ping. */
    static void calm(String name) throws Exception {
        Semaphore pinged = new Semaphore(0);
        try (Pool<Object> pool = Pool.builder(Object::new)
                .name(name)
                .pingFunc((object, failures) -> true)
                .scanInterval(Duration.ofMillis(50))
                .listener(new PoolListener<Object>() {
                    @Override
                    public void onPingSuccess(Object object) {
                        pinged.release();
                    }
                })
                .build()) {
            beSampled();
            pool.run(object -> {});
            await(pinged, 4);
            beSampled();
        }
    }

    /** Two pools of one name that exist at the same time, of which one is used. */
    static void twins(String name) throws Exception {
        try (Pool<Object> used = Pool.builder(Object::new).name(name).build();
                Pool<Object> idle = Pool.builder(Object::new).name(name).build()) {
            for (int i = 0; i < 5; i++) {
                used.run(object -> {});
                idle.stats();
                beSampled();
            }
        }
    }

    /** A pool to which everything happens: a failed creation, an outage that ends, a wait, a timeout, a leak. */
    static void eventful(String name, String failure) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Semaphore down = new Semaphore(0);
        Semaphore up = new Semaphore(0);
        Semaphore leaked = new Semaphore(0);
        PoolListener<Object> listener = new PoolListener<>() {
            @Override
            public void onDown(PoolHealth health) {
                down.release();
            }

            @Override
            public void onUp(PoolHealth health) {
                up.release();
            }

            @Override
            public void onLeak(Loan loan, boolean reclaimed) {
                leaked.release();
            }
        };
        try (Pool<Object> pool = Pool.<Object>builder(() -> {
                    if (broken.get()) {
                        throw new IOException(failure);
                    }
                    return new Object();
                })
                .name(name)
                .initialSize(0)
                .maxSize(1)
                .retryDelay(Duration.ofMillis(50))
                .waitWhenDown(true)
                .scanInterval(Duration.ofMillis(50))
                .leakThreshold(Duration.ofMillis(100))
                .leakTraces("all")
                .listener(listener)
                .build()) {
            beSampled();
            tryToBorrow(pool);
            await(down, 1);
            Thread healer = new Thread(() -> {
                beWaitedFor(pool);
                broken.set(false);
            });
            healer.start();
            Object lost = pool.getOrCreate();
            await(up, 1);
            tryToBorrow(pool);
            await(leaked, 1);
            beSampled();
            pool.put(lost);
        }
    }

    /** Waits until the recorder has asked for statistics. */
    private static void beSampled() throws InterruptedException {
        TICKS.drainPermits();
        await(TICKS, 3);
    }

    /** Waits until somebody has waited for longer than it takes to be recorded. */
    private static void beWaitedFor(Pool<?> pool) {
        try {
            while (pool.stats().waiting() == 0) {
                Thread.sleep(1);
            }
            Thread.sleep(5);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void tryToBorrow(Pool<Object> pool) throws InterruptedException {
        try {
            pool.put(pool.getOrCreate(Duration.ofMillis(100)));
            throw new AssertionError("there should be nothing to borrow");
        } catch (PoolException expected) {
            // It timed out.
        }
    }

    private static void await(Semaphore event, int times) throws InterruptedException {
        if (!event.tryAcquire(times, 30, TimeUnit.SECONDS)) {
            throw new AssertionError("waited 30 s in vain");
        }
    }
}
