package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.Loan;
import io.conecta.NewKeyedFunc;
import io.conecta.PoolCreateException;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolListener;
import io.conecta.kit.Jvm;
import io.conecta.kit.Patience;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys and the user's code")
class KeysAndUserCodeTest extends WithKeys {
    @Test
    @DisplayName(
            "the listener's forPool blocks for one key / borrows for others / go on, and it may borrow for them itself")
    void listenerBlocks() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        AtomicReference<KeyedPool<String, Conn>> self = new AtomicReference<>();
        KeyedPool<String, Conn> pool = build(builder().listener(new PoolListener<>() {
            @Override
            public PoolListener<Conn> forPool(String name) {
                if (name.contains("AaAa")) {
                    arrived.countDown();
                    try {
                        open.await();
                        borrowAndReturn(Objects.requireNonNull(self.get()), "BBAa");
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                }
                return this;
            }
        }));
        self.set(pool);
        Future<?> blocked = threads.submit(() -> borrowAndReturn(pool, "AaAa"));
        arrived.await();

        borrowAndReturn(pool, "BBBB"); // Of the same hash code.
        for (int i = 0; i < 100; i++) { // The map grows.
            borrowAndReturn(pool, "key-" + i);
        }

        open.countDown();
        blocked.get();
        assertThat(pool.keys()).contains("AaAa", "BBAa");
    }

    /** A key that is slow to print. */
    private record Slow(String name, CountDownLatch arrived, CountDownLatch open) {
        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slow that && that.name.equals(name);
        }

        @Override
        public String toString() {
            arrived.countDown();
            try {
                open.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return name;
        }
    }

    @Test
    @DisplayName("a key's toString blocks / borrows for others / go on")
    void keyBlocks() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch none = new CountDownLatch(0);
        KeyedPool<Slow, Conn> pool = KeyedPool.<Slow, Conn>builder(key -> connect(key.name()))
                .closeFunc(conn -> alive.decrementAndGet())
                .build();
        Slow slow = new Slow("slow", arrived, open);
        Slow other = new Slow("other", none, none);
        Future<Conn> blocked = threads.submit(() -> pool.getOrCreate(slow));
        arrived.await();

        pool.put(other, pool.getOrCreate(other, Duration.ofMinutes(1)));

        open.countDown();
        pool.put(slow, blocked.get());
        pool.close();
    }

    @Test
    @DisplayName("borrowers run out of stack at the first borrow for a key / later / the key can be used")
    void endOfStack() throws Exception {
        assertThat(Jvm.run(DeepKeys.class)).containsExactly("overflows: true, unusable: 0, lent: 0");
    }

    @Test
    @DisplayName("newFunc returns another key's object / borrow / refused: an object has one holder")
    void oneObjectForTwoKeys() throws Exception {
        Conn shared = connect("shared");
        alive.decrementAndGet();
        AtomicInteger closed = new AtomicInteger();
        KeyedPool<String, Conn> pool = KeyedPool.<String, Conn>builder(key -> shared)
                .closeFunc(conn -> closed.incrementAndGet())
                .build();
        assertThat(pool.getOrCreate("one")).isSameAs(shared);
        assertThatThrownBy(() -> pool.getOrCreate("two"))
                .isInstanceOf(PoolCreateException.class)
                .hasRootCauseMessage(
                        "newFunc returned an object that is in the pool already; return a new one at every call");

        pool.discard("one", shared);
        Patience.until(
                "a probe has created it for the other", () -> pool.health("two").isUp());
        assertThat(pool.getOrCreate("two", ofSeconds(60)))
                .as("once it is closed")
                .isSameAs(shared);
        pool.put("two", shared);
        pool.close();
        assertThat(closed).hasValue(2);
    }

    @Test
    @DisplayName("an object is reclaimed, and its key forgotten / it is returned late / ignored")
    void lateReturn() throws Exception {
        KeyedPool<String, Conn> pool = build(builder()
                .leakThreshold(ofMillis(20))
                .reclaimLeaked(true)
                .scanInterval(ofMillis(20))
                .keyIdleTimeout(ofMillis(20)));
        Conn put = pool.getOrCreate("put");
        Conn thrown = pool.getOrCreate("thrown");
        Conn discarded = pool.getOrCreate("discarded");
        Patience.until(
                "forgotten", () -> pool.keys().isEmpty() && pool.toString().contains("idle=0, lent=0"));
        Patience.until("closed", () -> alive.get() == 0);
        Patience.until("left", () -> ignores(() -> pool.put("put", put)));

        pool.put("put", put);
        pool.put("thrown", thrown, new IllegalStateException("late"));
        pool.discard("discarded", discarded);
        assertThatThrownBy(() -> pool.put("put", new Conn("put", new AtomicBoolean())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not from this pool and is still yours")
                .hasMessageNotContaining("adopt");
    }

    private static boolean ignores(Runnable call) {
        try {
            call.run();
            return true;
        } catch (IllegalArgumentException notYet) {
            return false;
        }
    }

    @Test
    @DisplayName("an object that is idle is put under another key / it was returned twice")
    void returnedTwice() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        Conn conn = pool.getOrCreate("one");
        assertThatThrownBy(() -> pool.put("two", conn))
                .hasMessage(
                        "pool \"ftp\": the object belongs to key one, not to two, and is still yours; return it under"
                                + " the key it was borrowed for");
        pool.put("one", conn);
        assertThatThrownBy(() -> pool.put("two", conn))
                .hasMessage("pool \"ftp\": the object is in the pool already, under key one: it was returned twice;"
                        + " return an object once, under the key it was borrowed for");
    }

    @Test
    @DisplayName("an object that was discarded is put under its key, another, an unknown one / the pool has closed it")
    void closedByAnotherKey() throws Exception {
        KeyedPool<String, Conn> pool = build(builder());
        pool.put("two", pool.getOrCreate("two"));
        Conn conn = pool.getOrCreate("one");
        pool.discard("one", conn);
        for (String key : List.of("one", "two", "three")) {
            assertThatThrownBy(() -> pool.put(key, conn))
                    .as(key)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("pool \"ftp")
                    .hasMessageContaining("the pool has closed it; return an object once, and not after discarding it");
        }
    }

    /** A key that changes, and cannot be found any more. */
    private static final class Fickle {
        private int hash;
        private boolean broken;

        @Override
        public int hashCode() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return hash;
        }

        @Override
        public String toString() {
            return "fickle";
        }
    }

    @Test
    @DisplayName("keys whose hash codes change, or fail / time passes / other keys are forgotten, and the pool is up")
    void brokenKeys() throws Exception {
        KeyedPoolBuilder<Object, Conn> builder = KeyedPool.<Object, Conn>builder(key -> connect("any"))
                .closeFunc(conn -> alive.decrementAndGet())
                .idleTimeout(ofMillis(20))
                .scanInterval(ofMillis(20))
                .keyIdleTimeout(ofMillis(20));
        KeyedPool<Object, Conn> pool = builder.build();
        Fickle changes = new Fickle();
        Fickle fails = new Fickle();
        for (Object key : List.of(changes, fails, "other")) {
            pool.put(key, pool.getOrCreate(key));
        }
        changes.hash = 1_000;
        fails.broken = true;

        Patience.until("forgotten", () -> pool.report("other").isEmpty() && alive.get() == 0);

        assertThat(pool.health().status()).isEqualTo(Status.UP);
        pool.put("other", pool.getOrCreate("other"));
        pool.close();
    }

    @Test
    @DisplayName("creations of a key ignore interrupts / close(drain) / waits for them and for what they yield")
    void closeDuringCreations() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch open = new CountDownLatch(1);
        KeyedPool<String, Conn> pool = KeyedPool.<String, Conn>builder(key -> {
                    arrived.countDown();
                    while (open.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return connect(key);
                })
                .closeFunc(conn -> alive.decrementAndGet())
                .build();
        List<Future<Conn>> waiting = new ArrayList<>();
        for (String key : List.of("one", "two")) {
            waiting.add(threads.submit(() -> pool.getOrCreate(key)));
        }
        arrived.await();
        Future<List<Loan>> closing = threads.submit(() -> pool.close(Duration.ofMinutes(1)));
        for (Future<Conn> each : waiting) {
            assertThatThrownBy(each::get).hasMessageContaining("is closed");
        }
        open.countDown();

        assertThat(closing.get()).isEmpty();
        assertThat(alive).hasValue(0);
        assertThat(connected).hasValue(2);
    }

    @Test
    @DisplayName("newFunc / its class's loader is the context class loader")
    @SuppressWarnings("unchecked")
    void contextLoader() throws Exception {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        try (URLClassLoader users = new URLClassLoader(new URL[0], KeysAndUserCodeTest.class.getClassLoader())) {
            NewKeyedFunc<String, Conn> theirs = (NewKeyedFunc<String, Conn>)
                    Proxy.newProxyInstance(users, new Class<?>[] {NewKeyedFunc.class}, (self, method, arguments) -> {
                        seen.set(Thread.currentThread().getContextClassLoader());
                        return connect((String) arguments[0]);
                    });
            KeyedPool<String, Conn> pool = build(KeyedPool.builder(theirs).closeFunc(conn -> alive.decrementAndGet()));
            borrowAndReturn(pool, "one");
            assertThat(seen.get()).isSameAs(theirs.getClass().getClassLoader()).isSameAs(users);
        }
    }

    private static void borrowAndReturn(KeyedPool<String, Conn> pool, String key) {
        try {
            pool.put(key, pool.getOrCreate(key, Duration.ofMinutes(1)));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
