package io.conecta.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Memory runs out where nobody but one thread knows of an object: right behind newFunc, right before closeFunc. */
@ExtendWith(PoolLaws.class)
@DisplayName("What the pool holds in its own hand is not forgotten: no memory around a hook")
class NoMemoryTest {
    /** The thread of an executor, on which setting the context class loader fails once for want of memory: right before user code, or right behind it. */
    private static final class Flaky extends Thread {
        private final AtomicInteger left;

        /** @param left fails when it comes to zero; all threads count together */
        Flaky(Runnable task, AtomicInteger left) {
            super(task);
            this.left = left;
            super.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        }

        @Override
        public void setContextClassLoader(@Nullable ClassLoader loader) {
            if (left.decrementAndGet() == 0) {
                throw new OutOfMemoryError("made up");
            }
            super.setContextClassLoader(loader);
        }

        /** Each task has a thread of its own, whose end the worker waits for. */
        static Executor executor(AtomicInteger left) {
            return task -> {
                Thread thread = new Flaky(task, left);
                thread.start();
                try {
                    thread.join();
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                }
            };
        }
    }

    @Test
    @DisplayName("no memory right behind newFunc / the object that it has returned is lent")
    void noMemoryBehindNewFunc(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).executor(Flaky.executor(new AtomicInteger(2))));
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        pool.put(kit.thing(1));
    }

    @Test
    @DisplayName("no memory for the slot of a new object / it is tried again, and the object is lent")
    void noMemoryForTheSlot(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.creating(() -> kit.time().failAtLook(1));
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        assertThat(kit.time().hasFailed()).isTrue();
        kit.creating(() -> {});
        pool.put(kit.thing(1));
    }

    @Test
    @DisplayName("no memory right before closeFunc / it is called all the same, once")
    void noMemoryBeforeCloseFunc(Kit kit) {
        AtomicInteger left = new AtomicInteger();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).executor(Flaky.executor(left)));
        Thing thing = kit.borrow(pool);
        left.set(1);
        pool.discard(thing);
        assertThat(left.get()).as("failed").isNotPositive();
        assertThat(thing.timesClosed()).isOne();
        assertThat(pool.stats().closed()).isOne();
    }
}
