package io.conecta.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/log-messages.md}, row by row. */
public final class LogPage {
    private static final Path PAGE = Path.of("../docs/log-messages.md");
    private static final List<String> LEVELS = List.of("warning", "error", "info");

    private LogPage() {}

    /**
     * A line that may be logged.
     *
     * @param kind empty if lines of its kind are not counted
     * @param text in which … stands for what varies
     */
    public record Row(String level, String kind, String text) {
        boolean matches(String logged) {
            String pattern =
                    Arrays.stream(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(".*: " + pattern, Pattern.DOTALL)
                    .matcher(logged)
                    .matches();
        }
    }

    public static List<Row> rows() {
        try {
            return Files.readAllLines(PAGE).stream()
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(cell -> cell.replace("`", "").strip())
                            .toList())
                    .filter(cells -> cells.size() > 4 && LEVELS.contains(cells.get(1)))
                    .map(LogPage::row)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Row row(List<String> cells) {
        boolean kinds = cells.size() == 7;
        return new Row(cells.get(1), kinds ? cells.get(2) : "", cells.get(kinds ? 3 : 2));
    }

    /** {@return whether a line that was logged is on the page} */
    public static boolean has(String logged) {
        return rows().stream().anyMatch(row -> row.matches(logged));
    }
}
