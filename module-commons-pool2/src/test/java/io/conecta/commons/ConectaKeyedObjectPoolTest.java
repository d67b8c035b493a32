package io.conecta.commons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConectaKeyedObjectPoolTest {
    /** Counts what is there. */
    private static final class Counting extends BaseKeyedPooledObjectFactory<String, Object> {
        final AtomicInteger alive = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final List<String> destroyed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Object create(String key) {
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            return new Object();
        }

        @Override
        public PooledObject<Object> wrap(Object value) {
            return new DefaultPooledObject<>(value);
        }

        @Override
        public void destroyObject(String key, PooledObject<Object> value) {
            alive.decrementAndGet();
            destroyed.add(key);
        }
    }

    private final Counting factory = new Counting();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private ConectaKeyedObjectPool<String, Object> pool;

    private void pool(Consumer<GenericKeyedObjectPoolConfig<Object>> settings) {
        GenericKeyedObjectPoolConfig<Object> config = new GenericKeyedObjectPoolConfig<>();
        settings.accept(config);
        pool = new ConectaKeyedObjectPool<>(factory, config);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (pool != null) {
            pool.close();
        }
        others.shutdownNow();
        assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anIdleObjectOfAnotherKeyMakesRoom() throws Exception {
        pool(settings -> settings.setMaxTotal(2));
        pool.addObject("a");
        pool.addObject("a");

        Object object = pool.borrowObject("b");
        assertThat(factory.destroyed).containsExactly("a");
        assertThat(pool.getNumActive("b")).isEqualTo(1);
        assertThat(pool.getNumIdle("a")).isEqualTo(1);
        pool.returnObject("b", object);
        assertThat(factory.most).hasValue(2);
    }

    @Test
    void whatComesBackToAnotherKeyMakesRoom() throws Exception {
        pool(settings -> settings.setMaxTotal(1));
        Object object = pool.borrowObject("a");
        Future<Object> waits = others.submit(() -> pool.borrowObject("b"));
        while (pool.getNumWaiters() == 0) {
            Thread.onSpinWait();
        }

        pool.returnObject("a", object);
        assertThat(waits.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(factory.destroyed).containsExactly("a");
        assertThat(factory.most).hasValue(1);
    }

    @Test
    void aHotKeyDoesNotStarveACold() throws Exception {
        pool(settings -> settings.setMaxTotal(2));
        AtomicBoolean hot = new AtomicBoolean(true);
        List<Future<?>> borrowers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            borrowers.add(others.submit(() -> {
                while (hot.get()) {
                    pool.returnObject("hot", pool.borrowObject("hot"));
                }
                return null;
            }));
        }
        while (pool.getNumActive("hot") == 0) {
            Thread.onSpinWait();
        }

        Object cold = pool.borrowObject("cold", Duration.ofSeconds(30));
        pool.returnObject("cold", cold);
        hot.set(false);
        for (Future<?> borrower : borrowers) {
            borrower.get(30, TimeUnit.SECONDS);
        }
        assertThat(factory.most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void theLimitHoldsWhateverHappens() throws Exception {
        pool(settings -> {
            settings.setMaxTotal(3);
            settings.setMaxTotalPerKey(2);
        });
        ConcurrentHashMap<Object, Thread> holders = new ConcurrentHashMap<>();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(others.submit(() -> {
                for (int n = 0; n < 300; n++) {
                    String key = "key" + ThreadLocalRandom.current().nextInt(5);
                    Object object = pool.borrowObject(key);
                    assertThat(holders.put(object, Thread.currentThread())).isNull();
                    holders.remove(object);
                    if (n % 7 == 0) {
                        pool.invalidateObject(key, object);
                    } else {
                        pool.returnObject(key, object);
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(50, TimeUnit.SECONDS);
        }
        assertThat(factory.most).hasValueLessThanOrEqualTo(3);
        assertThat(pool.getNumActive()).isZero();
        pool.close();
        assertThat(factory.alive).hasValue(0);
    }

    @Test
    void withoutBlockingThereIsNoWaitForAPlace() throws Exception {
        pool(settings -> {
            settings.setMaxTotal(1);
            settings.setBlockWhenExhausted(false);
        });
        Object kept = pool.borrowObject("a");

        assertThatThrownBy(() -> pool.borrowObject("b"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("maxTotal=1");
        assertThat(factory.most).hasValue(1);
        pool.addObject("c"); // Nor does this wait.
        pool.clear();
        pool.invalidateObject("a", kept);
        assertThat(pool.borrowObject("b"))
                .as("a place that is free again is to be had at once")
                .isNotNull();
    }

    @Test
    void anObjectGoesBackUnderItsKey() throws Exception {
        pool(settings -> {});
        Object object = pool.borrowObject("a");
        pool.addObject("b");

        assertThatIllegalStateException().isThrownBy(() -> pool.returnObject("b", object));
        assertThatIllegalStateException().isThrownBy(() -> pool.invalidateObject("c", object));
        pool.returnObject("a", object);
        assertThat(pool.getNumIdle("a")).isEqualTo(1);
    }

    @Test
    void keysWithoutObjectsAreForgotten() throws Exception {
        pool(settings -> {});
        Object kept = pool.borrowObject("kept");
        pool.addObject("gone");
        assertThat(pool.getKeys()).containsExactlyInAnyOrder("kept", "gone");

        pool.clear();
        assertThat(pool.getKeys()).containsExactly("kept");
        assertThat(pool.toString()).contains("kept").doesNotContain("gone");
        pool.returnObject("kept", kept);
        pool.returnObject("gone", pool.borrowObject("gone"));
        assertThat(pool.getNumIdle("gone")).isEqualTo(1);
    }

    @Test
    void jmxHasTheNamesAndAttributesOfCommonsPool() throws Exception {
        pool(settings -> settings.setJmxNamePrefix("keyed"));
        pool.borrowObject("a");
        var server = ManagementFactory.getPlatformMBeanServer();

        assertThat(pool.getJmxName()).hasToString("org.apache.commons.pool2:type=GenericKeyedObjectPool,name=keyed");
        assertThat(server.getAttribute(pool.getJmxName(), "NumActive")).isEqualTo(1);
        assertThat(server.getAttribute(pool.getJmxName(), "NumActivePerKey").toString())
                .contains("a");
        pool.close();
        assertThat(server.isRegistered(pool.getJmxName())).isFalse();
    }

    @Test
    void whatCannotBeHadIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pool(settings -> settings.setMaxTotalPerKey(-1)))
                .withMessageStartingWith("maxTotalPerKey=-1, maxTotal=-1 cannot be had");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pool(settings -> {
                    settings.setMaxTotal(4);
                    settings.setMinIdlePerKey(1);
                }))
                .withMessageStartingWith("minIdlePerKey=1, maxTotal=4 cannot be had");
    }
}
