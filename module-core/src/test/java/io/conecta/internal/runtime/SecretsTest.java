package io.conecta.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
    static Stream<String> table() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/secrets.tsv")).stream()
                .filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void whatLooksSecretIsHiddenAndNothingElse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells[0].equals("key")) {
            assertThat(Secrets.isKey(cells[1])).isEqualTo(cells[2].equals("hidden"));
        } else if (cells[0].equals("name")) {
            assertThat(Secrets.isIn(cells[1])).isEqualTo(cells[2].equals("refused"));
        } else {
            assertThat(Secrets.hidden(cells[1])).isEqualTo(cells[2]);
            assertThat(Secrets.hidden(cells[2])).as("hidden twice").isEqualTo(cells[2]);
        }
    }
}
