package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of a pool, as a configuration has them. */
class OptionReaderTest {
    private static List<String> mistakes(PoolConfiguration configuration) {
        return catchThrowableOfType(PoolConfigurationException.class, configuration::check)
                .mistakes();
    }

    @Test
    void everyWrongOptionIsNamed() {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("name", " "),
                Map.entry("maxSize", "many"),
                Map.entry("initialSize", "-1"),
                Map.entry("minIdle", "off"),
                Map.entry("maxWaiters", "x"),
                Map.entry("pingMaxRetries", "0"),
                Map.entry("maxUses", "0"),
                Map.entry("borrowTimeout", "10"),
                Map.entry("createTimeout", "0s"),
                Map.entry("scanInterval", "soon"),
                Map.entry("leakTraces", "1/0"),
                Map.entry("failFast", "1"));
        PoolConfiguration configuration = PoolConfiguration.of(wrong);
        configuration.settings(PoolSettings.defaults());
        assertThat(mistakes(configuration))
                .containsExactly(
                        "name must not be blank, was \" \"; give one or leave it out",
                        "maxSize must be a whole number or none, was \"many\"; the default is 10, and none is no limit",
                        "initialSize must be >= 0, was -1; the default is 1",
                        "minIdle must be a whole number, was \"off\"; the default is 0",
                        "maxWaiters must be a whole number or none, was \"x\"; the default is none",
                        "pingMaxRetries must be >= 1, was 0; the default is 3",
                        "maxUses must be >= 1, was 0; the default is none",
                        "borrowTimeout must be a duration such as 500ms, 5s, 1h30m or PT5S, or off, was \"10\"; the"
                                + " default is 30s, and off is no limit",
                        "createTimeout must be > 0s, was 0s; the default is 30s, and off is no limit",
                        "scanInterval must be a duration such as 500ms, 5s, 1h30m or PT5S, or off, was \"soon\"; the"
                                + " default is 10s, and off is no limit",
                        "leakTraces must be off, all or 1/N with a whole number N >= 1, was \"1/0\"; the default is off",
                        "failFast must be true or false, was \"1\"; the default is true");
    }

    @Test
    void durationsAreToldAsTheyAreWritten() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "maxUses",
                Duration.ofSeconds(90),
                "idleTimeout",
                Duration.ofSeconds(-90),
                "port",
                PoolSettings.FOREVER));
        configuration.required("port").as(Integer.class, Integer::valueOf);
        configuration.settings(PoolSettings.defaults());

        assertThat(mistakes(configuration))
                .containsExactly(
                        "port must be a whole number (int), was \"off\"",
                        "maxUses must be a whole number or none, was \"1m30s\"; the default is none",
                        "idleTimeout must be > 0s, was -1m30s; the default is off");
    }

    @Test
    void contradictionsAreMistakes() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("minIdle", "5", "maxSize", "2"));
        configuration.settings(PoolSettings.defaults());
        assertThat(mistakes(configuration))
                .containsExactly(
                        "minIdle must be <= maxSize, was minIdle=5 with maxSize=2; lower minIdle or raise maxSize");
    }

    @Test
    void unlimitedAndOff() {
        PoolConfiguration configuration = PoolConfiguration.of(
                Map.of("maxWaiters", "none", "maxUses", "unlimited", "maxSize", "unlimited", "scanInterval", "off"));
        assertThat(configuration.settings(
                        PoolSettings.defaults().withMaxWaiters(1).withMaxUses(1)))
                .isEqualTo(PoolSettings.defaults()
                        .withMaxSize(PoolSettings.UNLIMITED)
                        .withScanInterval(PoolSettings.FOREVER));
    }

    @ParameterizedTest
    @CsvSource({"true, all", "' ALL ', all", "false, off", "' Off', off", "1/50, 1/50", "' 1 / 1 ', all"})
    void tracesAreASwitchOrAShare(String text, String expected) {
        assertThat(PoolConfiguration.of(Map.of("leak-traces", text))
                        .settings(PoolSettings.defaults())
                        .leakTraces())
                .isEqualTo(expected);
    }

    @Test
    void tracesMayBeAnyBoolean() {
        PoolSettings all = PoolSettings.defaults().withLeakTraces("all");
        assertThat(PoolConfiguration.of(Map.of("leakTraces", true)).settings(PoolSettings.defaults()))
                .isEqualTo(all);
        assertThat(PoolConfiguration.of(Map.of("leakTraces", false)).settings(all))
                .isEqualTo(PoolSettings.defaults());
    }

    @Test
    void falseIsOffWhereOffIsAllowed() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "maxSize",
                false,
                "maxWaiters",
                "false",
                "scanInterval",
                false,
                "createTimeout",
                "False",
                "failFast",
                false));
        assertThat(configuration.settings(PoolSettings.defaults()))
                .isEqualTo(PoolSettings.defaults()
                        .withMaxSize(PoolSettings.UNLIMITED)
                        .withScanInterval(PoolSettings.FOREVER)
                        .withCreateTimeout(PoolSettings.FOREVER)
                        .withFailFast(false));
        configuration.check();
        for (String key : List.of("initialSize", "minIdle", "pingMaxRetries", "minShare")) {
            PoolConfiguration refused = PoolConfiguration.of(Map.of(key, false));
            refused.settings(PoolSettings.defaults());
            assertThat(mistakes(refused))
                    .singleElement()
                    .asString()
                    .startsWith(key + " must be a whole number, was \"false\"; the default is ");
        }
    }

    @Test
    void aNewPoolNeedsRoomForItsInitialObjects() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("max-size", 2, "initialSize", 3));
        configuration.settingsForBuild(PoolSettings.defaults());
        assertThatThrownBy(configuration::check).hasMessageStartingWith("initialSize must be <= max-size, was ");
    }
}
