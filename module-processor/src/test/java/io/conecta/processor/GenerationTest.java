package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.io.IOException;

            @Pooled(maxSize = 16, scanInterval = "5s", maxLifetime = "30m")
            public final class Session {
                @New static Session open(String host, @Setting(defaultValue = "22") int port) throws IOException {
                    return new Session();
                }
                private Session() {}
                @Ping boolean alive(int failures) { return failures == 0; }
                @Prepare void begin() {}
                @Reset void rollback() {}
                @Destroy void quit() throws IOException {}
            }
            """;

    @Test
    void writesThePool() {
        var result = Compilation.of(SESSION).withOsgi().succeeds();
        assertThat(result.problems()).isEmpty();
        assertThat(result.files().keySet())
                .containsExactly(
                        "META-INF/services/io.conecta.config.PoolProvider",
                        "OSGI-INF/com.acme.SessionPool.xml",
                        "OSGI-INF/metatype/com.acme.SessionPool.xml",
                        "com/acme/SessionFuncs.java",
                        "com/acme/SessionPool.java",
                        "com/acme/SessionPoolComponent.java",
                        "com/acme/SessionPoolProvider.java");
        assertThat(result.file("META-INF/services/io.conecta.config.PoolProvider"))
                .isEqualTo("com.acme.SessionPoolProvider\n");
    }

    @Test
    void aNamedModuleCompiles() {
        var result = Compilation.of("""
                        module com.acme {
                            requires io.conecta.core;
                            requires static io.conecta.annotations;
                            exports com.acme;
                            provides io.conecta.config.PoolProvider with com.acme.SessionPoolProvider;
                        }
                        """, SESSION).modular().succeeds();
        assertThat(result.problems()).isEmpty();
        assertThat(result.file("com/acme/SessionPool.java"))
                .contains("@SuppressWarnings(\"exports\")")
                .doesNotContain("@Generated");
    }

    @Test
    void nestedClassesAndEveryKindOfParameter() {
        var result = Compilation.of("""
                        package com.acme;

                        import io.conecta.annotation.*;
                        import java.net.*;
                        import java.nio.file.Path;
                        import java.time.*;
                        import java.util.*;
                        import java.util.function.*;

                        public class Outer {
                            enum Mode { FAST, SLOW }
                            @interface Nullable {}
                            @Pooled
                            static class Session implements AutoCloseable {
                                @New
                                <X extends Number> Session(
                                        byte b, short s, int i, long l, float f, double d, char c, boolean z,
                                        Integer boxed, String text, Mode mode, Duration duration, Path path, URI uri,
                                        InetAddress address, Class<?> any, Class<? extends Number> some, Class<Runnable> one,
                                        List<String> list, String[] array, LocalDate date, @Nullable String password,
                                        Supplier<String> supplier, Map<String, ? extends List<X>> map, byte[] bytes, X number,
                                        @Setting(defaultValue = "SLOW", description = "how") Mode other,
                                        @Nullable Runnable maybe, String... more) {}
                                @Ping void check() throws Exception {}
                                @Override public void close() {}
                            }
                        }
                        """).option("-Xlint:-processing").succeeds();
        assertThat(result.problems()).isEmpty();
    }
}
