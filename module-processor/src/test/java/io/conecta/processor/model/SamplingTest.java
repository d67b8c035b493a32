package io.conecta.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SamplingTest {
    @Test
    void readsWhatTheRuntimeReads() throws IOException {
        for (String line : Files.readAllLines(Path.of("../module-core/src/test/resources/samplings.tsv"))) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            String expected = cells[1].equals("wrong") ? null : cells[1];
            assertThat(Sampling.normal(cells[0])).as("\"%s\"", cells[0]).isEqualTo(expected);
        }
    }
}
