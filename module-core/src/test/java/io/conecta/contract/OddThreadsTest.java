package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    /** A hook that hangs the first time, until it is interrupted or, if it is deaf to that, until it may go on. */
    private static final class Hook {
        final CountDownLatch mayGoOn = new CountDownLatch(1);
        private final boolean deaf;
        private final AtomicBoolean hangs = new AtomicBoolean(true);

        Hook(boolean deaf) {
            this.deaf = deaf;
        }

        boolean run() throws InterruptedException {
            if (!hangs.getAndSet(false)) {
                return true;
            }
            while (true) {
                try {
                    mayGoOn.await();
                    return true;
                } catch (InterruptedException interrupted) {
                    if (!deaf) {
                        throw interrupted;
                    }
                }
            }
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
        Hook hook = new Hook(false);
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
        Hook hook = new Hook(false);
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
        Hook hook = new Hook(false);
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
    @DisplayName(
            "prepareFunc, deaf to interrupts / its object is closed, and the next borrower gets another; it hears of it in the end")
    void prepare(Oddity oddity) throws Exception {
        Hook hook = new Hook(true);
        AtomicInteger closed = new AtomicInteger();
        AtomicReference<Object> prepared = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Pool<Object> pool = builder(closed)
                .prepareFunc(object -> {
                    prepared.compareAndSet(null, object);
                    hook.run();
                })
                .build()) {
            Thread borrower = new OddThread(oddity, () -> {
                try {
                    pool.put(pool.getOrCreate(ofSeconds(10)));
                } catch (InterruptedException | PoolException failure) {
                    thrown.set(failure);
                }
            });
            borrower.start();
            await().until(() -> closed.get() == 1);
            Object another = pool.getOrCreate(ofSeconds(10));
            assertThat(another).isNotSameAs(prepared.get());
            pool.put(another);
            hook.mayGoOn.countDown();
            borrower.join();
            assertThat(thrown.get()).hasStackTraceContaining("prepareFunc took");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("resetFunc, deaf to interrupts / its object is closed, and the next borrower gets another")
    void reset(Oddity oddity) throws Exception {
        Hook hook = new Hook(true);
        AtomicInteger closed = new AtomicInteger();
        try (Pool<Object> pool = builder(closed).resetFunc(object -> hook.run()).build()) {
            Object object = pool.getOrCreate();
            Thread returner = new OddThread(oddity, () -> pool.put(object));
            returner.start();
            Object another = pool.getOrCreate(ofSeconds(10));
            assertThat(another).isNotSameAs(object);
            assertThat(closed).hasValue(1);
            hook.mayGoOn.countDown();
            returner.join();
            pool.put(another);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("newFunc / a clear and a close hurry all of them, and end")
    void clearAndClose(Oddity oddity) throws Exception {
        CountDownLatch creating = new CountDownLatch(2);
        AtomicInteger hurried = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        ExecutorService borrowers = Executors.newCachedThreadPool();
        Pool<Object> pool = Pool.builder(() -> {
                    if (creating.getCount() > 0) {
                        creating.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            hurried.incrementAndGet();
                        }
                    }
                    return new Object();
                })
                .maxSize(3)
                .initialSize(0)
                .closeFunc(object -> closed.incrementAndGet())
                .executor(Executors.newCachedThreadPool(task -> new OddThread(oddity, task)))
                .build();
        Object idle = new Object();
        pool.adopt(idle);
        assertThat(pool.get()).containsSame(idle);
        List<Future<Object>> waiting =
                List.of(borrowers.submit(() -> pool.getOrCreate()), borrowers.submit(() -> pool.getOrCreate()));
        creating.await();
        pool.put(idle);
        pool.clear();
        await().until(() -> hurried.get() == 2);
        pool.close();
        for (Future<Object> each : waiting) {
            try {
                pool.put(each.get(10, TimeUnit.SECONDS));
            } catch (ExecutionException hurriedOrClosed) {
                // It waited for one of them.
            }
        }
        await().until(() -> pool.stats().closed() == pool.stats().created());
        assertThat(pool.stats().idle()).isZero();
        assertThat(closed).hasPositiveValue();
        borrowers.shutdown();
    }
}
