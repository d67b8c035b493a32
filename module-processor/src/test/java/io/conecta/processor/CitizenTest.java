package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.service.processor.AutoServiceProcessor;
import io.conecta.Pool;
import io.conecta.config.Pools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mapstruct.ap.MappingProcessor;

/** Other compilers, other processors, other options. */
class CitizenTest {
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.time.Duration;

            @Pooled(maxSize = 4, scanInterval = "off")
            public class Session implements AutoCloseable {
                private final String text;
                @New Session(String host, @Setting(defaultValue = "5s") Duration timeout, @Setting(defaultValue = "1") int... ports) {
                    text = host + timeout + ports.length;
                }
                @Ping boolean alive() { return true; }
                @Override public void close() {}
                @Override public String toString() { return text; }
            }
            """.replace("@Setting(defaultValue = \"1\") int... ports", "String... ports");

    private static void runs(Compilation.Result result, Map<String, String> configuration, String expected)
            throws Exception {
        try (URLClassLoader loader = result.loader();
                Pool<?> pool = Pools.load(loader).get(0).create(configuration)) {
            assertThat(pool.<String, RuntimeException>call(Object::toString)).isEqualTo(expected);
        }
    }

    @Test
    void eclipsesCompiler() throws Exception {
        var result = Compilation.of(SESSION)
                .compiler(new EclipseCompiler())
                .withoutLint()
                .option("--release", "17", "-warn:none")
                .succeeds();
        assertThat(result.faults()).isEmpty();
        runs(result, Map.of("host", "h", "ports", "1,2"), "hPT5S2");
        assertThat(result.files()).isEqualTo(Compilation.of(SESSION).succeeds().files());
    }

    @Test
    void eclipsesCompilerOnNestedTypesOfGenericOnes() {
        var result = Compilation.of("""
                        package a;
                        import io.conecta.annotation.*;
                        @Pooled
                        class Session {
                            Session(java.util.Map.Entry<String, ?> entry, Outer.Nested nested, Outer<String>.Inner inner) {}
                            @Ping void ok() {}
                            @Destroy void end() {}
                            static class Outer<T> { class Inner {} static class Nested {} }
                        }
                        """)
                .compiler(new EclipseCompiler())
                .withoutLint()
                .option("--release", "17", "-warn:none")
                .succeeds();
        assertThat(result.file("a/SessionFuncs.java"))
                .contains(
                        "Map.Entry<String, ?> entry",
                        "Session.Outer.Nested nested",
                        "Session.Outer<String>.Inner inner");
    }

    @Test
    void eclipsesCompilerPlacesProblems() {
        var result = Compilation.of("""
                        package a;
                        import io.conecta.annotation.*;
                        @Pooled(maxLifetime = "5 s")
                        class Session {
                            @Ping String check() { return ""; }
                        }
                        """)
                .compiler(new EclipseCompiler())
                .withoutLint()
                .option("--release", "17", "-warn:none")
                .run();
        assertThat(result.faults())
                .containsExactlyInAnyOrder(
                        "Session.java:3 ERROR [CON201] maxLifetime = \"5 s\": is not a duration; write numbers with d, h, m, s,"
                                + " ms, us or ns, as in \"5s\", or ISO-8601, or \"off\"",
                        "Session.java:5 ERROR [CON104] @Ping check(): returns String; return boolean (whether the object is"
                                + " healthy), or void and throw when it is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25"})
    void releases(String release) {
        if (Integer.parseInt(release) <= Runtime.version().feature()) {
            Compilation.of(SESSION).option("--release", release).succeeds();
        }
    }

    @Test
    void procOnlyAndNoImplicitClasses() {
        var only = Compilation.of(SESSION).option("-proc:only").succeeds();
        assertThat(only.files()).containsKey("com/acme/SessionPool.java");
        var none = Compilation.of(SESSION).option("-implicit:none").succeeds();
        assertThat(none.files()).isEqualTo(only.files());
    }

    @Test
    void theSameSourcesGiveTheSameBytes() {
        Path output = Scratch.directory();
        var first = Compilation.of(SESSION).output(output).succeeds().files();
        var again = Compilation.of(SESSION)
                .option("-Xlint:-processing")
                .output(output)
                .succeeds()
                .files();
        var elsewhere = Compilation.of(SESSION).succeeds().files();
        assertThat(again).isEqualTo(first).isEqualTo(elsewhere);
    }

    @Test
    void anIncrementalBuildKeepsTheOtherProviders() {
        Path output = Scratch.directory();
        String other = SESSION.replace("Session", "Other");
        Compilation.of(SESSION, other).output(output).succeeds();
        var result = Compilation.of(SESSION)
                .withoutLint()
                .with(output.resolve("classes"))
                .output(output)
                .succeeds();
        assertThat(result.file("META-INF/services/io.conecta.config.PoolProvider"))
                .isEqualTo("com.acme.OtherPoolProvider\ncom.acme.SessionPoolProvider\n");
    }

    @Test
    void lombokWritesTheConstructor() throws Exception {
        String session = """
                package com.acme;

                import io.conecta.annotation.*;
                import lombok.*;

                @Pooled
                @RequiredArgsConstructor
                @ToString
                public class Session {
                    private final String host;
                    private final int port;
                    @Ping boolean alive() { return true; }
                    @Destroy void end() {}
                }
                """;
        for (boolean lombokFirst : new boolean[] {true, false}) {
            runs(
                    withLombok(session, lombokFirst).succeeds(),
                    Map.of("host", "h", "port", "1"),
                    "Session(host=h, port=1)");
        }
    }

    private static Compilation withLombok(String session, boolean lombokFirst) throws Exception {
        Processor lombok = Class.forName("lombok.launch.AnnotationProcessorHider$AnnotationProcessor")
                .asSubclass(Processor.class)
                .getDeclaredConstructor()
                .newInstance();
        return Compilation.of(session)
                .withoutLint()
                .with(Compilation.jar("lombok"))
                .processors(
                        lombokFirst
                                ? new Processor[] {lombok, new RegistryProcessor(), new PoolProcessor()}
                                : new Processor[] {new RegistryProcessor(), new PoolProcessor(), lombok});
    }

    @Test
    void settingsOnFieldsReachTheConstructorThatLombokWrites() throws Exception {
        String session = """
                package com.acme;

                import io.conecta.annotation.*;
                import lombok.*;

                @Pooled
                @ToString
                CONSTRUCTORS
                public class Session {
                    @Setting(name = "server.host", description = "where it is") private final String host;
                    @Setting(defaultValue = "7") private final int port;
                    @Ping boolean alive() { return true; }
                    @Destroy void end() {}
                }
                """;
        for (String constructors : List.of(
                "@RequiredArgsConstructor",
                "@AllArgsConstructor",
                "@Value",
                "@Builder",
                "@AllArgsConstructor @lombok.experimental.SuperBuilder")) {
            for (boolean lombokFirst : new boolean[] {true, false}) {
                var result = withLombok(session.replace("CONSTRUCTORS", constructors), lombokFirst)
                        .withOsgi()
                        .succeeds();
                assertThat(result.problems()).as(constructors).isEmpty();
                assertThat(result.file("OSGI-INF/metatype/com.acme.SessionPool.xml"))
                        .contains("id=\"server.host\"", "description=\"where it is\"", "default=\"7\"");
                runs(result, Map.of("server.host", "h"), "Session(host=h, port=7)");
            }
        }
    }

    @Test
    void theBuilderOfLombokIsNoService() throws Exception {
        String session = """
                package com.acme;

                import io.conecta.annotation.*;

                @Pooled
                @lombok.experimental.SuperBuilder
                public class Session {
                    private final String host;
                    FACTORY
                    @Ping boolean alive() { return true; }
                    @Destroy void end() {}
                    @Override public String toString() { return host; }
                }
                """;
        String factory = "@New static Session of(String host) { return builder().host(host).build(); }";
        for (boolean lombokFirst : new boolean[] {true, false}) {
            assertThat(withLombok(session.replace("FACTORY", ""), lombokFirst)
                            .run()
                            .faults())
                    .singleElement()
                    .asString()
                    .startsWith("Session.java:5 ERROR [CON134] @Pooled Session: ");
            runs(withLombok(session.replace("FACTORY", factory), lombokFirst).succeeds(), Map.of("host", "h"), "h");
        }
    }

    @Test
    void autoServiceAndMapStruct() throws Exception {
        String service = """
                package com.acme;

                @com.google.auto.service.AutoService(Runnable.class)
                public class Task implements Runnable {
                    public void run() {}
                }
                """;
        String mapper = """
                package com.acme;

                @org.mapstruct.Mapper
                public interface Mapper {
                    To map(From from);
                    record From(String name) {}
                    record To(String name) {}
                }
                """;
        var result = Compilation.of(SESSION, service, mapper)
                .withoutLint()
                .with(Compilation.jar("auto-service-annotations"), Compilation.jar("mapstruct-1"))
                .processors(
                        new RegistryProcessor(),
                        new PoolProcessor(),
                        new AutoServiceProcessor(),
                        new MappingProcessor())
                .succeeds();
        assertThat(result.files().keySet())
                .contains(
                        "META-INF/services/java.lang.Runnable",
                        "META-INF/services/io.conecta.config.PoolProvider",
                        "com/acme/MapperImpl.java",
                        "com/acme/SessionPool.java");
        runs(result, Map.of("host", "h", "ports", ""), "hPT5S0");
    }

    @Test
    void pooledClassesMayBeGeneratedAndNeedGeneratedTypes() throws Exception {
        String session = """
                package com.acme;

                import io.conecta.annotation.*;

                @Pooled
                public class Session extends Base {
                    @New Session(Options options, OtherPool others) {}
                }
                """;
        String other = """
                package com.acme;

                import io.conecta.annotation.*;

                @Pooled
                public class Other { @Ping void ok() {} @Destroy void end() {} }
                """;
        var writer = new Writing(
                "com.acme.Base",
                "package com.acme; import io.conecta.annotation.*; public abstract class Base { @Ping void ok() {} @Destroy void"
                        + " end() {} }",
                "com.acme.Options",
                "package com.acme; public class Options { public static Options of(String text) { return new Options(); } }",
                "com.acme.Third",
                "package com.acme; import io.conecta.annotation.*; @Pooled public class Third { @Ping void ok() {} @Destroy"
                        + " void end() {} }");
        var result = Compilation.of(session, other)
                .withoutLint()
                .processors(new RegistryProcessor(), new PoolProcessor(), writer)
                .succeeds();
        assertThat(result.problems()).isEmpty();
        assertThat(result.file("com/acme/SessionPoolProvider.java"))
                .contains("configuration.required(\"options\").as(Options.class, Options::of)")
                .contains("configuration.required(\"others\").object(OtherPool.class)");
        assertThat(result.file("META-INF/services/io.conecta.config.PoolProvider"))
                .isEqualTo("com.acme.OtherPoolProvider\ncom.acme.SessionPoolProvider\ncom.acme.ThirdPoolProvider\n");
    }

    @Test
    void typesThatAreMissingAreTheCompilersBusiness() {
        var result = Compilation.of("""
                        package a;
                        import io.conecta.annotation.*;
                        @Pooled class Session extends Nowhere {
                            @New Session(Missing m) {}
                            @Ping String check() { return ""; }
                        }
                        """).withoutLint().run();
        assertThat(result.diagnostics())
                .extracting(Compilation.Result::line)
                .containsExactlyInAnyOrder(
                        "Session.java:3 ERROR cannot find symbol\n  symbol: class Nowhere",
                        "Session.java:4 ERROR cannot find symbol\n  symbol:   class Missing\n  location: class a.Session");
    }

    @Test
    void syntaxErrorsMakeNoNoise() {
        var result = Compilation.of(
                        "package a;\nimport io.conecta.annotation.*;\n@Pooled class Session { @New Session( { } }")
                .withoutLint()
                .run();
        assertThat(result.problems()).isEmpty();
        assertThat(result.success()).isFalse();
    }

    /** A processor that writes types in its first round. */
    @SupportedAnnotationTypes("*")
    private static final class Writing extends AbstractProcessor {
        private final String[] namesAndTexts;
        private boolean done;

        Writing(String... namesAndTexts) {
            this.namesAndTexts = namesAndTexts;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            for (int i = 0; !done && i < namesAndTexts.length; i += 2) {
                try (Writer writer = processingEnv
                        .getFiler()
                        .createSourceFile(namesAndTexts[i])
                        .openWriter()) {
                    writer.write(namesAndTexts[i + 1]);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            done = true;
            return false;
        }
    }
}
