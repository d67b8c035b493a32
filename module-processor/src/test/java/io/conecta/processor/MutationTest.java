package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.validate.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Nonsense in, sense out: a thousand annotated classes, mutated at random. Each gives generated code that compiles, or an error with
 * a known id at the user's own line, or is no Java to begin with.
 */
class MutationTest {
    private static final int CLASSES = 1_000;

    private static final Set<String> IDS =
            Arrays.stream(Problem.values()).map(Problem::id).collect(Collectors.toSet());

    @Test
    void aThousandMutants() throws IOException {
        Mutants mutants = new Mutants();
        int compiled = 0;
        int refused = 0;
        int noJava = 0;
        int facades = 0;
        int keyed = 0;
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null)) {
            for (int i = 0; i < CLASSES; i++) {
                String text = mutants.unit(i);
                Compilation.Result result = compilation(text, i, files).run();
                boolean isOurs = result.diagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .allMatch(
                                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[CON"));
                boolean isJava = isOurs
                        || compilation(text, i, files)
                                .processors()
                                .option("-proc:none")
                                .run()
                                .success();
                check(text, result, isJava);
                if (result.success()) {
                    facades += result.generated().contains("Facade implements ") ? 1 : 0;
                    keyed += result.generated().contains(" extends KeyedPool<") ? 1 : 0;
                    compiled++;
                } else if (isJava) {
                    refused++;
                } else {
                    noJava++;
                }
            }
        }
        assertThat(keyed).as("with keys").isGreaterThan(CLASSES / 50);
        assertThat(facades).as("façades").isGreaterThan(CLASSES / 50);
        assertThat(List.of(compiled, refused, noJava))
                .as("generated, refused, no Java")
                .satisfies(
                        counts -> assertThat(counts.get(0)).isGreaterThan(CLASSES / 5),
                        counts -> assertThat(counts.get(1)).isGreaterThan(CLASSES / 5),
                        counts -> assertThat(counts.get(2)).isLessThan(CLASSES / 3));
    }

    private static Compilation compilation(String text, int number, StandardJavaFileManager files) {
        Compilation compilation =
                new Compilation().withoutLint().files(files).source("fuzz/Outer" + number + ".java", text);
        Compilation seeing = number % 2 == 0 ? compilation.withOsgi() : compilation;
        return switch (number % 8) {
            case 3 -> seeing.withMicroProfile();
            case 6 -> seeing.withCdi();
            default -> seeing;
        };
    }

    /** No failure of the processor, no error in a generated file, and what is Java fails for a known reason only. */
    private static void check(String text, Compilation.Result result, boolean isJava) {
        List<Diagnostic<? extends JavaFileObject>> errors = result.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .collect(Collectors.toList());
        for (Diagnostic<? extends JavaFileObject> error : errors) {
            String line = Compilation.Result.line(error);
            String id = line.replaceAll("(?s).*\\[(CON\\d+)\\].*", "$1");
            assertThat(id).as(text + "\n" + line).isNotEqualTo(Problem.BUG.id());
            if (error.getSource() != null) {
                assertThat(error.getSource().getName())
                        .as(text + "\n" + line + "\n" + result.generated())
                        .contains("Outer");
            }
            if (isJava) {
                assertThat(IDS)
                        .as(text + "\n" + line + "\n" + result.generated())
                        .contains(id);
            }
        }
    }
}
