package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.PoolException;
import io.conecta.config.KeyedPoolProvider;
import io.conecta.config.KeyedPools;
import io.conecta.config.PoolConfigurationException;
import io.conecta.config.Pools;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools with keys that are generated, compiled, loaded and used. */
class KeyedTest {
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.List;
            import java.util.concurrent.*;

            @Pooled(facade = Sender.class, maxSize = 2, maxTotal = 3, keyIdleTimeout = "off", initialSize = 0, scanInterval = "off",
                    borrowTimeout = "10s", pingIdleAfter = "0s")
            public class Session implements Sender {
                public static final List<String> LOG = new CopyOnWriteArrayList<>();
                private final String text;
                public Session(@Key String host, String user, @Key int port, @Setting(defaultValue = "-") String end) {
                    text = user + "@" + host + ":" + port + end;
                    LOG.add("new");
                }
                @Ping boolean alive() { LOG.add("ping"); return true; }
                @Prepare void begin() { LOG.add("prepare"); }
                @Reset void rollback() { LOG.add("reset"); }
                @Destroy void quit() { LOG.add("quit"); }
                @Override public String send(String mail) {
                    LOG.add("send");
                    if (mail.isEmpty()) { throw new IllegalArgumentException("no mail"); }
                    return mail + " by " + text;
                }
                @Override public String toString() { return text; }
            }
            """;

    private static final String USE = """
            package com.acme;

            import io.conecta.KeyedPool;
            import java.util.Map;

            public class Use {
                public static String use() throws Exception {
                    try (SessionPool pool = SessionPool.builder("me", "!").maxTotal(2).keyIdleTimeout(java.time.Duration.ofHours(1)).build()) {
                        KeyedPool<SessionKey, Session> plain = pool;
                        return plain.call(new SessionKey("h", 1), Session::toString) + SessionPool.DEFAULTS.maxTotal() + pool.settings().maxTotal();
                    }
                }
                public static String short_() throws Exception {
                    try (SessionPool pool = SessionPool.create("me"); SessionPool other = SessionPool.create(Map.of("user", "you"))) {
                        SessionKey key = new SessionKey("h", 1);
                        return pool.call(key, Session::toString) + other.call(key, Session::toString);
                    }
                }
                public static Sender facade(Object pool, String host) {
                    return ((SessionPool) pool).facade(new SessionKey(host, 1));
                }
            }
            """;

    private static final String SENDER = "package com.acme;\npublic interface Sender { String send(String mail); }\n";

    private static Compilation.Result compiled;

    private URLClassLoader loader;
    private List<String> log;

    @BeforeAll
    static void compile() {
        compiled = Compilation.of(SESSION, SENDER, USE).withoutLint().succeeds();
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
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    private Object use(String method, Object... arguments) throws ReflectiveOperationException {
        return Stream.of(loader.loadClass("com.acme.Use").getMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .invoke(null, arguments);
    }

    @SuppressWarnings("unchecked")
    private KeyedPoolProvider<Object, Object> provider() {
        return (KeyedPoolProvider<Object, Object>) KeyedPools.load(loader).get(0);
    }

    private Object key(String host) throws ReflectiveOperationException {
        return loader.loadClass("com.acme.SessionKey")
                .getConstructor(String.class, int.class)
                .newInstance(host, 1);
    }

    @Test
    void theTypedPoolIsOneByKey() throws Exception {
        assertThat(use("use")).isEqualTo("me@h:1!32");
    }

    @Test
    void defaultsAndConfigurationFillWhatIsNotTheKey() throws Exception {
        assertThat(use("short_")).isEqualTo("me@h:1-you@h:1-");
    }

    @Test
    void everyHookIsCalled() throws Exception {
        try (KeyedPool<Object, Object> pool = provider().create(Map.of("user", "me", "maxSize", "1"))) {
            pool.run(key("a"), object -> {});
            pool.run(key("a"), object -> {});
            pool.run(key("b"), object -> {});
        }
        assertThat(log)
                .containsExactly(
                        "new", "prepare", "reset", "ping", "prepare", "reset", "new", "prepare", "reset", "quit",
                        "quit");
    }

    @Test
    void aFacadeBorrowsForItsKeyAndDoubtsAfterAFailure() throws Exception {
        try (KeyedPool<Object, Object> pool =
                provider().create(Map.of("user", "me", "pingIdleAfter", "off", "maxSize", "1"))) {
            Object mailer = use("facade", pool, "a");
            var send = loader.loadClass("com.acme.Sender").getMethod("send", String.class);
            assertThat(send.invoke(mailer, "hi")).isEqualTo("hi by me@a:1-");
            assertThatThrownBy(() -> send.invoke(mailer, ""))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no mail");
            assertThat(send.invoke(mailer, "ho")).isEqualTo("ho by me@a:1-");
            assertThat(log)
                    .containsExactly(
                            "new", "prepare", "send", "reset", "prepare", "send", "reset", "ping", "prepare", "send",
                            "reset");
            assertThat(pool.stats(key("a")).borrowed()).isEqualTo(3);
            assertThat(pool.keys()).containsExactly(key("a"));
            assertThat(mailer).hasToString("Sender of pool \"Session\"");
            Object lent = pool.get(key("a")).orElseThrow();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> send.invoke(mailer, "hi")).cause().isInstanceOf(PoolException.class);
            assertThat(Thread.interrupted()).isTrue();
            pool.put(key("a"), lent);
        }
    }

    @Test
    void configurationHasTheOptionsOfEachKeyAndOfAll() throws Exception {
        Properties text = new Properties();
        text.setProperty("user", "me");
        text.setProperty("max-total", "7");
        text.setProperty("KEY_IDLE_TIMEOUT", "90s");
        text.setProperty("maxSize", "5");
        try (KeyedPool<Object, Object> pool = provider().create(text)) {
            assertThat(pool.settings().maxTotal()).isEqualTo(7);
            assertThat(pool.settings().keyIdleTimeout()).isEqualTo(Duration.ofSeconds(90));
            assertThat(pool.settings().maxSize()).isEqualTo(5);
            assertThat(pool).isInstanceOf(provider().poolType());
        }
        try (KeyedPool<Object, Object> pool =
                provider().create(Map.of("user", "me", "maxTotal", "none", "keyIdleTimeout", Duration.ofDays(1)))) {
            assertThat(pool.settings().maxTotal()).isEqualTo(Integer.MAX_VALUE);
            assertThat(pool.settings().keyIdleTimeout()).isEqualTo(Duration.ofDays(1));
        }
    }

    @Test
    void allMistakesOfAConfigurationAtOnce() {
        assertThatThrownBy(() -> provider()
                        .create(Map.of(
                                "max-total",
                                "0",
                                "keyIdleTimeout",
                                "soon",
                                "minShare",
                                "1",
                                "host",
                                "h",
                                "maxSize",
                                "x")))
                .isInstanceOf(PoolConfigurationException.class)
                .hasMessageContaining("max-total must be >= 1, was 0; the default is none")
                .hasMessageContaining("keyIdleTimeout must be a duration")
                .hasMessageContaining("was \"soon\"; the default is 1m, and off is no limit")
                .hasMessageContaining("minShare is not for keyed pools, was 1; leave it out: no key starves without it")
                .hasMessageContaining("maxSize must be a whole number")
                .hasMessageContaining("user: is missing")
                .hasMessageContaining("host: no such key");
        assertThatThrownBy(() -> provider().create(Map.of("user", "me", "initial-size", "2", "max_total", "1")))
                .isInstanceOf(PoolConfigurationException.class)
                .hasMessageContaining("initial-size must be <= max_total, was initial-size=2 with max_total=1; lower"
                        + " initial-size or raise max_total");
        assertThatThrownBy(() -> provider().create(Map.of("user", "me", "keyIdleTimeout", "0s", "maxTotal", "many")))
                .hasMessageContaining("keyIdleTimeout must be > 0s, was 0s")
                .hasMessageContaining("maxTotal must be a whole number or none, was \"many\"; the default is none");
    }

    @Test
    void providersOfKeyedPoolsAreFoundByTheirFinderOnly() throws Exception {
        Class<?> type = loader.loadClass("com.acme.Session");
        assertThat(KeyedPools.of(type).poolType().getName()).isEqualTo("com.acme.SessionPool");
        assertThat(provider().keys()).extracting("name").containsExactly("user", "end");
        assertThat(Pools.load(loader)).isEmpty();
        assertThatThrownBy(() -> Pools.of(type))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("It has a pool by key: see KeyedPools.");
        assertThat(compiled.files()).doesNotContainKey("META-INF/services/io.conecta.config.PoolProvider");
    }

    /** The compiler of Eclipse takes what javac takes, without a warning. */
    @ParameterizedTest
    @ValueSource(strings = {"keyed", "keyed-record"})
    void eclipseCompilesIt(String shape) throws IOException {
        JavaCompiler eclipse = new EclipseCompiler();
        Compilation compilation = new Compilation()
                .compiler(eclipse)
                .withoutLint()
                .withOsgi()
                .option("--release", "17", "-warn:all,-unused,-javadoc,-static-method,-dep-ann,-nls");
        Path root = Path.of("src", "test", "golden", shape, "source");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                compilation.source(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        var result = compilation.succeeds();
        assertThat(result.faults()).isEmpty();
    }

    /** A class that had a pool and now has one by key is not listed as what it was. */
    @Test
    void anIncrementalBuildListsAProviderOnce() throws Exception {
        String plain =
                "package com.acme;\nimport io.conecta.annotation.*;\n@Pooled public class %s { public %1$s(%s String host) {} }\n";
        Path output = Scratch.directory();
        Compilation.of(plain.formatted("One", ""), plain.formatted("Two", ""))
                .withoutLint()
                .output(output)
                .succeeds();
        var result = Compilation.of(plain.formatted("One", "@Key"))
                .withoutLint()
                .output(output)
                .with(output.resolve("classes"))
                .succeeds();
        assertThat(result.file("META-INF/services/io.conecta.config.PoolProvider"))
                .isEqualTo("com.acme.TwoPoolProvider\n");
        assertThat(result.file("META-INF/services/io.conecta.config.KeyedPoolProvider"))
                .isEqualTo("com.acme.OnePoolProvider\n");
    }
}
