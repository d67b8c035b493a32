package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A hook takes too long on a thread that fails when it is looked at or interrupted")
class OddThreadsTest {
    private enum Oddity {
        /** There is no stack trace that an exception would take. */
        STACK,
        /** As when the channel in which it waits fails to close. */
        INTERRUPT
    }

    private static final class OddThread extends Thread {
        private final Oddity oddity;

        OddThread(Oddity oddity, Runnable task) {
            super(task, "odd");
            this.oddity = oddity;
            setDaemon(true);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return oddity == Oddity.STACK ? new StackTraceElement[1] : super.getStackTrace();
        }

        @Override
        public void interrupt() {
            super.interrupt();
            if (oddity == Oddity.INTERRUPT) {
                throw new OutOfMemoryError("made up");
            }
        }
    }

    /** A hook that hangs the first time, until it is interrupted. */
    private static final class Hook {
        private final AtomicBoolean hangs = new AtomicBoolean(true);
        private final CountDownLatch never = new CountDownLatch(1);

        boolean run() throws InterruptedException {
            if (hangs.getAndSet(false)) {
                never.await();
            }
            return true;
        }
    }

    private static PoolBuilder<Object> builder(AtomicInteger closed) {
        return Pool.builder(Object::new)
                .maxSize(1)
                .initialSize(0)
                .hookTimeout(ofMillis(50))
                .closeFunc(object -> closed.incrementAndGet());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("pingFunc / its object is closed, and the borrower gets another")
    void ping(Oddity oddity) throws Exception {
        Hook hook = new Hook();
        AtomicInteger closed = new AtomicInteger();
        try (Pool<Object> pool = builder(closed)
                .pingFunc((object, failures) -> hook.run())
                .pingIdleAfter(ZERO)
                .pingTimeout(ofMillis(50))
                .executor(Executors.newCachedThreadPool(task -> new OddThread(oddity, task)))
                .build()) {
            Object object = pool.getOrCreate();
            pool.put(object);
            Object another = pool.getOrCreate(ofSeconds(10));
            assertThat(another).isNotSameAs(object);
            assertThat(closed).hasValue(1);
            pool.put(another);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("newFunc / its place is free, and the next borrower gets an object")
    void create(Oddity oddity) throws Exception {
        Hook hook = new Hook();
        try (Pool<Object> pool = Pool.builder(() -> {
                    hook.run();
                    return new Object();
                })
                .maxSize(1)
                .initialSize(0)
                .createTimeout(ofMillis(50))
                .executor(Executors.newCachedThreadPool(task -> new OddThread(oddity, task)))
                .build()) {
            try {
                pool.put(pool.getOrCreate(ofSeconds(10)));
            } catch (PoolCreateException tookTooLong) {
                // This one waited for it.
            }
            pool.put(pool.getOrCreate(ofSeconds(10)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("closeFunc / it is given up, and the next borrower gets another object")
    void close(Oddity oddity) throws Exception {
        Hook hook = new Hook();
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxSize(1)
                .initialSize(0)
                .closeFunc(object -> hook.run())
                .closeTimeout(ofMillis(50))
                .executor(Executors.newCachedThreadPool(task -> new OddThread(oddity, task)))
                .build()) {
            Object object = pool.getOrCreate();
            pool.discard(object);
            Object another = pool.getOrCreate(ofSeconds(10));
            assertThat(another).isNotSameAs(object);
            pool.put(another);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("prepareFunc / the borrower hears of it, and the place is free")
    void prepare(Oddity oddity) throws Exception {
        Hook hook = new Hook();
        AtomicInteger closed = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Pool<Object> pool =
                builder(closed).prepareFunc(object -> hook.run()).build()) {
            Thread borrower = new OddThread(oddity, () -> {
                try {
                    pool.put(pool.getOrCreate(ofSeconds(10)));
                } catch (InterruptedException | PoolException failure) {
                    thrown.set(failure);
                }
            });
            borrower.start();
            borrower.join();
            assertThat(thrown.get()).hasStackTraceContaining("prepareFunc took");
            pool.put(pool.getOrCreate(ofSeconds(10)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("resetFunc / the return ends, and the place is free")
    void reset(Oddity oddity) throws Exception {
        Hook hook = new Hook();
        AtomicInteger closed = new AtomicInteger();
        try (Pool<Object> pool = builder(closed).resetFunc(object -> hook.run()).build()) {
            Object object = pool.getOrCreate();
            Thread returner = new OddThread(oddity, () -> pool.put(object));
            returner.start();
            returner.join();
            Object another = pool.getOrCreate(ofSeconds(10));
            assertThat(another).isNotSameAs(object);
            assertThat(closed).hasValue(1);
            pool.put(another);
        }
    }
}
