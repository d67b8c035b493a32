package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolSettings;
import io.conecta.config.PoolProperties.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Properties as MicroProfile Config has them, without MicroProfile. */
@DisplayName("Properties of pools")
class PoolPropertiesTest {
    interface ThingPool extends Pool<String> {}

    /** Makes texts that say what they are made of. */
    private record Provider(String pool) implements PoolProvider<String> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public Class<ThingPool> poolType() {
            return ThingPool.class;
        }

        @Override
        public PoolSettings settings() {
            return PoolSettings.defaults().withName(pool);
        }

        @Override
        public List<ConfigurationKey> keys() {
            return List.of(
                    new ConfigurationKey("host", String.class, true, false),
                    new ConfigurationKey("tags", List.class, false, false),
                    new ConfigurationKey("fees", Map.class, false, false));
        }

        @Override
        public NewFunc<String> newFunc(PoolConfiguration configuration) {
            String host = configuration.required("host").text();
            List<String> tags = configuration.optional("tags").texts();
            Map<String, String> fees = configuration.optional("fees").map();
            configuration.check();
            return () -> host + " " + tags + " " + fees;
        }

        @Override
        public PoolBuilder<String> builder(NewFunc<? extends String> newFunc) {
            return Pool.<String>builder(newFunc).settings(settings());
        }
    }

    /** Sources by ordinal, the highest first. */
    private static final class Sources {
        private final Map<Integer, Map<String, String>> all = new LinkedHashMap<>();
        private boolean listed = true;

        Sources with(int ordinal, String name, String value) {
            all.computeIfAbsent(ordinal, any -> new LinkedHashMap<>()).put(name, value);
            return this;
        }

        /** They answer, but do not say what they have. */
        Sources unlisted() {
            listed = false;
            return this;
        }

        PoolProperties properties() {
            List<String> names = new ArrayList<>();
            if (listed) {
                all.values().forEach(source -> names.addAll(source.keySet()));
            }
            return PoolProperties.of(
                    names,
                    name -> all.entrySet().stream()
                            .filter(source -> source.getValue().containsKey(name))
                            .max(Map.Entry.comparingByKey())
                            .map(source -> new Property(
                                    name, source.getValue().get(name), "source " + source.getKey(), source.getKey()))
                            .orElse(null));
        }
    }

    private static PoolProperties.Reading<String> read(Sources sources, String pool) {
        return sources.properties().read(new Provider(pool), pool, Map.of());
    }

    private static List<String> mistakes(Sources sources) {
        try {
            read(sources, "main");
            return List.of();
        } catch (PoolConfigurationException wrong) {
            return wrong.mistakes();
        }
    }

    @Test
    @DisplayName("are found in every spelling; the highest source wins")
    void precedence() {
        PoolSettings settings = read(
                        new Sources()
                                .with(100, "conecta.pools.main.host", "here")
                                .with(100, "conecta.pools.main.max-size", "1")
                                .with(300, "CONECTA_POOLS_MAIN_MAXSIZE", "2")
                                .with(400, "conecta.pools.Main.max_size", "3")
                                .with(100, "conecta.pools.main.failFast", "true")
                                .with(100, "conecta.pools.mainly.max-size", "7")
                                .with(100, "other.conecta.pools.main.max-size", "8"),
                        "main")
                .settings();
        assertThat(settings.maxSize()).isEqualTo(3);
        assertThat(settings.failFast()).isTrue();
        assertThat(settings.name()).isEqualTo("main");
    }

    @Test
    @DisplayName("that are empty are absent, and hide those of lower sources")
    void empty() {
        assertThat(mistakes(new Sources()
                        .with(100, "conecta.pools.main.host", "here")
                        .with(400, "conecta.pools.main.HOST", "")))
                .containsExactly("conecta.pools.main.host: is missing; add conecta.pools.main.host=…");
    }

    @Test
    @DisplayName("make lists and maps, item by item or at once")
    void severalValues() throws Exception {
        Sources parts = new Sources()
                .with(100, "conecta.pools.main.host", "h")
                .with(100, "conecta.pools.main.tags[1]", "b")
                .with(100, "conecta.pools.main.tags[0]", "a")
                .with(100, "conecta.pools.main.fees.eu.bern", "2");
        assertThat(read(parts, "main").newFunc().create()).isEqualTo("h [a, b] {eu.bern=2}");
        Sources whole = new Sources()
                .with(300, "CONECTA_POOLS_MAIN_HOST", "h")
                .with(300, "CONECTA_POOLS_MAIN_TAGS_0", "c")
                .with(100, "conecta.pools.main.tags", "a,b")
                .with(100, "conecta.pools.main.fees", "x=1");
        assertThat(read(whole, "main").newFunc().create()).isEqualTo("h [c] {x=1}");
    }

    @Test
    @DisplayName("name pools with dots in quotes, or plainly")
    void names() throws Exception {
        assertThat(read(new Sources().with(1, "conecta.pools.\"a.b\".host", "quoted"), "a.b")
                        .newFunc()
                        .create())
                .startsWith("quoted");
        assertThat(read(new Sources().with(1, "conecta.pools.a.b.host", "plain"), "a.b")
                        .newFunc()
                        .create())
                .startsWith("plain");
        assertThat(read(new Sources().with(1, "CONECTA_POOLS_A_B_HOST", "variable"), "a.b")
                        .newFunc()
                        .create())
                .startsWith("variable");
        assertThatThrownBy(() -> read(new Sources(), "a.b"))
                .hasMessage("conecta.pools.\"a.b\".host: is missing; add conecta.pools.\"a.b\".host=…");
    }

    @Test
    @DisplayName("are asked for where a source does not list them")
    void unlisted() {
        Sources sources = new Sources()
                .with(100, "conecta.pools.main.host", "h")
                .with(100, "conecta.pools.main.max-size", "4")
                .with(100, "conecta.pools.main.minIdle", "2")
                .unlisted();
        assertThat(read(sources, "main").settings().maxSize()).isEqualTo(4);
        assertThat(read(sources, "main").settings().minIdle()).isEqualTo(2);
    }

    @Test
    @DisplayName("tell their mistakes all at once, each with its source, and no secrets")
    void mistakes() {
        assertThat(mistakes(new Sources()
                        .with(100, "conecta.pools.main.max-size", "lots")
                        .with(100, "conecta.pools.main.port.number", "s3cret")
                        .with(300, "CONECTA_POOLS_MAIN_MIN_IDEL", "1")
                        .with(300, "CONECTA_POOLS_MAIN_EU_HOST", "of another pool")
                        .with(400, "conecta.pools.main.maxUses", "1")
                        .with(400, "conecta.pools.main.max-uses", "2")
                        .with(100, "conecta.pools.main.enabled", "perhaps")))
                .hasSize(6)
                .anySatisfy(mistake -> assertThat(mistake)
                        .startsWith("conecta.pools.main.max-size must be")
                        .endsWith(" (source 100)"))
                .anySatisfy(mistake -> assertThat(mistake)
                        .startsWith("conecta.pools.main.port.number: no such key; ")
                        .endsWith(" (source 100)"))
                .contains(
                        "CONECTA_POOLS_MAIN_MIN_IDEL: no such key; did you mean conecta.pools.main.min-idle? (source 300)",
                        "conecta.pools.main.max-uses and conecta.pools.main.maxUses: are one key in several spellings; keep one of"
                                + " them (source 400; source 400)",
                        "conecta.pools.main.enabled must be true or false, was \"perhaps\" (source 100)",
                        "conecta.pools.main.host: is missing; add conecta.pools.main.host=…")
                .noneMatch(mistake -> mistake.contains("s3cret"));
    }

    @Test
    @DisplayName("disable a pool")
    void disabled() {
        assertThatThrownBy(() -> read(new Sources().with(100, "conecta.pools.main.Enabled", "false"), "main"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "pool \"main\" is disabled by conecta.pools.main.Enabled=false; remove that, or do not use the pool");
    }

    @Test
    @DisplayName("come from the system where there is no MicroProfile")
    void system() throws Exception {
        System.setProperty("conecta.pools.system-test.host", "there");
        try {
            assertThat(PoolProperties.ofSystem()
                            .read(new Provider("system-test"), "system-test", Map.of())
                            .newFunc()
                            .create())
                    .startsWith("there");
            System.setProperty("conecta.pools.system-test.min-idle", "x");
            assertThatThrownBy(
                            () -> PoolProperties.ofSystem().read(new Provider("system-test"), "system-test", Map.of()))
                    .hasMessageEndingWith("(system properties)");
        } finally {
            System.clearProperty("conecta.pools.system-test.host");
            System.clearProperty("conecta.pools.system-test.min-idle");
        }
    }
}
