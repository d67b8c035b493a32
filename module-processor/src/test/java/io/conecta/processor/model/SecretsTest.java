package io.conecta.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The processor knows secrets by the list of the runtime. */
class SecretsTest {
    private static final Path CORE = Path.of("..", "module-core", "src");

    @Test
    void theListIsTheRuntimes() throws IOException {
        String runtime = Files.readString(CORE.resolve("main/java/io/conecta/internal/runtime/Secrets.java"));
        String own = Files.readString(Path.of("src/main/java/io/conecta/processor/model/Secrets.java"));
        assertThat(own.replace("package io.conecta.processor.model;", "package io.conecta.internal.runtime;"))
                .isEqualTo(runtime);
    }

    @Test
    void whatLooksSecretIsHiddenAndNothingElse() throws IOException {
        List<String> table = Files.readAllLines(CORE.resolve("test/resources/secrets.tsv"));
        assertThat(table).hasSizeGreaterThan(100);
        for (String line : table) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("key")) {
                assertThat(Secrets.isKey(cells[1])).as(line).isEqualTo(cells[2].equals("hidden"));
            } else if (cells[0].equals("name")) {
                assertThat(Secrets.isIn(cells[1])).as(line).isEqualTo(cells[2].equals("refused"));
            } else if (cells[0].equals("text")) {
                assertThat(Secrets.hidden(cells[1])).as(line).isEqualTo(cells[2]);
            }
        }
    }
}
