package io.conecta.contract;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@EnabledForJreRange(min = JRE.JAVA_21)
@DisplayName("Virtual threads")
class VirtualThreadTest {
    /** Starts virtual threads; by reflection, since the tests are compiled for 17. */
    private static Thread startVirtual(Runnable task) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }

    private static void joinAll(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).as("%s has not finished", thread).isFalse();
        }
    }

    @Test
    @DisplayName("more virtual-thread waiters than carriers / all finish, nothing pins (AG#201)")
    void moreThanCarriers(Kit kit) throws Exception {
        Pool<Thing> pool = kit.inRealTime().build(kit.builder().maxSize(4).borrowTimeout(ofMinutes(2)));
        int count = Runtime.version().feature() >= 25 ? 10_000 : 2_000;
        AtomicInteger finished = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(startVirtual(() -> {
                try {
                    Thing thing = pool.getOrCreate().take();
                    Thread.onSpinWait();
                    pool.put(thing.drop());
                    finished.incrementAndGet();
                } catch (Throwable failure) {
                    failures.add(failure);
                }
            }));
        }
        joinAll(threads);
        assertThat(failures).isEmpty();
        assertThat(finished).hasValue(count);
        assertThat(pool.stats().borrowed()).isGreaterThanOrEqualTo(count);
    }

    @Test
    @DisplayName("all carriers' worth of virtual threads wait in the pool / others run on")
    void carriersStayFree(Kit kit) throws Exception {
        Pool<Thing> pool = kit.inRealTime().pool(1);
        Thing held = kit.borrow(pool);
        int waiters = Runtime.getRuntime().availableProcessors() * 4;
        AtomicInteger served = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            threads.add(startVirtual(() -> {
                try {
                    pool.put(pool.getOrCreate());
                    served.incrementAndGet();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }));
        }
        Patience.until("all wait", () -> pool.stats().waiting() == waiters);
        Thread free = startVirtual(() -> {});
        free.join(20_000);
        assertThat(free.isAlive()).as("a virtual thread finds a carrier").isFalse();
        pool.put(held);
        joinAll(threads);
        assertThat(served).hasValue(waiters);
    }

    @Test
    @DisplayName("a virtual thread has an object / it leaks / reported with what can be said of it")
    void leakOfVirtualThread(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).leakThreshold(ofSeconds(16)));
        Thread thread = startVirtual(() -> assertThat(pool.get()).isPresent());
        thread.join(20_000);
        kit.time().advance(ofSeconds(20));
        assertThat(kit.events().leaks()).hasSize(1);
        assertThat(kit.events().leaks().get(0).borrower()).startsWith("virtual thread #");
    }
}
