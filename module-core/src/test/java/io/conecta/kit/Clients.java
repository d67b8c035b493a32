package io.conecta.kit;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that borrow, use and return without end, and remember what became of it. */
public final class Clients implements AutoCloseable {
    private static final long PAUSE_MILLIS = 2;

    /** What sort of threads; virtual ones where there are some. */
    public record Kind(String name, ThreadFactory threads) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final AtomicLong served = new AtomicLong();
    private final Map<Class<?>, AtomicLong> failures = new ConcurrentHashMap<>();
    private final Map<Class<?>, AtomicLong> longest = new ConcurrentHashMap<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Clients(Kind kind, int number, Pool<Backend.Client> pool) {
        for (int i = 0; i < number; i++) {
            Thread thread = kind.threads().newThread(() -> work(pool));
            threads.add(thread);
            thread.start();
        }
    }

    /** {@return platform threads, and virtual ones on a JDK that has them} */
    public static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("platform threads", Thread::new));
        if (Runtime.version().feature() >= 21) {
            kinds.add(new Kind("virtual threads", Clients::virtual));
        }
        return kinds;
    }

    /** By reflection, since the tests are compiled for 17. */
    private static Thread virtual(Runnable work) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (Thread) Class.forName("java.lang.Thread$Builder")
                    .getMethod("unstarted", Runnable.class)
                    .invoke(builder, work);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void work(Pool<Backend.Client> pool) {
        while (!stopped) {
            long began = System.nanoTime();
            try {
                pool.run(Backend.Client::ask);
                served.incrementAndGet();
            } catch (PoolDownException | PoolCreateException | IOException failure) {
                count(failure, System.nanoTime() - began);
            } catch (Throwable other) {
                unexpected.add(other);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    private void count(Throwable failure, long nanos) {
        failures.computeIfAbsent(failure.getClass(), type -> new AtomicLong()).incrementAndGet();
        longest.computeIfAbsent(failure.getClass(), type -> new AtomicLong()).accumulateAndGet(nanos, Math::max);
    }

    public long served() {
        return served.get();
    }

    public void awaitServed(long number) {
        Patience.until(number + " served", () -> served.get() >= number);
    }

    /** Waits until so many have failed in that way. */
    public void await(Class<? extends Exception> failure, int number) {
        Patience.until(number + " failed with " + failure, () -> {
            AtomicLong count = failures.get(failure);
            return count != null && count.get() >= number;
        });
    }

    /** {@return how long the slowest of those took to fail in that way} */
    public Duration longest(Class<? extends Exception> failure) {
        return Duration.ofNanos(longest.getOrDefault(failure, new AtomicLong()).get());
    }

    /** {@return how many failed, by type} */
    public Map<Class<?>, AtomicLong> failures() {
        return failures;
    }

    /** {@return what failed although no outage explains it} */
    public List<Throwable> unexpected() {
        return List.copyOf(unexpected);
    }

    /** Lets them finish what they do. */
    public void stop() {
        stopped = true;
        threads.forEach(thread -> Patience.until(thread + " has ended", () -> !thread.isAlive()));
    }

    @Override
    public void close() {
        stop();
    }
}
