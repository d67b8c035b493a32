package io.conecta.demo.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The application as it is packaged, each time in a process of its own. */
class DemoIT {
    private static final Path SOURCES = Path.of("src/main");

    private record Run(int status, String printed) {
        String line(String start) {
            return printed.lines()
                    .filter(line -> line.startsWith(start))
                    .reduce((one, other) -> other)
                    .orElse("");
        }
    }

    private static Run run(Map<String, String> variables, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed);
    }

    @Test
    void theStory() throws Exception {
        Run run = run(Map.of("CONECTA_POOLS_ECHO_MAX_SIZE", "2"));
        assertThat(run.status()).as(run.printed()).isZero();
        assertThat(run.printed().lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("GET /q/health/ready -> ")
                        .contains("\"status\": \"UP\"", "not built yet"))
                .contains("GET /greeting       -> hello from a pooled client");
        assertThat(run.line("GET /q/health/ready -> "))
                .contains("\"name\": \"pool echo\"", "\"state\": \"up\"", "\"maxSize\": 2,");
        assertThat(run.printed()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void aServerThatIsDownKeepsTheApplicationUp() throws Exception {
        Run run = run(Map.of(), "-Decho.port=1");
        assertThat(run.status()).as(run.printed()).isZero();
        assertThat(run.line("GET /q/health/ready -> ")).contains("\"status\": \"DOWN\"", "\"state\": \"down\"");
    }

    @Test
    void whatIsWrongIsToldAtOnceAtTheStart() throws Exception {
        Run run = run(
                Map.of("CONECTA_POOLS_ECHO_MIN_IDLE", "few"),
                "-Decho.port=1",
                "-Dconecta.pools.echo.max-size=lots",
                "-Dconecta.pools.echo.max-usse=1",
                "-Dconecta.pools.ecoh.max-size=1");
        assertThat(run.status()).isNotZero();
        assertThat(run.printed())
                .contains("3 mistakes:")
                .contains("conecta.pools.echo.max-size must be a whole number or none, was \"lots\"; the default is 10")
                .contains(
                        "conecta.pools.echo.max-usse: no such key; did you mean conecta.pools.echo.max-uses? (SysProp")
                .contains("CONECTA_POOLS_ECHO_MIN_IDLE must be a whole number, was \"few\"")
                .contains("conecta.pools.ecoh; did you mean conecta.pools.echo?")
                .doesNotContain("GET /");
    }

    /** What the page shows is what runs here. */
    @Test
    void thePageShowsThisApplication() throws IOException {
        String page = Files.readString(Path.of("../../docs/cdi.md")).replaceAll("(?m)^ +", "");
        for (String shown : new String[] {"EchoClient", "Greeter"}) {
            String source = Files.readString(SOURCES.resolve("java/io/conecta/demo/quarkus/" + shown + ".java"));
            String body = source.substring(source.lastIndexOf("\n@", source.indexOf("class " + shown)) + 1);
            assertThat(page).contains(body.strip().replaceAll("(?m)^ +", ""));
        }
        String properties = Files.readString(SOURCES.resolve("resources/application.properties"));
        assertThat(page).contains(properties.substring(0, properties.indexOf("\n\n")));
    }
}
