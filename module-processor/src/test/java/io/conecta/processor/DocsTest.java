package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents say what the code does. Run with {@code -Dconecta.docs=write} to bring {@code docs/problems.md} up to date. */
class DocsTest {
    private static final Path DOCS = Path.of("..", "docs");

    private static String problems() {
        String head = """
                # Problems

                The messages of the annotation processor, by id. Each is reported at the element or annotation value that is wrong, and ends
                with the fix; `…` stands for the actual name or value. Errors stop the build. To silence warnings and notes, put
                `@SuppressWarnings("conecta:CON401")` on the element or anything that encloses it (`"conecta"` silences them all), a module
                included.

                This file is generated from the processor's catalogue; a test compares them.
                """;
        return Stream.of(Problem.values()).map(DocsTest::entry).collect(Collectors.joining("", head, ""));
    }

    private static String entry(Problem problem) {
        String text = problem.text().replaceAll("%(\\d\\$)?[sd]", "…").strip();
        return "\n## " + problem.id() + "\n*" + problem.kind().name().toLowerCase(Locale.ROOT) + "* — "
                + problem.title() + "\n\n> " + text + "\n";
    }

    @Test
    void problemsAreThoseOfTheCatalogue() throws IOException {
        Path file = DOCS.resolve("problems.md");
        if ("write".equals(System.getProperty("conecta.docs"))) {
            Files.writeString(file, problems());
        }
        assertThat(Files.readString(file)).isEqualTo(problems());
    }

    @Test
    void idsAreUniqueAndInOrder() {
        List<String> ids = Stream.of(Problem.values()).map(Problem::id).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
    }

    /** Every Java block of the guide is compiled; a block after "generates" must be part of what is generated. */
    @Test
    void theGuideIsRight() throws IOException {
        List<String> sources = new ArrayList<>();
        int shown = 0;
        Compilation.Result result = null;
        Matcher blocks = Pattern.compile("(?s)(generates:)?\\s*```java\\n(.*?)```")
                .matcher(Files.readString(DOCS.resolve("annotations.md")));
        while (blocks.find()) {
            String text = blocks.group(2);
            if (blocks.group(1) == null) {
                Compilation compilation = new Compilation().withoutLint().withOsgi();
                compilation.source("Item.java", "public class Item {}\n");
                result = compilation
                        .source(
                                "import io.conecta.*;\nimport io.conecta.annotation.*;\nimport io.conecta.config.*;\nimport java.io.*;\nimport java.net.*;\n"
                                        + "import java.time.*;\nimport java.util.*;\n" + text)
                        .succeeds();
                assertThat(result.faults()).isEmpty();
                sources.add(text);
            } else {
                assertThat(result).isNotNull();
                String generated = result.generated().replaceAll("(?m)^ +", "");
                for (String part : text.split("\\n\\s*…\\n", -1)) {
                    assertThat(generated).contains(part.strip().replaceAll("(?m)^ +", ""));
                }
                shown++;
            }
        }
        assertThat(sources).hasSizeGreaterThan(6);
        assertThat(shown).isGreaterThan(3);
    }
}
