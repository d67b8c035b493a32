package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Values and their text. */
class TextFormTest {
    private static PoolConfiguration.Value value(Object raw) {
        return PoolConfiguration.of(Map.of("key", raw)).required("key");
    }

    private static String mistake(Object raw, java.util.function.Consumer<PoolConfiguration.Value> reader) {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("key", raw));
        reader.accept(configuration.required("key"));
        try {
            configuration.check();
        } catch (PoolConfigurationException wrong) {
            return String.valueOf(wrong.getMessage());
        }
        throw new AssertionError("no mistake in " + raw);
    }

    @Test
    void localesAreLanguageTagsOnEveryRelease() {
        for (String text : List.of("de-CH", "de_CH", " de-ch ")) {
            Locale locale = PoolConfiguration.locale(text);
            assertThat(locale)
                    .isEqualTo(new Locale.Builder()
                            .setLanguage("de")
                            .setRegion("CH")
                            .build());
            assertThat(locale.getCountry()).isEqualTo("CH");
        }
        assertThat(PoolConfiguration.locale("zh_Hant_TW").getScript()).isEqualTo("Hant");
        assertThat(PoolConfiguration.locale("und")).isEqualTo(Locale.ROOT);
        for (String text : List.of("", "de CH", "de_CH.UTF-8")) {
            assertThatThrownBy(() -> PoolConfiguration.locale(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(mistake("de CH", value -> value.as(Locale.class, PoolConfiguration::locale)))
                .contains("key must be a language tag such as de-CH, was \"de CH\"");
    }

    @Test
    void urlsAreParsedWithoutLookUp() throws Exception {
        assertThat(PoolConfiguration.url("http://host.invalid/a").toExternalForm())
                .isEqualTo("http://host.invalid/a");
        assertThat(mistake("nowhere://host", value -> value.as(URL.class, PoolConfiguration::url)))
                .contains("key must be a URL such as https://localhost:8443/path, of a protocol known here");
    }

    @Test
    void listsSetsAndOptionals() {
        assertThat(value("2, 1,2").list(Integer.class, Integer::valueOf)).containsExactly(2, 1, 2);
        assertThat(value(new int[] {2, 1}).list(Integer.class, Integer::valueOf))
                .containsExactly(2, 1);
        assertThat(value(List.of("a:1", URI.create("b:2"))).list(URI.class, URI::create))
                .containsExactly(URI.create("a:1"), URI.create("b:2"));
        assertThat(value("b,a,b").set(String.class, String::valueOf)).containsExactly("b", "a");
        assertThat(value("").set(String.class, String::valueOf)).isEmpty();
        assertThat(value("0.50").maybe(BigDecimal.class, BigDecimal::new)).contains(new BigDecimal("0.50"));
        assertThat(value(Optional.of("x")).maybe(String.class, String::valueOf)).contains("x");
        assertThat(PoolConfiguration.of(Map.of()).optional("key").maybe(String.class, String::valueOf))
                .isEmpty();
        assertThat(mistake("1,x", value -> value.list(Integer.class, Integer::valueOf)))
                .contains("key must be a list, each item a whole number (int), was \"1,x\"");
        assertThat(mistake(new Object(), value -> value.set(Integer.class, Integer::valueOf)))
                .contains("key must be a list, each item a whole number (int), was");
    }

    @Test
    void maps() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("b", "1");
        wanted.put("a", "x=y");
        assertThat(value("b=1, a = x=y").map()).containsExactlyEntriesOf(wanted);
        assertThat(value(new String[] {"b=1", "a=x=y"}).map()).containsExactlyEntriesOf(wanted);
        assertThat(value(wanted).map()).containsExactlyEntriesOf(wanted);
        assertThat(value("").map()).isEmpty();
        for (Object wrong : List.of("a", "=1", "a=1,a=2", Map.of("a", List.of()), new Object())) {
            assertThat(mistake(wrong, PoolConfiguration.Value::map))
                    .contains("key must be entries such as a=1, no key twice, was");
        }
        assertThat(mistake("password=hunter2,x", PoolConfiguration.Value::map)).doesNotContain("hunter2");
    }

    /** A pattern is equal to none other, and a URL asks the network. */
    @Test
    void whatWasReadTellsWhetherItHasChanged() {
        Map<String, Object> entries =
                Map.of("url", "http://host.invalid/a", "pattern", "a+", "patterns", "a,b", "secret", "xyz");
        PoolConfiguration one = read(entries);
        one.values().values().forEach(value -> assertThat(value).isNotInstanceOfAny(URL.class, Pattern.class));
        assertThat(read(entries).values()).usingRecursiveComparison().isEqualTo(one.values());
        assertThat(read(Map.of("url", "http://host.invalid/b", "pattern", "a*", "patterns", "a", "secret", "xyy"))
                        .values()
                        .values())
                .doesNotContainAnyElementsOf(one.values().values());
    }

    private static PoolConfiguration read(Map<String, Object> entries) {
        PoolConfiguration configuration = PoolConfiguration.of(entries);
        configuration.required("url").as(URL.class, PoolConfiguration::url);
        configuration.required("pattern").as(Pattern.class, Pattern::compile);
        configuration.required("patterns").set(Pattern.class, Pattern::compile);
        configuration.required("secret").as(char[].class, String::toCharArray);
        configuration.check();
        return configuration;
    }

    @Test
    void aSetIsNotChanged() {
        Set<String> set = value("a").set(String.class, String::valueOf);
        assertThatThrownBy(() -> set.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }
}
