package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers for CDI, as far as a compiler can tell; {@code module-cdi-tests} runs them. */
class ProducerTest {
    private static final String SESSION = """
            package a;
            import io.conecta.annotation.*;
            import java.util.*;
            @Pooled public class Session {
                @interface Nullable {}
                public Session(Map.Entry<String, ? extends List<?>> entry, @Nullable Runnable[] tasks, String host) {}
                @Ping void ok() {}
                @Destroy void end() {}
            }
            """;
    private static final String STARTUP = "jakarta/enterprise/event/Startup.class";

    private static Compilation javac() {
        return Compilation.of(SESSION).option("-Xlint:-processing", "-Xdoclint:all/protected,-missing");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void compilersAgree(boolean hasMicroProfile) {
        Compilation eclipse = Compilation.of(SESSION)
                .compiler(new EclipseCompiler())
                .withoutLint()
                .option("--release", "17", "-warn:none");
        var result = (hasMicroProfile ? eclipse.withMicroProfile() : eclipse.withCdi()).succeeds();
        assertThat(result.files())
                .containsKey("a/SessionPoolProducer.java")
                .isEqualTo((hasMicroProfile ? javac().withMicroProfile() : javac().withCdi())
                        .succeeds()
                        .files());
        assertThat(result.file("a/SessionPoolProducer.java").contains("org.eclipse.microprofile"))
                .isEqualTo(hasMicroProfile);
    }

    /** CDI 3 has no event of its own for the start. */
    @Test
    void theStartBeforeCdi4() throws IOException {
        Path old = Scratch.directory();
        try (ZipFile jar =
                new ZipFile(Compilation.jar("jakarta.enterprise.cdi-api").toFile())) {
            for (var entry : jar.stream()
                    .filter(each -> each.getName().startsWith("jakarta/") && !each.isDirectory())
                    .filter(each -> !each.getName().equals(STARTUP))
                    .toList()) {
                Path file = old.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = jar.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        var result = javac().with(old)
                .with(
                        Compilation.jar("jakarta.inject-api"),
                        Compilation.jar("jakarta.interceptor-api"),
                        Compilation.jar("jakarta.annotation-api"),
                        Compilation.jar("jakarta.enterprise.lang-model"))
                .succeeds();
        assertThat(result.file("a/SessionPoolProducer.java"))
                .contains(
                        "check(@Observes @Initialized(ApplicationScoped.class) Object event, @Any Instance<PoolDefinition> all)")
                .doesNotContain("Startup");
    }

    @Test
    void withoutCdiThereIsNone() {
        assertThat(javac().succeeds().files()).doesNotContainKey("a/SessionPoolProducer.java");
    }
}
