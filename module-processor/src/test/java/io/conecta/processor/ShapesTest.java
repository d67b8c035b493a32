package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.Pools;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools of parameterized types, pools whose name is chosen, and the short forms of {@code create} and {@code builder}. */
class ShapesTest {
    private static final String REDIS = """
            package com.acme;

            import io.conecta.annotation.*;

            final class Redis {
                public interface Connection<K, V> extends AutoCloseable {
                    V get(K key);
                    @Override void close();
                }

                @Pooled(poolType = "Sessions")
                static Connection<String, String> texts(@Setting(defaultValue = "=") String answer) {
                    return new Connection<>() {
                        @Override public String get(String key) { return key + answer; }
                        @Override public void close() {}
                        @Override public String toString() { return get("k"); }
                    };
                }

                @Pooled(poolType = "BytesPool")
                static Connection<? extends byte[], Map.Entry<String, byte[]>> bytes() { throw new IllegalStateException(); }

                @Ping static void ping(Connection<String, ?> connection) { connection.get("ping"); }
                interface Map { interface Entry<K, V> {} }
            }
            """;

    private static JavaCompiler compiler(String name) {
        return name.equals("ecj") ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
    }

    private static Compilation strict(String compiler, String... sources) {
        Compilation compilation = Compilation.of(sources).compiler(compiler(compiler));
        return compiler.equals("ecj")
                ? compilation
                        .withoutLint()
                        .option("--release", "17", "-warn:all,-unused,-javadoc,-static-method,-dep-ann,-nls")
                : compilation;
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac", "ecj"})
    void aPoolOfAParameterizedType(String compiler) throws Exception {
        var result = strict(compiler, REDIS).withOsgi().succeeds();
        assertThat(result.faults()).isEmpty();
        assertThat(result.file("com/acme/Sessions.java"))
                .contains(
                        "/** A pool of {@link Redis.Connection}. */",
                        "interface Sessions extends Pool<Redis.Connection<String, String>> {",
                        "static Sessions create(String answer) {",
                        "static Sessions create() {");
        assertThat(result.file("com/acme/BytesPool.java"))
                .contains("extends Pool<Redis.Connection<? extends byte[], Redis.Map.Entry<String, byte[]>>>");
        assertThat(result.file("com/acme/SessionsProvider.java"))
                .contains(
                        "@SuppressWarnings(\"unchecked\")",
                        "return (Class<Redis.Connection<String, String>>) (Class<?>) Redis.Connection.class;");
        try (URLClassLoader loader = result.loader();
                Pool<?> pool = Pools.load(loader).stream()
                        .filter(provider -> provider.settings().name().equals("texts"))
                        .findFirst()
                        .orElseThrow()
                        .create(Map.of("answer", "!"))) {
            assertThat(pool.<String, RuntimeException>call(Object::toString)).isEqualTo("k!");
        }
    }

    @Test
    void chosenNames() {
        var result = Compilation.of(REDIS).withOsgi().succeeds();
        assertThat(result.files().keySet())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "META-INF/services/io.conecta.config.PoolProvider",
                        "OSGI-INF/com.acme.BytesPool.xml",
                        "OSGI-INF/com.acme.Sessions.xml",
                        "OSGI-INF/metatype/com.acme.BytesPool.xml",
                        "OSGI-INF/metatype/com.acme.Sessions.xml",
                        "com/acme/BytesFuncs.java",
                        "com/acme/BytesPool.java",
                        "com/acme/BytesPoolComponent.java",
                        "com/acme/BytesPoolProvider.java",
                        "com/acme/Sessions.java",
                        "com/acme/SessionsComponent.java",
                        "com/acme/SessionsFuncs.java",
                        "com/acme/SessionsProvider.java"));
        assertThat(result.file("META-INF/services/io.conecta.config.PoolProvider"))
                .isEqualTo("com.acme.BytesPoolProvider\ncom.acme.SessionsProvider\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac", "ecj"})
    void aGenericClassPooledByItsOwnFactory(String compiler) throws Exception {
        var result = strict(compiler, """
                        package com.acme;
                        import io.conecta.annotation.*;
                        public class Box<T extends CharSequence> {
                            private final T content;
                            Box(T content) { this.content = content; }
                            @Pooled public static Box<String> open(String text) { return new Box<>(text); }
                            @Ping public boolean isFull() { return content != null; }
                            @Destroy public static <X extends CharSequence> void drop(Box<String> box) {}
                            @Override public String toString() { return String.valueOf(content); }
                        }
                        """).succeeds();
        assertThat(result.problems()).isEmpty();
        try (URLClassLoader loader = result.loader();
                Pool<?> pool = Pools.load(loader).get(0).create(Map.of("text", "t"))) {
            assertThat(pool.<String, RuntimeException>call(Object::toString)).isEqualTo("t");
        }
    }

    private static String pool(String parameters) {
        return Compilation.of("""
                        package com.acme;
                        import io.conecta.annotation.*;
                        import java.net.*;
                        import java.time.*;
                        public class Session {
                            public enum Mode { FAST, @Deprecated SLOW }
                            @Pooled(poolType = "Sessions") public static Session open(PARAMETERS) { return new Session(); }
                            @Ping void check() {}
                            @Destroy void end() {}
                        }
                        """.replace("PARAMETERS", parameters)).succeeds().file("com/acme/Sessions.java");
    }

    @Test
    void theShortFormsLeaveDefaultsOut() {
        String text = pool("""
                String host,
                @Setting(defaultValue = "22") int port, @Setting(defaultValue = "-1") byte b, @Setting(defaultValue = "+7") Short s,
                @Setting(defaultValue = "8") long l, @Setting(defaultValue = "1e3") float f, @Setting(defaultValue = "0.5") Double d,
                @Setting(defaultValue = "'") char c, @Setting(defaultValue = "TRUE") boolean z,
                @Setting(defaultValue = "a\\"b") String text, @Setting(defaultValue = "FAST") Mode mode,
                @Setting(defaultValue = "SLOW") Mode slow, @Setting(defaultValue = "1m30s") Duration time,
                @Setting(defaultValue = "tcp://localhost:1") URI uri, Runnable work
                """);
        assertThat(text.replaceAll("\\s+", " "))
                .contains(
                        "static TypedPoolBuilder<Session, Sessions> builder(String host, Runnable work) { return builder( host, 22,"
                                + " (byte) -1, (short) 7, 8L, 1000.0f, 0.5, '\\'', true, \"a\\\"b\", Session.Mode.FAST,"
                                + " Session.Mode.valueOf(\"SLOW\"), Duration.ofSeconds(90), URI.create(\"tcp://localhost:1\"),"
                                + " work); }",
                        "static Sessions create(String host, Runnable work) { return builder(host, work).build(); }");
    }

    @Test
    void aParameterHidesNoTypeOfAShortForm() {
        assertThat(pool("@Setting(defaultValue = \"1s\") Duration time, String Duration"))
                .contains(
                        "static Sessions create(String Duration_) {",
                        "return builder(Duration.ofSeconds(1), Duration_);");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String host, int port", // no default
                "@Setting(defaultValue = \"22\") int port, String... more", // ambiguous
                "@Setting(defaultValue = \"22\") int port, @Setting(defaultValue = \"localhost\") InetAddress a", // may
                // fail
                "@Setting(defaultValue = \"NaN\") double d"
            })
    void thereAreNoneWhereTheyWouldMislead(String parameters) {
        String[] forms = pool(parameters)
                .replaceAll(" create\\(Map<String, \\?> configuration\\)", "")
                .split(" create\\(", -1);
        assertThat(forms).hasSize(2);
    }

    @Test
    void aPoolIsCreatedFromConfigurationToo() throws Exception {
        var result = Compilation.of("""
                        package com.acme;
                        import io.conecta.annotation.*;
                        @Pooled public class Session {
                            @New public Session(String host, @Setting(defaultValue = "22") int port, Runnable work) {}
                        }
                        """, """
                        package com.acme;
                        import java.util.Map;
                        public class User {
                            public static SessionPool pool() {
                                Runnable work = () -> {};
                                SessionPool.create(Map.of("host", "h", "work", work)).close();
                                return SessionPool.builder(Map.of("host", "h", "max-size", 3, "work", work)).name("mine").build();
                            }
                        }
                        """).succeeds();
        try (URLClassLoader loader = result.loader();
                Pool<?> pool = (Pool<?>)
                        loader.loadClass("com.acme.User").getMethod("pool").invoke(null)) {
            assertThat(pool.settings().maxSize()).isEqualTo(3);
            assertThat(pool.name()).isEqualTo("mine");
            assertThat(Pools.load(loader).get(0).keys())
                    .containsExactly(
                            new ConfigurationKey("host", String.class, true, false),
                            new ConfigurationKey("port", Integer.class, false, false),
                            new ConfigurationKey("work", Runnable.class, true, true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.Map<String, String> options",
                "java.util.HashMap<String, String> options",
                "Object any",
                "@Setting(defaultValue = \"22\") int port, java.util.Map<String, String> options",
                "Object... more"
            })
    void noMapIsTakenForTheConfigurationThatMayBeAParameter(String parameters) {
        assertThat(pool(parameters)).doesNotContain("?> configuration");
    }
}
