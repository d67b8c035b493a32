package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.PoolSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Mistakes repeat values, but no secrets. */
class MistakesHideSecretsTest {
    private static List<String> mistakes(PoolConfiguration configuration) {
        return catchThrowableOfType(PoolConfigurationException.class, configuration::check)
                .mistakes();
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
    void lookingForAPoolDoesNotRepeatSecrets() {
        assertThatThrownBy(() -> Pools.named("ftp://anna:hunter2@host"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("no pool provider named ftp://…@host; found: ");
        assertThatThrownBy(() -> KeyedPools.named("token=hunter2")).hasMessageNotContaining("hunter2");
    }

    @Test
    void causesDoNotRepeatSecrets() {
        for (String text :
                List.of("see http://anna:hunter2@host/path", "nosuch://anna:hunter2@host", "//anna:hunter2@host")) {
            assertThatThrownBy(() -> PoolConfiguration.url(text))
                    .hasMessageStartingWith("must be a URL")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> PoolConfiguration.locale("password=hunter2"))
                .hasMessageStartingWith("must be a")
                .hasNoCause();
    }

    @Test
    void unknownKeysDoNotRepeatSecrets() {
        PoolConfiguration configuration = PoolConfiguration.of(Map.of("password=hunter2", "x", "maxSiz=hunter2", "x"));
        configuration.settings(PoolSettings.defaults());
        assertThat(mistakes(configuration))
                .hasSize(2)
                .anyMatch(mistake -> mistake.startsWith("password=…: no such key; "))
                .noneMatch(mistake -> mistake.contains("password=hunter2"));
        assertThatThrownBy(() -> PoolSettings.defaults().with("password=hunter2", 1))
                .hasMessageStartingWith("no option password=…; ");
    }
}
