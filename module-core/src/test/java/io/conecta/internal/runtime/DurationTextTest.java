package io.conecta.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationTextTest {
    @Test
    void readsWhatTheTableSays() throws IOException {
        for (String line : Files.readAllLines(Path.of("src/test/resources/durations.tsv"))) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            Duration expected = switch (cells[1]) {
                case "forever" -> PoolSettings.FOREVER;
                case "wrong" -> null;
                default -> Duration.parse(cells[1]);
            };
            assertThat(DurationText.parse(cells[0])).as("\"%s\"", cells[0]).isEqualTo(expected);
            if (expected != null && !expected.isNegative()) {
                assertThat(DurationText.parse(DurationText.of(expected)))
                        .as("\"%s\", written", cells[0])
                        .isEqualTo(DurationText.isForEver(expected) ? PoolSettings.FOREVER : expected);
            }
        }
    }
}
