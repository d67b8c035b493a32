package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.25S, 250ms", "PT0.0000009S, 0s", "PT1.75S, 1s", "PT1M0.5S, 1m", "PT49H, 2d1h"})
    void anAgeLosesWhatDoesNotMatter(Duration age, String text) {
        assertThat(Texts.age(age)).isEqualTo(text);
    }

    @Test
    void noLimitIsNoNumber() {
        assertThat(Texts.limit(3)).isEqualTo("3");
        assertThat(Texts.limit(PoolSettings.UNLIMITED)).isEqualTo("none");
        assertThat(Texts.of(1, 3)).isEqualTo("1 of 3");
        assertThat(Texts.of(1, PoolSettings.UNLIMITED)).isEqualTo("1");
    }
}
