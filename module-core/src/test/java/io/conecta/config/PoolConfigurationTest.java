package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.PoolSettings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolConfigurationTest {
    private static List<String> mistakes(PoolConfiguration configuration) {
        return catchThrowableOfType(PoolConfigurationException.class, configuration::check)
                .mistakes();
    }

    @Test
    void textIsConverted() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "int", "22",
                "flag", "TRUE",
                "char", "x",
                "unit", "SECONDS",
                "time", "1m30s",
                "path", "a/b",
                "uri", "tcp://h:1",
                "address", "127.0.0.1",
                "class", "java.lang.Integer",
                "list", "a, b,c"));
        assertThat(configuration.required("int").as(Integer.class, Integer::valueOf))
                .isEqualTo(22);
        assertThat(configuration.required("flag").as(Boolean.class, PoolConfiguration::flag))
                .isTrue();
        assertThat(configuration.required("char").as(Character.class, PoolConfiguration::character))
                .isEqualTo('x');
        assertThat(configuration.required("unit").as(TimeUnit.class, TimeUnit::valueOf))
                .isEqualTo(TimeUnit.SECONDS);
        assertThat(configuration.required("time").as(Duration.class, PoolConfiguration::duration))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(configuration.required("path").as(Path.class, Path::of)).isEqualTo(Path.of("a/b"));
        assertThat(configuration.required("uri").as(URI.class, URI::create)).isEqualTo(URI.create("tcp://h:1"));
        assertThat(configuration.required("address").as(InetAddress.class, InetAddress::getByName))
                .isEqualTo(InetAddress.getLoopbackAddress());
        Class<? extends Number> type =
                configuration.required("class").type(Number.class, getClass().getClassLoader());
        assertThat(type).isEqualTo(Integer.class);
        assertThat(configuration.required("list").texts()).containsExactly("a", "b", "c");
        configuration.check();
    }

    @Test
    void valuesOfTheRightTypeAreTakenAsTheyAre() {
        Runnable work = () -> {};
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "int",
                22,
                "long",
                22,
                "time",
                Duration.ofSeconds(3),
                "work",
                work,
                "list",
                List.of("a", 1),
                "array",
                new String[] {"a", "b"},
                "maxSize",
                3L,
                "idleTimeout",
                Duration.ofMinutes(1)));
        assertThat(configuration.required("int").as(Integer.class, Integer::valueOf))
                .isEqualTo(22);
        assertThat(configuration.required("long").as(Long.class, Long::valueOf)).isEqualTo(22L);
        assertThat(configuration.required("time").as(Duration.class, PoolConfiguration::duration))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(configuration.required("work").object(Runnable.class)).isSameAs(work);
        assertThat(configuration.required("list").texts()).containsExactly("a", "1");
        assertThat(configuration.required("array").textArray()).containsExactly("a", "b");
        PoolSettings settings = configuration.settings(PoolSettings.defaults());
        assertThat(settings).isEqualTo(PoolSettings.defaults().withMaxSize(3).withIdleTimeout(Duration.ofMinutes(1)));
        configuration.check();
    }

    @Test
    void defaultsAndOptionalKeys() {
        Map<String, Object> entries = new HashMap<>();
        entries.put("absent", null);
        PoolConfiguration configuration = PoolConfiguration.of(entries);
        assertThat(configuration.withDefault("absent", "7").as(Integer.class, Integer::valueOf))
                .isEqualTo(7);
        assertThat(configuration.optional("password").text()).isNull();
        configuration.check();
    }

    @Test
    void everyMistakeHasKeyValueAndWayOut() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "int", "x",
                "flag", "yes",
                "unit", "SECOND",
                "class", "java.lang.String",
                "object", "text",
                "list",
                        List.of(new Object() {
                            @Override
                            public String toString() {
                                return "thing";
                            }
                        })));
        configuration.required("host").text();
        configuration.required("int").as(Integer.class, Integer::valueOf);
        configuration.required("flag").as(Boolean.class, PoolConfiguration::flag);
        configuration.required("unit").as(TimeUnit.class, TimeUnit::valueOf);
        configuration.required("class").type(Number.class, getClass().getClassLoader());
        configuration.required("object").object(Runnable.class);
        configuration.required("list").texts();
        assertThat(mistakes(configuration))
                .containsExactly(
                        "host: is missing; add host=…",
                        "int must be a whole number (int), was \"x\"",
                        "flag must be true or false, was \"yes\"",
                        "unit must be one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS; did you mean"
                                + " SECONDS?, was \"SECOND\"",
                        "class must be a subclass of java.lang.Number, was \"java.lang.String\"",
                        "object must be an instance of java.lang.Runnable, was a java.lang.String",
                        "list must be a list of texts, was \"[thing]\"");
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

    @Test
    void unknownKeysAreMistakesUnlessTheyHaveADot() {
        PoolConfiguration configuration =
                PoolConfiguration.of(Map.of("service.pid", "x", "maxSzie", "5", "colour", "red"));
        configuration.required("host");
        assertThat(mistakes(configuration))
                .hasSize(3)
                .contains("host: is missing; add host=…", "maxSzie: no such key; did you mean maxSize?")
                .anyMatch(mistake -> mistake.startsWith("colour: no such key; there are name, maxSize, initialSize,")
                        && mistake.endsWith("strict, host"));
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
        for (String key : List.of("initialSize", "minIdle", "pingMaxRetries")) {
            PoolConfiguration refused = PoolConfiguration.of(Map.of(key, false));
            refused.settings(PoolSettings.defaults());
            assertThat(mistakes(refused))
                    .singleElement()
                    .asString()
                    .startsWith(key + " must be a whole number, was \"false\"; the default is ");
        }
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
    void secretsAreNotRepeated() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "password", new String[] {"hunter2", "hunter3"},
                ".pin", "hunter2",
                "apiTokn", "hunter2",
                ".hots", "hunter2",
                "pwd", "hunter2"));
        configuration.required("password").text();
        configuration.required("pin").as(Integer.class, Integer::valueOf);
        configuration.required("apiToken").text();

        assertThat(mistakes(configuration))
                .hasSize(6)
                .contains(
                        "password must be text of a String, was \"…\"", ".pin must be a whole number (int), was \"…\"")
                .contains("apiTokn: no such key; did you mean apiToken?")
                .noneMatch(mistake -> mistake.contains("hunter2"));
    }

    @Test
    void secretsInsideValuesAreNotRepeated() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "maxSize", "password=hunter2",
                "borrowTimeout", "ftp://anna:hunter2@host",
                "failFast", "Bearer hunter2",
                "minIdle", List.of("token=hunter2", "2"),
                "name", "jdbc:postgresql://anna:hunter2@db/orders",
                "port", "apiKey=hunter2",
                "uri", "ftp://anna:hunter2@a b",
                "tags", Map.of("pwd", "hunter2")));
        configuration.required("port").as(Integer.class, Integer::valueOf);
        configuration.required("uri").as(URI.class, URI::create);
        configuration.required("tags").texts();
        configuration.settings(PoolSettings.defaults());

        assertThat(mistakes(configuration))
                .hasSize(8)
                .contains("uri must be a URI such as tcp://localhost:7000, was \"ftp://…@a b\"")
                .contains(
                        "name must not hold a secret, was \"jdbc:postgresql://…@db/orders\"; logs, threads and services show"
                                + " it, so give another")
                .noneMatch(mistake -> mistake.contains("hunter2"));
    }

    @Test
    void parsersDoNotRepeatSecrets() {
        assertThatThrownBy(() -> PoolConfiguration.duration("password=hunter2"))
                .hasMessageEndingWith("was \"password=…\"");
        assertThatThrownBy(() -> PoolConfiguration.flag("a://anna:hunter2@b")).hasMessageEndingWith("was \"a://…@b\"");
        assertThatThrownBy(() -> PoolConfiguration.character("hunter2"))
                .hasMessage("must be a single character, was 7 characters");
    }

    @Test
    void whatIsNoSingleValueIsToldWithItsItems() {
        PoolConfiguration configuration = PoolConfiguration.ofService(Map.of(
                "maxSize",
                new int[] {3, 4},
                "minIdle",
                List.of(),
                "pool.name",
                List.of("red", "blue"),
                "scanInterval",
                new String[] {"5s", "6s"},
                "port",
                new Integer[] {21, 22},
                "tags",
                Map.of("a", "b")));
        configuration.required("port").as(Integer.class, Integer::valueOf);
        configuration.required("tags").texts();
        configuration.settings(PoolSettings.defaults());

        assertThat(mistakes(configuration))
                .containsExactly(
                        "port must be a whole number (int), was \"[21, 22]\"",
                        "tags must be a list of texts, was \"{a=b}\"",
                        "pool.name must be a single value, was [red, blue]",
                        "maxSize must be a single value, was [3, 4]",
                        "minIdle must be a single value, was []",
                        "scanInterval must be a single value, was [5s, 6s]");
    }

    @Test
    void oneElementIsASingleValue() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of(
                "host",
                new String[] {"one"},
                "port",
                new Integer[] {21},
                "pause",
                List.of(Duration.ofSeconds(2)),
                "maxSize",
                new int[] {3},
                "pool.name",
                List.of("red"),
                "scanInterval",
                List.of("5s")));
        assertThat(configuration.required("host").text()).isEqualTo("one");
        assertThat(configuration.required("port").as(Integer.class, Integer::valueOf))
                .isEqualTo(21);
        assertThat(configuration.required("pause").as(Duration.class, PoolConfiguration::duration))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(configuration.settings(PoolSettings.defaults()))
                .isEqualTo(
                        PoolSettings.defaults().withMaxSize(3).withName("red").withScanInterval(Duration.ofSeconds(5)));
        configuration.check();
    }

    @Test
    void consolesHaveTypesOfTheirOwn() {
        PoolConfiguration configuration = PoolConfiguration.ofService(Map.of(
                "maxSize",
                3L,
                "failFast",
                true,
                "minIdle",
                "1 ",
                "port",
                " 21 ",
                "unit",
                "SECONDS ",
                "tags",
                new int[] {1, 2}));

        assertThat(configuration.required("port").as(Integer.class, Integer::valueOf))
                .isEqualTo(21);
        assertThat(configuration.required("unit").as(TimeUnit.class, TimeUnit::valueOf))
                .isEqualTo(TimeUnit.SECONDS);
        assertThat(configuration.required("tags").texts()).containsExactly("1", "2");
        assertThat(configuration.settings(PoolSettings.defaults()))
                .isEqualTo(PoolSettings.defaults().withMaxSize(3).withMinIdle(1));
        configuration.check();
    }

    @Test
    void severalMistakesReadAsAList() {
        assertThat(new PoolConfigurationException(List.of("a", "b"))).hasMessage("2 mistakes:\n  a\n  b");
        assertThat(new PoolConfigurationException(List.of("a"))).hasMessage("a");
        assertThatThrownBy(() -> new PoolConfigurationException(new ArrayList<>(List.of("a")))
                        .mistakes()
                        .clear())
                .isInstanceOf(UnsupportedOperationException.class);
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

    @Test
    void anObjectThatIsAwaitedIsNotMissing() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of());
        configuration.await("sink");
        assertThat(configuration.required("sink").object(Runnable.class)).isNull();
        configuration.check();
    }

    @Test
    void aNewPoolNeedsRoomForItsInitialObjects() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("max-size", 2, "initialSize", 3));
        configuration.settingsForBuild(PoolSettings.defaults());
        assertThatThrownBy(configuration::check).hasMessageStartingWith("initialSize must be <= max-size, was ");
    }
}
