package io.conecta;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolListener.Hook;
import io.conecta.internal.runtime.UserCode;
import io.conecta.kit.LogPage;
import io.conecta.kit.LogPage.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code docs/log-messages.md} and the sources have the same lines: no more, no less, and in these words. */
@DisplayName("The page of log messages")
class LogMessagesTest {
    /** Where text that is decided elsewhere is written; what calls them is looked at instead. */
    private static final List<String> DOORS = List.of("PoolLog.java", "HealthNews.java");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LOGS = Pattern.compile(
            "\\.warn\\(|\\.info\\(|\\bnews\\.log\\(|\\bLOG\\.log\\(|\\blastResort\\(|\\blog\\(\\s*Level\\.");

    private record Source(String name, String code) {
        /** {@return the literals of one statement, from there to its end} */
        List<String> literals(int from) {
            return LITERAL.matcher(code.substring(from, code.indexOf(";\n", from)))
                    .results()
                    .map(found -> found.group(1).replace("\\\"", "\""))
                    .toList();
        }
    }

    /** {@return 1 if the first argument is a literal: a kind, which is not what is logged} */
    private static int kindOf(Source source, int arguments) {
        return source.code().substring(arguments).stripLeading().startsWith("\"") ? 1 : 0;
    }

    private static List<Source> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LogMessagesTest::source)
                    .toList();
        }
    }

    /** A text that is put together of literals counts as one. */
    private static Source source(Path file) {
        try {
            return new Source(
                    file.getFileName().toString(), Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    @DisplayName("has the kinds of warnings that the sources have")
    void kinds() throws IOException {
        List<String> kinds = new ArrayList<>(Arrays.stream(Hook.values())
                .map(hook -> UserCode.hookName(hook) + " failed")
                .toList());
        for (Source source : sources()) {
            Pattern.compile("\\.warn\\(\\s*\"([^\"]*)\"")
                    .matcher(source.code())
                    .results()
                    .map(found -> found.group(1))
                    .forEach(kinds::add);
        }
        assertThat(LogPage.rows().stream()
                        .map(Row::kind)
                        .filter(kind -> !kind.isEmpty() && !kind.equals("any of these")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(kinds.stream().distinct().toList());
    }

    @Test
    @DisplayName("says in the words of the sources what they log")
    void words() throws IOException {
        String literals = sources().stream()
                .flatMap(source -> LITERAL.matcher(source.code()).results())
                .map(found -> found.group(1).replace("\\\"", "\""))
                .reduce("", (all, one) -> all + "\n" + one);
        for (Row row : LogPage.rows()) {
            for (String words : row.text().split("…", -1)) {
                assertThat(literals).as(row.text()).contains(words.strip());
            }
        }
    }

    @Test
    @DisplayName("misses no place that logs")
    void places() throws IOException {
        String page = String.join("\n", LogPage.rows().stream().map(Row::text).toList());
        List<String> missing = new ArrayList<>();
        int places = 0;
        for (Source source : sources()) {
            var found = LOGS.matcher(source.code());
            while (!DOORS.contains(source.name()) && found.find()) {
                places++;
                List<String> literals = source.literals(found.start()).stream()
                        .skip(found.group().equals(".warn(") ? kindOf(source, found.end()) : 0)
                        .map(literal ->
                                literal.replaceAll("^(pool \")?\": ", "").strip())
                        .filter(literal -> !literal.isEmpty())
                        .toList();
                if (literals.stream().noneMatch(literal -> literal.length() > 4 && page.contains(literal))) {
                    missing.add(source.name() + ": " + literals);
                }
            }
        }
        assertThat(places).isGreaterThan(15);
        assertThat(missing)
                .containsExactlyInAnyOrder(
                        "UserCode.java: [on, :]", // The hooks, told apart by their kind.
                        "PoolSource.java: []", // Put together before.
                        "Creations.java: []"); // The governor's words.
    }

    @Test
    @DisplayName("shows a way out in every line that warns")
    void wayOut() throws IOException {
        assertThat(LogPage.rows())
                .hasSizeGreaterThan(20)
                .filteredOn(row -> !row.level().equals("info") && !row.kind().equals("any of these"))
                .filteredOn(row -> !row.text().startsWith("configuration")) // Which have a mistake's or a cause's.
                .allMatch(row -> row.text().contains("; "));
    }
}
