package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.PoolSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys: their spellings, unknown ones, those kept from a service, and the pool's name. */
class KeysTest {
    private static List<String> mistakes(PoolConfiguration configuration) {
        return catchThrowableOfType(PoolConfigurationException.class, configuration::check)
                .mistakes();
    }

    @Test
    void unknownKeysAreMistakesUnlessTheyHaveADot() {
        PoolConfiguration configuration =
                PoolConfiguration.of(Map.of("service.pid", "x", "maxSzie", "5", "colour", "red"));
        configuration.required("host");
        assertThat(mistakes(configuration))
                .hasSize(3)
                .contains("host: is missing; add host=…", "maxSzie: no such key; did you mean maxSize?")
                .anyMatch(mistake -> mistake.startsWith("colour: no such key; there are name, maxSize, initialSize,")
                        && mistake.endsWith("strict, jmx, budget, minShare, host"));
    }

    @Test
    void anOsgiServiceMayHavePropertiesOfItsOwn() {
        PoolConfiguration configuration = PoolConfiguration.ofService(
                Map.of("component.id", 7L, "region", "eu", "min-idle", "5", "minidle", "6", "maxSzie", "7"));
        assertThat(mistakes(configuration))
                .containsExactlyInAnyOrder(
                        "min-idle and minidle: are one key in several spellings; keep one of them",
                        "maxSzie: no such key; did you mean maxSize?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxSize", "max-size", "max_size", "MAX_SIZE", "MAXSIZE", "MaxSize", ".max-size"})
    void aKeyMayBeSpelledAsItsSourceDoes(String key) {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(key, "3", "HOST_NAME", "h"));

        assertThat(configuration.settings(PoolSettings.defaults()).maxSize()).isEqualTo(3);
        assertThat(configuration.required("hostName").text()).isEqualTo("h");
        configuration.check();
    }

    @Test
    void everyMistakeNamesTheKeyAsItIsWritten() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "MAX_SIZE", "many",
                "max-uses", "0",
                "PORT", "http",
                "min_idle", List.of(1, 2),
                ".borrow-timeout", "soon",
                "user-name", "a",
                "USERNAME", "b"));
        configuration.required("port").as(Integer.class, Integer::valueOf);
        configuration.required("userName").text();
        configuration.settings(PoolSettings.defaults());

        assertThat(mistakes(configuration))
                .containsExactly(
                        "PORT must be a whole number (int), was \"http\"",
                        "MAX_SIZE must be a whole number or none, was \"many\"; the default is 10, and none is no limit",
                        "min_idle must be a single value, was [1, 2]",
                        "max-uses must be >= 1, was 0; the default is none",
                        ".borrow-timeout must be a duration such as 500ms, 5s, 1h30m or PT5S, or off, was \"…\"; the default"
                                + " is 30s, and off is no limit",
                        "USERNAME and user-name: are one key in several spellings; keep one of them");
    }

    @Test
    void contradictionsNameTheKeysAsTheyAreWritten() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("MIN_IDLE", "5", "max-size", "2"));
        configuration.settings(PoolSettings.defaults());
        assertThat(mistakes(configuration))
                .containsExactly(
                        "MIN_IDLE must be <= max-size, was MIN_IDLE=5 with max-size=2; lower MIN_IDLE or raise max-size");
    }

    @Test
    void valuesOfUnknownKeysAreNotRepeated() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("colour", "hunter2", "hots", List.of("hunter2")));
        configuration.optional("host").text();
        assertThat(mistakes(configuration))
                .hasSize(2)
                .contains("hots: no such key; did you mean host?")
                .noneMatch(mistake -> mistake.contains("hunter2"));
    }

    @Test
    void aSlipOfTheNamesOfTheNameIsTold() {
        PoolConfiguration configuration = PoolConfiguration.ofService(
                Map.of("pool.nmae", "orders", "pool.name", "orders", "pool.colour", "red", "region", "eu"));
        assertThat(mistakes(configuration)).containsExactly("pool.nmae: no such key; did you mean pool.name?");
    }

    @Test
    void theNameIsAlsoAServiceProperty() {
        assertThat(PoolConfiguration.ofService(Map.of("pool.name", "orders"))
                        .settings(PoolSettings.defaults())
                        .name())
                .isEqualTo("orders");
        PoolConfiguration contradictory = PoolConfiguration.ofService(Map.of("pool.name", "Session", "name", "orders"));
        contradictory.settings(PoolSettings.defaults());
        assertThat(mistakes(contradictory))
                .containsExactly(
                        "name=orders: names the pool, but not its service; write pool.name=orders, which names both, and"
                                + " leave name out");
        PoolConfiguration strict = PoolConfiguration.of(Map.of("pool.name", "Session", "name", "orders"));
        strict.settings(PoolSettings.defaults());
        assertThat(mistakes(strict)).containsExactly("name=orders: contradicts pool.name=Session; keep one of them");
    }

    @Test
    void aDotBeforeAKeyKeepsItFromTheServicesProperties() {
        PoolConfiguration configuration =
                PoolConfiguration.of(Map.of(".host", "a", ".maxSize", 3, ".name", "orders", "service.pid", "x"));

        assertThat(configuration.required("host").text()).isEqualTo("a");
        assertThat(configuration.settings(PoolSettings.defaults()))
                .isEqualTo(PoolSettings.defaults().withMaxSize(3).withName("orders"));
        configuration.check();
    }

    @Test
    void aKeyWithADotAndWithoutIsAMistake() {
        PoolConfiguration configuration = PoolConfiguration.ofService(Map.of("host", "a", ".host", "b", ".hots", "c"));
        configuration.required("host").text();

        assertThat(mistakes(configuration))
                .containsExactly("host and .host: are one key in several spellings; keep one of them");
    }

    @Test
    void aPartOfSomethingBiggerNamesItsKeysAsTheyAreThere() {
        PoolConfiguration configuration = PoolConfiguration.of(
                Map.of("max-size", "x", "colour", "red", "minIdel", "1", "port", "y"), key -> "pools.orders." + key);
        configuration.settingsForBuild(PoolSettings.defaults());
        configuration.required("host").text();
        configuration.required("port").as(Integer.class, Integer::valueOf);
        assertThatThrownBy(configuration::check)
                .isInstanceOfSatisfying(
                        PoolConfigurationException.class,
                        wrong -> assertThat(wrong.mistakes())
                                .hasSize(5)
                                .contains(
                                        "pools.orders.max-size must be a whole number or none, was \"x\"; the default is 10, and none is no"
                                                + " limit",
                                        "pools.orders.host: is missing; add pools.orders.host=…",
                                        "pools.orders.port must be a whole number (int), was \"y\"",
                                        "pools.orders.minIdel: no such key; did you mean pools.orders.minIdle?")
                                .anyMatch(mistake ->
                                        mistake.startsWith("pools.orders.colour: no such key; there are name, ")));
    }
}
