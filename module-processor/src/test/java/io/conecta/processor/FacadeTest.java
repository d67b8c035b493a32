package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolClosedException;
import io.conecta.PoolException;
import io.conecta.config.PoolProvider;
import io.conecta.config.Pools;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A façade that is generated, compiled, loaded and used. */
class FacadeTest {
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import io.conecta.processor.Post;
            import java.io.IOException;
            import java.util.List;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.AtomicInteger;

            @Pooled(facade = Post.class, maxSize = 2, initialSize = 0, scanInterval = "off", borrowTimeout = "10s")
            public class Session implements Post<String> {
                public static final List<String> LOG = new CopyOnWriteArrayList<>();
                private static final AtomicInteger COUNT = new AtomicInteger();
                private final int number = COUNT.incrementAndGet();

                @Override public <R> R on(Callable<R> work) throws Exception { LOG.add("on " + number); return work.call(); }
                @Override public String send(String text, Callable<?> work) throws IOException {
                    try { work.call(); } catch (IOException | RuntimeException | Error known) { throw known; }
                    catch (Exception other) { throw new IllegalStateException(other); }
                    return text + number;
                }
                @Override public void patiently(Callable<?> work) throws InterruptedException {
                    try { work.call(); } catch (InterruptedException known) { throw known; }
                    catch (Exception other) { throw new IllegalStateException(other); }
                }
                @Override public int send(String first, String... more) { return more.length; }
                @Override public String self() { return "session " + number; }
                @Ping boolean alive() { LOG.add("ping " + number); return true; }
                @Destroy @Override public void quit() { LOG.add("quit " + number); }
                @Override public void close() { LOG.add("close " + number); }
                @Override public boolean equals(Object other) { LOG.add("equals"); return false; }
                @Override public int hashCode() { LOG.add("hashCode"); return 1; }
                @Override public String toString() { LOG.add("toString"); return ""; }
            }
            """;

    private static Compilation.Result compiled;

    private URLClassLoader loader;
    private List<String> log;
    private Pool<?> pool;
    private Post<String> post;

    @BeforeAll
    static void compile() {
        compiled = Compilation.of(SESSION)
                .withoutLint()
                .with(Path.of("target", "test-classes").toAbsolutePath())
                .succeeds();
    }

    @AfterAll
    static void forget() {
        compiled = null;
    }

    @BeforeEach
    @SuppressWarnings("unchecked")
    void open() throws Exception {
        loader = compiled.loader();
        log = (List<String>)
                loader.loadClass("com.acme.Session").getField("LOG").get(null);
        pool = builder().build();
        post = facade();
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        loader.close();
    }

    private PoolBuilder<?> builder() {
        PoolProvider<?> provider = Pools.load(loader).get(0);
        return provider.builder(Map.of());
    }

    @SuppressWarnings("unchecked")
    private Post<String> facade() throws ReflectiveOperationException {
        return (Post<String>)
                loader.loadClass("com.acme.SessionPool").getMethod("facade").invoke(pool);
    }

    @Test
    void eachCallBorrowsAndReturns() throws Exception {
        assertThat(post.<Integer>on(() -> pool.stats().lent())).isOne();
        assertThat(pool.stats().lent()).isZero();
        assertThat(post.send("text ", () -> pool.stats().lent())).isEqualTo("text 1");
        assertThat(post.send("a", "b", "c")).isEqualTo(2);
        assertThat(post.self()).as("a default method is the object's").isEqualTo("session 1");
        post.patiently(() -> pool.stats().lent());
        assertThat(pool.stats().idle()).isOne();
        assertThat(pool.stats().created()).isOne();
        assertThat(facade()).isSameAs(post);
    }

    @Test
    void threadsHaveObjectsOfTheirOwn() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> calls =
                    threads.invokeAll(List.of(() -> post.on(both::await), () -> post.on(both::await)));
            for (Future<Integer> call : calls) {
                assertThat(call.get()).isBetween(0, 1);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(log).containsExactlyInAnyOrder("on 1", "on 2");
        assertThat(pool.stats().idle()).isEqualTo(2);
    }

    /** With room for one more, the pool might lend a new object while it pings the suspect. */
    private void onlyOne(PoolBuilder<?> builder) throws ReflectiveOperationException {
        pool.close();
        pool = builder.maxSize(1).build();
        post = facade();
    }

    @Test
    void exceptionsPassAsTheyAreAndMakeTheObjectSuspect() throws Exception {
        onlyOne(builder());
        post.send("", () -> "");
        int pings = 0;
        for (Throwable thrown : List.of(
                new IOException("broken pipe"),
                new IllegalStateException("odd"),
                new AssertionError("wrong"),
                new InterruptedException("from within"))) {
            assertThatThrownBy(() -> post.on(() -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (Exception) thrown;
                    }))
                    .isSameAs(thrown);
            assertThat(log).doesNotContain("ping 1");
            post.self();
            assertThat(log).as("pinged before the next loan").contains("ping 1");
            log.clear();
            pings++;
        }
        assertThat(pings).isEqualTo(4);
        assertThat(pool.stats().created()).isOne();
    }

    @Test
    void suspectOnChoosesWhatMakesASuspect() throws Exception {
        onlyOne(builder().suspectOn(thrown -> thrown instanceof IOException));
        assertThatThrownBy(() -> post.on(() -> {
                    throw new IllegalArgumentException("the caller's own");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        post.self();
        assertThat(log).noneMatch(line -> line.startsWith("ping"));
        assertThatThrownBy(() -> post.on(() -> {
                    throw new IOException("broken pipe");
                }))
                .isInstanceOf(IOException.class);
        post.self();
        assertThat(log).anyMatch(line -> line.startsWith("ping"));
    }

    @Test
    void anInterruptWhileWaitingIsKept() throws Exception {
        Object one = pool.getOrCreate();
        Object other = pool.getOrCreate();
        try {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> post.send("text", () -> ""))
                    .isInstanceOfSatisfying(PoolException.class, refusal -> {
                        assertThat(refusal)
                                .hasMessageStartingWith("pool \"Session\": interrupted while waiting for an object");
                        assertThat(refusal).hasCauseInstanceOf(InterruptedException.class);
                    });
            assertThat(Thread.interrupted()).as("the flag is set again").isTrue();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> post.patiently(() -> "")).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("the exception tells it").isFalse();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> post.on(() -> "")).as("throws Exception").isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        } finally {
            put(one);
            put(other);
        }
        assertThat(log).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private void put(Object object) {
        ((Pool<Object>) pool).put(object);
    }

    @Test
    void whatEveryObjectHasBorrowsNothing() throws Exception {
        assertThat(post).isEqualTo(facade()).isNotEqualTo(new Object()).hasToString("Post of pool \"Session\"");
        assertThat(post.hashCode()).isEqualTo(System.identityHashCode(post));
        pool.close();
        assertThat(post.toString()).isEqualTo("Post of pool \"Session\"");
        assertThat(post.equals(null)).isFalse();
        assertThat(pool.stats().created()).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void nothingOfTheInterfaceClosesAnObject() throws Exception {
        post.self();
        try (Post<String> used = post) {
            used.quit();
        }
        post.close();
        assertThat(log).isEmpty();
        assertThat(post.self()).as("neither the object nor the pool").isEqualTo("session 1");
        assertThat(pool.stats().created()).isOne();
        pool.close();
        assertThat(log).containsExactly("quit 1");
        post.close();
        post.quit();
        assertThat(log).hasSize(1);
    }

    @Test
    void aClosedPoolSaysSo() {
        pool.close();
        assertThatThrownBy(() -> post.self()).isInstanceOf(PoolClosedException.class);
    }

    /** An object that nobody has been able to return is taken back by the pool, seconds later. */
    @Test
    void noObjectIsLostAtTheEndOfTheStack() throws Exception {
        for (int i = 0; i < 100; i++) { // What is called for the first time needs more.
            post.self();
            assertThatThrownBy(() -> post.on(() -> {
                        throw new IOException();
                    }))
                    .isInstanceOf(IOException.class);
        }
        pool.reconfigure(pool.settings().withBorrowTimeout(Duration.ZERO));
        Depth depth = new Depth();
        Thread digger = new Thread(null, () -> depth.dig(0), "digger", 256 * 1024);
        digger.start();
        digger.join();
        assertThat(depth.overflows).isPositive();
        pool.reconfigure(pool.settings().withBorrowTimeout(Duration.ofSeconds(60)));
        assertThat(List.of(pool.getOrCreate(), pool.getOrCreate())).hasSize(2);
        assertThat(pool.loans()).hasSize(2);
    }

    /** Calls the façade at every depth, from the end of the stack up. */
    private final class Depth {
        private int overflows;
        private int left = 100;

        private void dig(int depth) {
            try {
                if (depth < Integer.MAX_VALUE) {
                    dig(depth + 1);
                }
            } catch (StackOverflowError end) {
                overflows++;
            }
            if (left > 0) {
                left--;
                try {
                    post.self();
                } catch (VirtualMachineError | PoolException end) {
                    overflows++; // Or all are out for the moment.
                }
            }
        }
    }
}
