package io.conecta.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A recording of the flight recorder as a page for a browser: for each pool a time line of what was in it and who waited, its outages,
 * leaks and failures, and how long things took. One file of HTML without scripts, which loads nothing from anywhere.
 *
 * <p>Immutable and thread-safe. The whole of the events of pools is in memory while the page is made: about 100 bytes for each second
 * and pool, and 8 for each wait.
 */
public final class Page {
    private static final String RESOURCE = "page.css";

    private final String html;
    private final int pools;
    private final int outages;
    private final int leaks;
    private final Optional<String> damage;

    private Page(Recorded recorded, ZoneId zone) {
        List<PoolHistory> histories = recorded.pools();
        this.html = html(recorded, new TimeAxis(recorded.start(), recorded.end(), zone));
        this.pools = histories.size();
        this.outages = histories.stream().mapToInt(each -> each.outages.size()).sum();
        this.leaks = histories.stream().mapToInt(each -> each.leaks.size()).sum();
        this.damage = Optional.ofNullable(recorded.damage());
    }

    /**
     * Makes the page, with times in the zone of this machine. Reads the file, which takes a few seconds for 100 MB.
     *
     * @param recording a file of the flight recorder
     * @return the page
     * @throws IOException if the file is missing, is no recording, or tells nothing of a pool; the message names the file and says what to do
     */
    public static Page of(Path recording) throws IOException {
        return of(recording, ZoneId.systemDefault());
    }

    /**
     * Makes the page, as {@link #of(Path)} does.
     *
     * @param recording a file of the flight recorder
     * @param zone in which zone times of day are shown
     * @return the page
     * @throws IOException if the file is missing, is no recording, or tells nothing of a pool; the message names the file and says what to do
     */
    public static Page of(Path recording, ZoneId zone) throws IOException {
        Objects.requireNonNull(recording, "recording");
        Objects.requireNonNull(zone, "zone");
        return new Page(Recorded.read(recording), zone);
    }

    /** {@return the page as HTML} */
    public String html() {
        return html;
    }

    /**
     * Writes the page to a file, in UTF-8. Replaces what is there.
     *
     * @param file where to
     * @throws IOException if that fails
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, html);
    }

    /** {@return how many pools the page shows} */
    public int pools() {
        return pools;
    }

    /** {@return how many outages the page shows, of all pools} */
    public int outages() {
        return outages;
    }

    /** {@return how many leaks the page shows, of all pools} */
    public int leaks() {
        return leaks;
    }

    /** {@return what is wrong with the recording, if only its beginning could be read, and what to do} */
    public Optional<String> damage() {
        return damage;
    }

    private static String html(Recorded recorded, TimeAxis axis) {
        StringBuilder html = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Pools in a flight recording</title>
                <style>
                """);
        html.append(style()).append("</style>\n</head>\n<body>\n").append(patterns());
        html.append("<header><h1>Pools in a flight recording</h1><p>")
                .append(axis.whole())
                .append(" (")
                .append(Texts.time(axis.length()))
                .append("). Times are in ")
                .append(Texts.html(axis.zone().getId()))
                .append(".</p>");
        if (recorded.damage() != null) {
            html.append("<p class=\"note warning\">Only the beginning could be read: ")
                    .append(Texts.html(recorded.damage()))
                    .append(".</p>");
        }
        html.append("</header>\n<main>\n");
        sections(html, recorded.pools(), axis);
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void sections(StringBuilder html, List<PoolHistory> pools, TimeAxis axis) {
        Table overview = Table.ofTexts(
                "All pools, those in trouble first",
                List.of(
                        "pool",
                        "most lent",
                        "most waiting",
                        "p99 wait",
                        "outages",
                        "leaks",
                        "failed creations",
                        "timeouts"));
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < pools.size(); i++) {
            PoolSection section = new PoolSection(pools.get(i), axis, "pool-" + (i + 1));
            overview.row(section.row());
            sections.append(section.html()).append('\n');
        }
        html.append(overview.end()).append(legend(pools)).append(sections);
    }

    private static String legend(List<PoolHistory> pools) {
        StringBuilder legend = new StringBuilder("<section class=\"legend\"><h2>How to read the charts</h2><ul>");
        Layer.OBJECTS.forEach(layer -> entry(legend, layer.swatch(), layer.name(), layer.meaning()));
        entry(legend, line("limit"), "limit", "maxSize");
        entry(legend, Layer.WAITING.swatch(), Layer.WAITING.name(), Layer.WAITING.meaning());
        if (pools.stream().anyMatch(pool -> !pool.outages.isEmpty())) {
            entry(legend, line("outage"), "down", "the backend was known to be down");
        }
        for (Mark.Kind kind : Mark.Kind.values()) {
            if (pools.stream().anyMatch(pool -> pool.count(kind) > 0)) {
                legend.append(
                                "<li><svg class=\"swatch\" width=\"28\" height=\"16\" aria-hidden=\"true\"><path class=\"mark ")
                        .append(kind.style())
                        .append("\" transform=\"translate(14,8)\" d=\"")
                        .append(kind.shape())
                        .append("\"/></svg> ")
                        .append(kind.title().toLowerCase(Locale.ROOT))
                        .append("</li>");
            }
        }
        return legend.append(
                        "</ul><p class=\"note\">Objects and waiting borrowers are those at the moments when the recorder asked. Loans and")
                .append(" timeouts are counted from the first such moment of a pool to the last.</p></section>\n")
                .toString();
    }

    private static String line(String style) {
        String shape = style.equals("limit")
                ? "<path class=\"limit\" d=\"M1,8H27\"/>"
                : "<rect class=\"outage\" x=\"1\" y=\"1\" width=\"26\" height=\"14\"/>";
        return "<svg class=\"swatch\" width=\"28\" height=\"16\" aria-hidden=\"true\">" + shape + "</svg>";
    }

    private static void entry(StringBuilder legend, String swatch, String name, String meaning) {
        legend.append("<li>")
                .append(swatch)
                .append(" <b>")
                .append(name)
                .append("</b>: ")
                .append(meaning)
                .append("</li>");
    }

    /** The fillings of the charts, which tell areas apart without colour. */
    private static String patterns() {
        return """
                <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
                <pattern id="f-lent" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="b-lent" width="8" height="8"/></pattern>
                <pattern id="f-held" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="b-held" width="6" height="6"/><path class="l-held" d="M0,3H6"/></pattern>
                <pattern id="f-creating" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="b-creating" width="6" height="6"/><path class="l-creating" d="M-1,1L1,-1M0,6L6,0M5,7L7,5"/></pattern>
                <pattern id="f-idle" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="b-idle" width="8" height="8"/><circle class="l-idle" cx="4" cy="4" r="1"/></pattern>
                <pattern id="f-waiting" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="b-waiting" width="6" height="6"/><path class="l-waiting" d="M3,0V6"/></pattern>
                <pattern id="f-outage" width="10" height="10" patternUnits="userSpaceOnUse"><rect class="b-outage" width="10" height="10"/><path class="l-outage" d="M-2,8L2,12M0,0L10,10M8,-2L12,2"/></pattern>
                </defs></svg>
                """;
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the tool's own jar", broken);
        }
    }
}
