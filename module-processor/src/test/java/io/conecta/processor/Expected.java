package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * Diagnostics that a source expects of itself: {@code //~} is followed by the kind and text of the one message expected on that
 * line; there must be no others but notes.
 */
final class Expected {
    /** What every source of these tests begins with. */
    static final String IMPORTS = "package a;\nimport io.conecta.annotation.*;\n";

    static void check(String text) {
        check(Compilation.of(IMPORTS + text), IMPORTS + text);
    }

    static void check(Compilation compilation, String... texts) {
        List<String> expected = new ArrayList<>();
        for (String text : texts) {
            List<String> lines = text.lines().toList();
            String file = Compilation.nameOf(text);
            for (int i = 0; i < lines.size(); i++) {
                int mark = lines.get(i).indexOf("//~ ");
                if (mark >= 0) {
                    for (String one : lines.get(i).substring(mark + 4).split(" //~ ", -1)) {
                        expected.add(file.substring(file.lastIndexOf('/') + 1) + ":" + (i + 1) + " " + one);
                    }
                }
            }
        }
        var result = compilation.withoutLint().run();
        assertThat(result.diagnostics().stream()
                        .map(Compilation.Result::line)
                        .filter(line -> !line.contains(" NOTE "))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private Expected() {}
}
