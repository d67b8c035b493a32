package io.conecta.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what it writes, what it says, how it exits. */
class MainTest {
    @TempDir
    static Path folder;

    private static Path recording;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void record() throws Exception {
        recording = Recordings.of(folder.resolve("calm.jfr"), () -> Recordings.calm("calm"));
    }

    private int run(Object... args) {
        return Main.run(
                Arrays.stream(args).map(Object::toString).toList(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesThePageAndSaysWhatItShows() throws Exception {
        Path page = folder.resolve("page.html");

        assertThat(run("page", recording, page)).isZero();

        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("<h2><bdi>calm</bdi></h2>");
        assertThat(out()).startsWith(page + ": pools: 1, outages: 0, leaks: 0");
        assertThat(err()).isEmpty();
    }

    @Test
    void showsTimesInTheZoneThatIsAskedFor() throws Exception {
        Path page = folder.resolve("tokyo.html");

        assertThat(run("page", "--zone", "Asia/Tokyo", recording, page)).isZero();

        assertThat(Files.readString(page)).contains("Times are in Asia/Tokyo.");
    }

    @ParameterizedTest
    @CsvSource({"-h", "--help"})
    void helps(String option) {
        assertThat(run(option)).isZero();
        assertThat(out()).contains("usage: java -jar conecta-tools.jar page RECORDING PAGE", "JFR.dump", "exit status");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | say what to do: page",
                "graph         | no such command: \"graph\"; there is: page",
                "page          | page takes two files, a recording and a page to write, got []",
                "page a        | page takes two files, a recording and a page to write, got [a]",
                "page a b c    | page takes two files, a recording and a page to write, got [a, b, c]",
                "page a b --zone      | --zone takes a zone, such as UTC or Europe/Berlin",
                "page a b --zone Moon | --zone: no such zone: \"Moon\"; write one such as UTC, +02:00 or Europe/Berlin",
            })
    void refusesAWrongCommandAndShowsTheUsage(String command, String message) {
        List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" "));

        assertThat(run(words.toArray())).isEqualTo(2);

        assertThat(err())
                .startsWith("conecta-tools: " + message + System.lineSeparator())
                .contains("usage: ");
        assertThat(out()).isEmpty();
    }

    @Test
    void saysWhichFileIsMissing() {
        Path missing = folder.resolve("missing.jfr");

        assertThat(run("page", missing, folder.resolve("never.html"))).isEqualTo(1);

        assertThat(err())
                .startsWith("conecta-tools: " + missing + " does not exist; ")
                .contains("JFR.dump");
        assertThat(folder.resolve("never.html")).doesNotExist();
    }

    @Test
    void saysThatAFolderIsNoRecording() {
        assertThat(run("page", folder, folder.resolve("never.html"))).isEqualTo(1);

        assertThat(err()).startsWith("conecta-tools: " + folder + " is not a file; ");
    }

    @Test
    void neverReplacesTheRecording() throws Exception {
        long size = Files.size(recording);

        assertThat(run("page", recording, recording)).isEqualTo(1);

        assertThat(err()).contains("would replace the recording " + recording, "name another file");
        assertThat(recording).hasSize(size);
    }

    @Test
    void saysThatTheFolderOfThePageIsMissing() {
        Path page = folder.resolve("no").resolve("page.html");

        assertThat(run("page", recording, page)).isEqualTo(1);

        assertThat(err()).startsWith("conecta-tools: cannot write " + page + ": make its folder first");
    }

    @Test
    void ofADamagedRecordingItWritesTheBeginningAndExitsWithOne() throws Exception {
        byte[] whole = Files.readAllBytes(recording);
        byte[] more = Arrays.copyOf(whole, whole.length + whole.length / 2);
        System.arraycopy(whole, 0, more, whole.length, whole.length / 2);
        Path damaged = Files.write(folder.resolve("damaged.jfr"), more);
        Path page = folder.resolve("damaged.html");

        assertThat(run("page", damaged, page)).isEqualTo(1);

        assertThat(page).exists();
        assertThat(err()).contains("the page shows only the beginning: " + damaged, "copy it again");
    }
}
