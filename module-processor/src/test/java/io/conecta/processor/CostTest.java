package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the processor costs: the compiler's time for annotated classes, against its time for the same classes with the generated
 * sources given, and against the floor: a processor that does nothing but hand the same files to the compiler. In processor time of
 * the compiling thread, so that what else the machine does counts little. It takes minutes, so it runs only with
 * {@code -Dconecta.cost=true}; {@code docs/decisions/009-files-by-the-filer.md} has what came of it.
 */
@EnabledIfSystemProperty(named = "conecta.cost", matches = "true")
class CostTest {
    private static final int CLASSES = 1_000;
    private static final double MOST = 1.25;

    /** What reading, checking and generating may add to the floor. */
    private static final double OURS = 1.1;

    /** Writes given sources in its first round. */
    @SupportedAnnotationTypes("*")
    private static final class Handing extends AbstractProcessor {
        private final Map<String, String> texts;
        private boolean done;

        Handing(Map<String, String> texts) {
            this.texts = texts;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                texts.forEach(this::write);
            }
            return false;
        }

        private void write(String file, String text) {
            String name = file.substring(0, file.length() - ".java".length()).replace('/', '.');
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static Map<String, String> annotated(int classes) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 0; i < classes; i++) {
            sources.put("load/p" + i % 20 + "/Session" + i + ".java", """
                    package load.pPACKAGE;

                    import io.conecta.annotation.*;
                    import java.io.IOException;
                    import java.time.Duration;

                    @Pooled(maxSize = 16, scanInterval = "5s", maxLifetime = "30m")
                    public final class SessionNUMBER {
                        private final String host;
                        private final int port;
                        private int uses;

                        @New
                        public SessionNUMBER(String host, @Setting(defaultValue = "22") int port, Duration timeout) throws IOException {
                            this.host = host;
                            this.port = port;
                        }
                        @Ping boolean alive(int failures) { return failures < port; }
                        @Prepare void begin() { uses++; }
                        @Reset void rollback() { uses--; }
                        @Destroy void quit() throws IOException {
                            if (uses != 0) {
                                throw new IOException(host + " is in use");
                            }
                        }
                    }
                    """.replace("PACKAGE", String.valueOf(i % 20))
                    .replace("NUMBER", String.valueOf(i)));
        }
        return sources;
    }

    private static Compilation compilation(
            Map<String, String> sources, StandardJavaFileManager files, Processor... processors) {
        Compilation compilation = new Compilation().withoutLint().files(files).processors(processors);
        sources.forEach(compilation::source);
        return processors.length == 0 ? compilation.option("-proc:none") : compilation;
    }

    /** Seconds of processor time. */
    private static double cost(Compilation compilation) {
        compilation.prepare();
        System.gc();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Compilation.Result result = compilation.run();
        long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(result.success()).as(result.report()).isTrue();
        return (end - start) / 1e9;
    }

    @Test
    void addsAQuarterAtMost() throws IOException {
        Map<String, String> sources = annotated(CLASSES);
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null)) {
            Map<String, String> given = new LinkedHashMap<>(sources);
            Map<String, String> generated = new LinkedHashMap<>();
            compilation(sources, files, new RegistryProcessor(), new PoolProcessor())
                    .succeeds()
                    .files()
                    .forEach((name, text) -> {
                        if (name.endsWith(".java")) {
                            generated.put(name, text);
                        }
                    });
            given.putAll(generated);
            assertThat(given).hasSize(CLASSES * 4);
            double without = Double.MAX_VALUE;
            double floor = Double.MAX_VALUE;
            double with = Double.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                without = Math.min(without, cost(compilation(given, files)));
                floor = Math.min(floor, cost(compilation(sources, files, new Handing(generated))));
                with = Math.min(with, cost(compilation(sources, files, new RegistryProcessor(), new PoolProcessor())));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d classes: %.2f s with the generated sources given, %.2f s (%.2f) with the processor, of it %.2f s (%.2f) for"
                            + " handing its files to the compiler%n",
                    CLASSES,
                    without,
                    with,
                    with / without,
                    floor,
                    floor / without);
            assertThat(with / floor).isLessThan(OURS);
            assertThat(with / without).isLessThan(MOST);
        }
    }
}
