package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.25S, 250ms", "PT90S, 1m30s", "PT49H, 2d1h", "PT1H0.001S, 1h1ms"})
    void aDurationAsTheConfigurationWritesIt(Duration duration, String text) {
        assertThat(Texts.of(duration)).isEqualTo(text);
    }

    @Test
    void foreverIsOff() {
        assertThat(Texts.of(PoolSettings.FOREVER)).isEqualTo("off");
    }

    @ParameterizedTest
    @CsvSource({"PT0.25S, 250ms", "PT1.75S, 1s", "PT1M0.5S, 1m"})
    void anAgeLosesWhatDoesNotMatter(Duration age, String text) {
        assertThat(Texts.age(age)).isEqualTo(text);
    }
}
