package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;

/** Threads that borrow from a pool service and give back, whenever there is one, until this is closed. */
final class Load implements AutoCloseable {
    private static final int BORROWERS = 4;

    private final Container container;
    private final String type;
    private final AtomicLong loans = new AtomicLong();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final List<Thread> borrowers =
            Stream.generate(() -> new Thread(this::borrow)).limit(BORROWERS).toList();

    private volatile boolean ended;

    Load(Container container, String type) {
        this.container = container;
        this.type = type;
        borrowers.forEach(Thread::start);
    }

    /** Waits until borrowers get through again. */
    void awaitLoans() throws Exception {
        long before = loans.get();
        Container.await("more loans", () -> loans.get() > before + BORROWERS);
    }

    /** Ends it; a pool that went has said that it is closed, and nothing else. */
    @Override
    public void close() throws TimeoutException {
        ended = true;
        for (Thread borrower : borrowers) {
            Container.await("the end of " + borrower, () -> !borrower.isAlive());
        }
        assertThat(unexpected).isEmpty();
        assertThat(loans).hasPositiveValue();
    }

    private void borrow() {
        while (!ended) {
            ServiceReference<?> reference = container.find(type);
            Object pool = reference == null ? null : container.context().getService(reference);
            if (pool == null) {
                LockSupport.parkNanos(100_000);
                continue;
            }
            try {
                ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
                loans.incrementAndGet();
            } catch (Exception | LinkageError failure) {
                if (!failure.getClass().getName().equals("io.conecta.PoolClosedException")) {
                    unexpected.add(failure);
                }
            } finally {
                container.context().ungetService(reference);
            }
        }
    }
}
