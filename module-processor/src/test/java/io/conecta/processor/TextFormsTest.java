package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.config.Pools;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;

/** Types that have one obvious text form are read from text, on every release and with every compiler. */
class TextFormsTest {
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.io.File;
            import java.math.*;
            import java.net.*;
            import java.nio.charset.Charset;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            import java.util.regex.Pattern;

            @Pooled
            public class Session {
                public enum Mode { FAST, SLOW }

                private final Object[] all;

                public Session(
                    File file, Path path, URI uri, URL url, Charset charset, UUID uuid, Pattern pattern, BigDecimal decimal,
                    BigInteger integer, Locale locale, char[] chars, Duration duration, Instant instant, LocalDate date,
                    LocalTime time, ZoneId zone, Period period, Optional<String> text, Optional<Locale> absent,
                    @Setting(defaultValue = "7") Optional<Integer> number, List<Integer> integers, List<? extends URI> uris,
                    Set<String> texts, Set<Mode> modes, Map<String, String> map) {
                    all = new Object[] {
                        file, path, uri, url, charset, uuid, pattern, decimal, integer, locale, String.valueOf(chars), duration,
                        instant, date, time, zone, period, text, absent, number, integers, uris, texts, modes, map
                    };
                }

                @Ping boolean alive() { return true; }
                @Destroy void end() {}
                @Override public String toString() { return Arrays.toString(all); }
            }
            """;

    private static final Map<String, String> CONFIGURATION = Map.ofEntries(
            Map.entry("file", "a/b"),
            Map.entry("path", "c"),
            Map.entry("uri", "d:e"),
            Map.entry("url", "http://host.invalid/"),
            Map.entry("charset", "utf-8"),
            Map.entry("uuid", "123e4567-e89b-12d3-a456-426614174000"),
            Map.entry("pattern", "a+"),
            Map.entry("decimal", "0.50"),
            Map.entry("integer", "77"),
            Map.entry("locale", "de_CH"),
            Map.entry("chars", "xyz"),
            Map.entry("duration", "5s"),
            Map.entry("instant", "2024-12-31T23:59:59Z"),
            Map.entry("date", "2024-12-31"),
            Map.entry("time", "23:59"),
            Map.entry("zone", "Z"),
            Map.entry("period", "P1Y"),
            Map.entry("text", "t"),
            Map.entry("integers", "2,1"),
            Map.entry("uris", "f:1"),
            Map.entry("texts", "y,x,y"),
            Map.entry("modes", "SLOW"),
            Map.entry("map", "k=v"));

    private static final String READ =
            "[a/b, c, d:e, http://host.invalid/, UTF-8, 123e4567-e89b-12d3-a456-426614174000, a+, 0.50,"
                    + " 77, de_CH, xyz, PT5S, 2024-12-31T23:59:59Z, 2024-12-31, 23:59, Z, P1Y, Optional[t], Optional.empty, Optional[7],"
                    + " [2, 1], [f:1], [y, x], [SLOW], {k=v}]";

    @Test
    void everyFormOnEveryCompiler() throws Exception {
        var result = Compilation.of(SESSION).withOsgi().succeeds();
        assertThat(result.problems()).isEmpty();
        assertThat(result.file("OSGI-INF/com.acme.SessionPool.xml"))
                .contains("<reference name=\"pool.")
                .doesNotContainPattern("<reference (?!name=\"pool\\.)");
        assertRuns(result);
        var eclipse = Compilation.of(SESSION)
                .withOsgi()
                .compiler(new EclipseCompiler())
                .withoutLint()
                .option("--release", "17", "-warn:none")
                .succeeds();
        assertThat(eclipse.files()).isEqualTo(result.files());
        assertRuns(eclipse);
        // Locale has a method of(String) from 19 on.
        String latest = String.valueOf(Runtime.version().feature());
        assertThat(Compilation.of(SESSION)
                        .withOsgi()
                        .option("--release", latest)
                        .succeeds()
                        .files())
                .isEqualTo(Compilation.of(SESSION)
                        .withOsgi()
                        .option("--release", "17")
                        .succeeds()
                        .files());
    }

    private static void assertRuns(Compilation.Result result) throws Exception {
        try (URLClassLoader loader = result.loader();
                Pool<?> pool = Pools.load(loader).get(0).create(CONFIGURATION)) {
            assertThat(pool.<String, RuntimeException>call(Object::toString)).isEqualTo(READ);
        }
    }

    @Test
    void theFormHasTypesAndCardinalities() {
        String form = Compilation.of(SESSION).withOsgi().succeeds().file("OSGI-INF/metatype/com.acme.SessionPool.xml");
        Map<String, String> attributes = new TreeMap<>();
        Pattern.compile("<AD id=\"([^\"]+)\" name=\"[^\"]+\" type=\"([^\"]+)\" required=\"([^\"]+)\"([^>]*)>")
                .matcher(form)
                .results()
                .forEach(found -> attributes.put(
                        found.group(1),
                        found.group(2) + " " + found.group(3) + (found.group(4).contains("cardinality=") ? " n" : "")));
        assertThat(attributes)
                .containsAllEntriesOf(Map.of(
                        "file", "String true",
                        ".chars", "Password true",
                        "text", "String false",
                        "number", "Integer false",
                        "integers", "Integer true n",
                        "texts", "String true n",
                        "modes", "String true n",
                        "map", "String true n"));
        assertThat(form).containsOnlyOnce("value=\"SLOW\"").contains("description=\"Entries such as a=1\"");
    }

    @Test
    void defaultsThatDoNotFit() {
        List<String> wrong = List.of(
                "URL url|x y|for instance \"https://localhost\"",
                "java.nio.charset.Charset set|?|for instance \"UTF-8\"",
                "UUID uuid|1|for instance \"123e4567-e89b-12d3-a456-426614174000\"",
                "java.util.regex.Pattern pattern|(|a regular expression",
                "java.math.BigInteger integer|0.5|a whole number, for instance \"22\"",
                "java.math.BigDecimal decimal|x|a number, for instance \"0.5\"",
                "Locale locale|de CH|a language tag, for instance \"de-CH\"",
                "java.time.LocalDate date|today|for instance \"2024-12-31\"",
                "Optional<Integer> number|x|a whole number, for instance \"22\"",
                "List<Integer> list|1,x|a whole number, for instance \"22\"",
                "Set<Locale> locales|de,d e|a language tag, for instance \"de-CH\"",
                "Map<String, String> map|a|for instance \"a=1,b=2\"");
        for (String line : wrong) {
            String[] parts = line.split("\\|", -1);
            var result = Compilation.of(
                            "package a;\nimport io.conecta.annotation.*;\nimport java.net.*;\nimport java.util.*;\n"
                                    + "@Pooled class Session { Session(@Setting(defaultValue = \"" + parts[1] + "\") "
                                    + parts[0]
                                    + ") {} }")
                    .run();
            assertThat(result.faults())
                    .as(line)
                    .singleElement()
                    .asString()
                    .contains("[CON125]")
                    .endsWith("; write " + parts[2]);
        }
    }
}
