package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;

/** What may be null for the creator may be null for the generated methods that hand it on, and says so by the same annotation. */
class NullabilityTest {
    private static final String MARKED = """
            @NullMarked
            package com.acme;

            import org.jspecify.annotations.NullMarked;
            """;

    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.List;
            import java.util.Map;
            import org.jspecify.annotations.Nullable;

            @Pooled
            public class Session {
                @New
                public <X extends @Nullable Object> Session(
                    @Nullable String user, Map.@Nullable Entry<String, String> entry, String @Nullable [] array,
                    @Nullable String[] items, List<@Nullable String> list, String @Nullable [][] deep, @Nullable Runnable runnable,
                    @Nullable X x, String plain, @Nullable String... more) {}
                @Ping boolean alive() { return true; }
                @Destroy void end() {}
            }
            """;

    private static final List<String> KEPT = List.of(
            "<X extends @Nullable Object> ",
            "@Nullable String user",
            "Map.@Nullable Entry<String, String> entry",
            "String @Nullable [] array",
            "@Nullable String[] items",
            "List<@Nullable String> list",
            "String @Nullable [][] deep",
            "@Nullable Runnable runnable",
            "@Nullable X x",
            "@Nullable String... more",
            "import org.jspecify.annotations.Nullable;");

    @Test
    void annotationsOfTypesAreKept() {
        var result = session(SESSION).succeeds();
        assertKept(result);
        assertThat(session(SESSION)
                        .compiler(new EclipseCompiler())
                        .withoutLint()
                        .option("--release", "17", "-warn:none")
                        .succeeds()
                        .files())
                .isEqualTo(result.files());
    }

    private static Compilation session(String text) {
        return new Compilation()
                .source("com/acme/package-info.java", MARKED)
                .source(text)
                .with(Compilation.jar("jspecify"))
                .option("-Xlint:-processing");
    }

    private static void assertKept(Compilation.Result result) {
        for (String type : List.of("SessionPool", "SessionFuncs")) {
            assertThat(result.file("com/acme/" + type + ".java"))
                    .contains(KEPT)
                    .doesNotContain("@Nullable String plain");
        }
        String pool = result.file("com/acme/SessionPool.java");
        assertThat(pool.split("@Nullable String user", -1))
                .as("builder and create")
                .hasSize(3);
    }

    /** One annotation is for parameters, one for types, one for both, and one cannot be seen. */
    @Test
    void whoeverWroteTheAnnotation() {
        String texts = """
                package com.acme;

                import io.conecta.annotation.*;
                import java.util.Map;

                @Pooled
                public class Session {
                    public Session(
                        @a.Nullable String first, @b.Nullable String second, @b.Nullable String[] third, @c.Nullable String fourth,
                        @Nullable String fifth, java.util.Map.@b.Nullable Entry<String, ?> sixth) {}
                    @Ping boolean alive() { return true; }
                    @Destroy void end() {}
                    private @interface Nullable {}
                }
                """;
        Map<String, String> targets =
                Map.of("a", "PARAMETER, ElementType.FIELD", "b", "PARAMETER, ElementType.TYPE_USE", "c", "PARAMETER");
        for (boolean eclipse : new boolean[] {false, true}) {
            Compilation compilation = Compilation.of(texts).withOsgi().option("-Xlint:-processing");
            targets.forEach((home, target) -> compilation.source(
                    home + "/Nullable.java", """
                    package %s;

                    import java.lang.annotation.*;

                    @Target({ElementType.%s})
                    %spublic @interface Nullable {}
                    """.formatted(home, target, home.equals("c") ? "@Deprecated " : "")));
            if (eclipse) {
                compilation.compiler(new EclipseCompiler()).withoutLint().option("--release", "17", "-warn:none");
            } else {
                compilation.option("-Xlint:-deprecation");
            }
            var result = compilation.succeeds();
            for (String type : List.of("SessionPool", "SessionFuncs")) {
                assertThat(result.file("com/acme/" + type + ".java"))
                        .contains(
                                "@Nullable String first",
                                "@b.Nullable String second",
                                "@b.Nullable String[] third",
                                "@c.Nullable String fourth",
                                "String fifth",
                                "Map.@b.Nullable Entry<String, ?> sixth")
                        .doesNotContain("Nullable String fifth");
            }
        }
    }
}
