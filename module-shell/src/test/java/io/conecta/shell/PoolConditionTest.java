package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolHealth.Status;
import io.conecta.config.ForwardingPool;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class PoolConditionTest {
    /** What the pool says. */
    private volatile Status status = Status.UP;

    private final AtomicInteger registered = new AtomicInteger();
    private final List<Dictionary<?, ?>> properties = new ArrayList<>();
    private volatile boolean stopped;
    private volatile Runnable whenRegistered = () -> {};

    private final Pool<Object> pool =
            new ForwardingPool<>(
                    Pool.builder(Object::new).name("ftp").initialSize(0).build()) {
                @Override
                public io.conecta.PoolHealth health() {
                    return new io.conecta.PoolHealth(status, "the reason", Duration.ZERO, List.of());
                }
            };
    private final PoolCondition condition =
            new PoolCondition(new PoolEntry(7, "ftp", "com.acme.Ftp", pool), framework());

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void itHoldsWhileThePoolLendsOrSoonWill(Status told) {
        status = told;
        condition.check();
        condition.check();

        boolean up = List.of(Status.UP, Status.BUSY, Status.RECOVERING).contains(told);
        assertThat(registered).hasValue(up ? 1 : 0);
        status = Status.UP;
        condition.check();
        assertThat(registered).hasValue(1);
        status = Status.DOWN;
        condition.check();
        assertThat(registered).hasValue(0);
    }

    @Test
    void itSaysWhosePoolItIs() {
        condition.check();

        assertThat(properties).singleElement().satisfies(its -> {
            assertThat(its.get("osgi.condition.id")).isEqualTo("conecta.pool.ftp.up");
            assertThat(its.get("pool.name")).isEqualTo("ftp");
            assertThat(its.get("pool.type")).isEqualTo("com.acme.Ftp");
        });
    }

    @Test
    void itEndsForGood() {
        condition.check();
        condition.end();
        assertThat(registered).hasValue(0);

        condition.check();
        assertThat(registered).hasValue(0);
    }

    @Test
    void aChangeByWhatItHasStartedIsSeen() {
        whenRegistered = () -> {
            status = Status.SUSPENDED;
            condition.check();
        };
        condition.check();

        assertThat(registered).hasValue(0);
    }

    @Test
    void aFrameworkThatRefusesIsAskedAgain() {
        whenRegistered = () -> {
            registered.decrementAndGet();
            throw new SecurityException("not now");
        };
        assertThatThrownBy(condition::check).hasMessage("not now");
        whenRegistered = () -> {};
        condition.check();

        assertThat(registered).hasValue(1);
    }

    @Test
    void aFrameworkThatHasStoppedTheBundleIsLeftAlone() {
        condition.check();
        stopped = true;
        status = Status.DOWN;
        condition.check();
        status = Status.UP;
        condition.check();

        assertThat(properties).hasSize(1);
    }

    @Test
    void concurrentChecksLeaveItAsThePoolIsAndNeverTwice() throws Exception {
        Status[] statuses = {Status.UP, Status.DOWN, Status.SUSPENDED, Status.BUSY};
        int threads = 4;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Throwable> wrong = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            int first = round;
            List<Thread> all = new ArrayList<>();
            for (int each = 0; each < threads; each++) {
                int number = each;
                Thread thread = new Thread(() -> {
                    try {
                        together.await();
                        for (int turn = 0; turn < 20; turn++) {
                            status = statuses[(first + number + turn) % statuses.length];
                            condition.check();
                        }
                    } catch (Exception | AssertionError failure) {
                        synchronized (wrong) {
                            wrong.add(failure);
                        }
                    }
                });
                thread.start();
                all.add(thread);
            }
            for (Thread thread : all) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
            boolean up = status == Status.UP || status == Status.BUSY;
            assertThat(registered).as("%s, round %d", status, round).hasValue(up ? 1 : 0);
        }
        condition.end();
        assertThat(registered).hasValue(0);
    }

    /** {@return a framework that counts what is registered, and knows nothing else} */
    private BundleContext framework() {
        return proxy(BundleContext.class, arguments -> {
            if (stopped) {
                throw new IllegalStateException("stopped");
            }
            assertThat(registered.incrementAndGet()).as("registered at once").isOne();
            synchronized (properties) {
                properties.add((Dictionary<?, ?>) arguments[2]);
            }
            whenRegistered.run();
            return proxy(ServiceRegistration.class, none -> {
                if (stopped) {
                    throw new IllegalStateException("stopped");
                }
                assertThat(registered.decrementAndGet()).isZero();
                return null;
            });
        });
    }

    private interface Body {
        @Nullable
        Object call(Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Body body) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> body.call(arguments)));
    }
}
