package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfigurationException;
import io.conecta.config.PoolProvider;
import io.conecta.config.Pools;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Pools generated, compiled, loaded and used. */
class LivePoolTest {
    private static final String CONNECTION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.*;
            import java.util.concurrent.CopyOnWriteArrayList;

            @Pooled(maxSize = 2, initialSize = 0, pingIdleAfter = "0s", scanInterval = "off", closeTimeout = "1s")
            public class Connection {
                public static final List<String> LOG = new CopyOnWriteArrayList<>();
                public final String target;
                public Connection(String host, @Setting(defaultValue = "22") int port) { target = host + ":" + port; LOG.add("new"); }
                @Ping boolean alive(int failures) { LOG.add("ping " + failures); return true; }
                @Prepare void begin() { LOG.add("prepare"); }
                @Reset void rollback() { LOG.add("reset"); }
                @Destroy void quit() { LOG.add("destroy"); }
                @Override public String toString() { return target; }
            }
            """;

    private static PoolProvider<?> only(ClassLoader loader) {
        List<PoolProvider<?>> found = Pools.load(loader);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<String> log(ClassLoader loader) throws ReflectiveOperationException {
        return (List<String>)
                loader.loadClass("com.acme.Connection").getField("LOG").get(null);
    }

    private static <T> void borrowAndReturn(Pool<T> pool) throws InterruptedException {
        pool.put(pool.getOrCreate());
    }

    @Test
    void everyHookIsCalled() throws Exception {
        try (URLClassLoader loader = Compilation.of(CONNECTION).succeeds().loader()) {
            try (Pool<?> pool = only(loader).create(Map.of("host", "example", "maxSize", "3", "name", "orders"))) {
                assertThat(pool.name()).isEqualTo("orders");
                assertThat(pool.settings())
                        .isEqualTo(PoolSettings.defaults()
                                .withName("orders")
                                .withMaxSize(3)
                                .withInitialSize(0)
                                .withPingIdleAfter(Duration.ZERO)
                                .withScanInterval(PoolSettings.FOREVER)
                                .withCloseTimeout(Duration.ofSeconds(1)));
                assertThat(pool.<String, RuntimeException>call(Object::toString))
                        .isEqualTo("example:22");
                borrowAndReturn(pool);
            }
            assertThat(log(loader)).containsExactly("new", "prepare", "reset", "ping 0", "prepare", "reset", "destroy");
        }
    }

    @Test
    void thePoolIsTyped() throws Exception {
        try (URLClassLoader loader = Compilation.of(CONNECTION).succeeds().loader()) {
            Class<?> type = loader.loadClass("com.acme.ConnectionPool");
            try (Pool<?> pool =
                    (Pool<?>) type.getMethod("create", String.class, int.class).invoke(null, "h", 1)) {
                assertThat(pool).isInstanceOf(type).isInstanceOf(ForwardingPool.class);
                assertThat(pool.name()).isEqualTo("Connection");
                assertThat(pool.<String, RuntimeException>call(Object::toString))
                        .isEqualTo("h:1");
            }
        }
    }

    @Test
    void allMistakesAtOnce() throws Exception {
        try (URLClassLoader loader = Compilation.of(CONNECTION).succeeds().loader()) {
            assertThatThrownBy(() -> only(loader)
                            .create(Map.of("port", "abc", "maxSzie", "5", "scanInterval", "soon", "minIdle", -1)))
                    .isInstanceOfSatisfying(
                            PoolConfigurationException.class,
                            wrong -> assertThat(wrong.mistakes())
                                    .containsExactlyInAnyOrder(
                                            "minIdle must be >= 0, was -1; the default is 0",
                                            "scanInterval must be a duration such as 500ms, 5s, 1h30m or PT5S, or off, was \"soon\"; the"
                                                    + " default is 10s, and off is no limit",
                                            "host: is missing; add host=…",
                                            "port must be a whole number (int), was \"abc\"",
                                            "maxSzie: no such key; did you mean maxSize?"));
        }
    }

    @Test
    void fromProperties() throws Exception {
        try (URLClassLoader loader = Compilation.of(CONNECTION).succeeds().loader()) {
            Properties defaults = new Properties();
            defaults.setProperty("host", "fallback");
            Properties properties = new Properties(defaults);
            properties.setProperty("port", "23");
            try (Pool<?> pool = only(loader).create(properties)) {
                assertThat(pool.<String, RuntimeException>call(Object::toString))
                        .isEqualTo("fallback:23");
            }
        }
    }

    @Test
    void byTypeAndByName() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = Compilation.of(CONNECTION).succeeds().loader()) {
            Class<?> type = loader.loadClass("com.acme.Connection");
            assertThat(Pools.of(type).poolType().getName()).isEqualTo("com.acme.ConnectionPool");
            thread.setContextClassLoader(loader);
            for (String name : List.of("Connection", "com.acme.Connection", "com.acme.ConnectionPool")) {
                assertThat(Pools.named(name).type()).isSameAs(type);
            }
            assertThatThrownBy(() -> Pools.named("Conection"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("no pool provider named Conection; found: com.acme.ConnectionPool");
            assertThatThrownBy(() -> Pools.of(String.class))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("no pool provider for java.lang.String; is it @Pooled");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aPooledMethodPoolsWhatItReturns() throws Exception {
        String clients = """
                package com.acme;

                import io.conecta.annotation.*;

                public class Clients {
                    public static int closed;
                    @Pooled(maxSize = 1) static StringBuilder text(@Setting(defaultValue = "a") String start) { return new StringBuilder(start); }
                    @Pooled(leakTraces = " 1 / 0100") public static Thread worker(Runnable body) { return new Thread(body); }
                    @Ping static boolean ping(CharSequence text) { return true; }
                    @Ping static boolean ping(Thread thread) { return true; }
                    @Reset static void reset(StringBuilder text) { text.setLength(1); }
                    @Destroy static void close(StringBuilder text) { closed++; }
                }
                """;
        var compiled = Compilation.of(clients).succeeds();
        assertThat(compiled.faults()).isEmpty();
        assertThat(compiled.file("com/acme/Clients_TextFuncs.java"))
                .contains("Clients.ping(object)", "Clients.reset(object)", "Clients.close(object)");
        assertThat(compiled.file("com/acme/Clients_WorkerFuncs.java"))
                .contains("Clients.ping(object)")
                .doesNotContain("reset");
        try (URLClassLoader loader = compiled.loader()) {
            assertThat(Pools.load(loader))
                    .extracting(provider -> provider.settings().name())
                    .containsExactlyInAnyOrder("text", "worker");
            assertThat(Pools.load(loader))
                    .extracting(provider -> provider.settings().leakTraces())
                    .containsExactlyInAnyOrder("off", "1/100");
            PoolProvider<?> text = Pools.load(loader).stream()
                    .filter(provider -> provider.type() == StringBuilder.class)
                    .findFirst()
                    .orElseThrow();
            try (Pool<?> pool = text.create(Map.of())) {
                assertThat(pool.<String, RuntimeException>call(
                                builder -> ((StringBuilder) builder).append("b").toString()))
                        .isEqualTo("ab");
                assertThat(pool.<String, RuntimeException>call(Object::toString))
                        .isEqualTo("a");
            }
            assertThat(loader.loadClass("com.acme.Clients").getField("closed").get(null))
                    .isEqualTo(1);
        }
    }

    @Test
    void hooksAreInheritedAndOverridden() throws Exception {
        String base = """
                package com.base;

                import io.conecta.annotation.*;

                public abstract class Base<X extends Exception> implements Pinged {
                    public static final StringBuffer LOG = new StringBuffer();
                    @Destroy public void quit() throws X { LOG.append("base;"); }
                    @Prepare protected void begin() { LOG.append("hidden;"); }
                }
                """;
        String pinged = """
                package com.base;

                import io.conecta.annotation.*;

                public interface Pinged {
                    @Ping default boolean ping() { return true; }
                    @Reset static void reset(Pinged object) { Base.LOG.append("reset;"); }
                }
                """;
        String session = """
                package com.acme;

                import io.conecta.annotation.*;

                @Pooled(initialSize = 0)
                class Session extends com.base.Base<java.io.IOException> {
                    @Override public void quit() { LOG.append("quit;"); }
                    @Override protected void begin() { LOG.append("begin;"); }
                }
                """;
        var compiled = Compilation.of(base, pinged, session).succeeds();
        assertThat(compiled.problems()).isEmpty();
        try (URLClassLoader loader = compiled.loader()) {
            try (Pool<?> pool = only(loader).create(Map.of())) {
                borrowAndReturn(pool);
            }
            assertThat(loader.loadClass("com.base.Base").getField("LOG").get(null))
                    .hasToString("begin;reset;quit;");
        }
    }

    @Test
    void collaboratorsComeAsObjects() throws Exception {
        String session = """
                package com.acme;

                import io.conecta.annotation.*;
                import java.util.function.Supplier;

                @Pooled
                record Session(Supplier<String> source, @Setting(name = "home") java.nio.file.Path path) {
                    @Ping void ok() {}
                    @Destroy void end() {}
                    @Override public String toString() { return source.get() + path; }
                }
                """;
        try (URLClassLoader loader = Compilation.of(session).succeeds().loader()) {
            java.util.function.Supplier<String> source = () -> "from ";
            try (Pool<?> pool = only(loader).create(Map.of("source", source, "home", "there"))) {
                assertThat(pool.<String, RuntimeException>call(Object::toString))
                        .isEqualTo("from there");
            }
            assertThatThrownBy(() -> only(loader).create(Map.of("source", "text", "home", "there")))
                    .isInstanceOf(PoolConfigurationException.class)
                    .hasMessage("source must be an instance of java.util.function.Supplier, was a java.lang.String");
        }
    }

    @Test
    void theUnnamedPackage() throws Exception {
        String session = """
                import io.conecta.annotation.*;

                @Pooled
                class Pool {
                    Pool(String Duration) {}
                    @Ping void ok() {}
                    @Destroy void end() {}
                }
                """;
        String string = """
                class String {
                    public static String valueOf(java.lang.String text) { return new String(); }
                }
                """;
        var compiled = Compilation.of(session, string).succeeds();
        try (URLClassLoader loader = compiled.loader()) {
            try (Pool<?> pool = only(loader).create(Map.of("Duration", "x"))) {
                assertThat(pool.stats().idle()).isEqualTo(1);
            }
        }
    }
}
