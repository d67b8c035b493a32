package io.conecta.demo.watch;

import io.conecta.Pool;
import io.conecta.PoolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Borrowers that ask the server one question after the other, as many at a time as is said. For one thread. */
final class Crowd implements AutoCloseable {
    private static final long WORK_NANOS = 200_000_000;
    private static final int REST_MILLIS = 15;

    private final Pool<EchoClient> pool;
    private final List<Thread> borrowers = new ArrayList<>();

    Crowd(Pool<EchoClient> pool) {
        this.pool = pool;
    }

    /** Lets borrowers come or leave. */
    void resize(int size) throws InterruptedException {
        while (borrowers.size() < size) {
            Thread borrower = new Thread(this::work, "worker-" + (borrowers.size() + 1));
            borrowers.add(borrower);
            borrower.start();
        }
        List<Thread> leaving = borrowers.subList(size, borrowers.size());
        leaving.forEach(Thread::interrupt);
        for (Thread each : leaving) {
            each.join();
        }
        leaving.clear();
    }

    private void work() {
        try {
            while (true) {
                try {
                    pool.run(client -> {
                        client.ask("how are you?");
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(WORK_NANOS));
                    });
                } catch (PoolException | IOException failure) {
                    // The recording has it. A real borrower would tell its caller.
                }
                Thread.sleep(REST_MILLIS);
            }
        } catch (InterruptedException leave) {
            // As asked.
        }
    }

    /** Asks all of them to leave, and does not wait for it. */
    @Override
    public void close() {
        borrowers.forEach(Thread::interrupt);
    }
}
