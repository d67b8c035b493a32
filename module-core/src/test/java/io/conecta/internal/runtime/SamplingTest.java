package io.conecta.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SamplingTest {
    @Test
    void readsWhatTheTableSays() throws IOException {
        for (String line : Files.readAllLines(Path.of("src/test/resources/samplings.tsv"))) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            String expected = cells[1].equals("wrong") ? null : cells[1];
            assertThat(Sampling.normal(cells[0].strip().toLowerCase(Locale.ROOT)))
                    .as("\"%s\"", cells[0])
                    .isEqualTo(expected);
        }
    }

    @Test
    void saysOfHowManyOneIsRecorded() {
        assertThat(Sampling.every("off")).isZero();
        assertThat(Sampling.every("all")).isEqualTo(1);
        assertThat(Sampling.every("1/100")).isEqualTo(100);
    }
}
