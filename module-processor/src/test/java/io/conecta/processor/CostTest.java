package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * What the processor costs: the compiler's time for annotated classes, against the floor: a processor that does nothing but hand the
 * same files to the compiler. In processor time of the compiling thread, so that what else the machine does counts little; both in
 * turns, each in a fresh compiler; of all turns the least counts, since whatever disturbs one only adds to it. The time
 * for the same classes with the generated sources given is told, but not judged: the floor alone misses what one would wish. It
 * takes minutes, so it runs only with {@code -Dconecta.cost=true}; {@code docs/decisions/009-files-by-the-filer.md} has what came
 * of it.
 */
@EnabledIfSystemProperty(named = "conecta.cost", matches = "true")
class CostTest {
    private static final int CLASSES = 1_000;

    /** Turns that are counted; one before them warms the compiler up. */
    private static final int TURNS = Integer.getInteger("conecta.cost.turns", 7);

    /** What reading, checking and generating may make of the floor. */
    private static final double MOST = 1.1;

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

    private static double min(List<Double> values) {
        return Collections.min(values);
    }

    private static List<String> rounded(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .toList();
    }

    /** The generated sources, from a first compilation. */
    private static Map<String, String> generated(Map<String, String> sources, StandardJavaFileManager files) {
        Map<String, String> generated =
                new LinkedHashMap<>(compilation(sources, files, new RegistryProcessor(), new PoolProcessor())
                        .succeeds()
                        .files());
        generated.keySet().removeIf(name -> !name.endsWith(".java"));
        assertThat(generated).hasSize(sources.size() * 3);
        return generated;
    }

    @Test
    void addsATenthToTheFloorAtMost() throws IOException {
        Map<String, String> sources = annotated(CLASSES);
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null)) {
            Map<String, String> generated = generated(sources, files);
            Map<String, String> given = new LinkedHashMap<>(sources);
            given.putAll(generated);
            List<Double> without = new ArrayList<>();
            List<Double> floor = new ArrayList<>();
            List<Double> with = new ArrayList<>();
            for (int turn = 0; turn <= TURNS; turn++) {
                double first = cost(compilation(given, files));
                double second = turn % 2 == 0 ? floor(sources, generated, files) : with(sources, files);
                double third = turn % 2 == 0 ? with(sources, files) : floor(sources, generated, files);
                if (turn > 0) {
                    without.add(first);
                    floor.add(turn % 2 == 0 ? second : third);
                    with.add(turn % 2 == 0 ? third : second);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d classes on Java %d: %.2f s with the generated sources given, %.2f s (%.2f) for handing them to the compiler,"
                            + " %.2f s (%.2f) with the processor, %.3f of that; turns %s and %s%n",
                    CLASSES,
                    Runtime.version().feature(),
                    min(without),
                    min(floor),
                    min(floor) / min(without),
                    min(with),
                    min(with) / min(without),
                    min(with) / min(floor),
                    rounded(floor),
                    rounded(with));
            assertThat(min(with) / min(floor)).isLessThanOrEqualTo(MOST);
        }
    }

    private static double floor(
            Map<String, String> sources, Map<String, String> generated, StandardJavaFileManager files) {
        return cost(compilation(sources, files, new Handing(generated)));
    }

    private static double with(Map<String, String> sources, StandardJavaFileManager files) {
        return cost(compilation(sources, files, new RegistryProcessor(), new PoolProcessor()));
    }
}
