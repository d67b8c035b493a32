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
    void aMisspelledNameIsGuessed() {
        List<String> names = List.of("orders", "mailSessions");

        assertThat(PoolConfiguration.nearest("ordres", names)).contains("orders");
        assertThat(PoolConfiguration.nearest("MAIL_SESIONS", names)).contains("mailSessions");
        assertThat(PoolConfiguration.nearest("printers", names)).isEmpty();
    }

    @Test
    void anObjectThatIsAwaitedIsNotMissing() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of());
        configuration.await("sink");
        assertThat(configuration.required("sink").object(Runnable.class)).isNull();
        configuration.check();
    }
}
