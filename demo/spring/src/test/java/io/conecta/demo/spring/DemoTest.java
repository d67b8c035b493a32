package io.conecta.demo.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final Path SOURCES = Path.of("src/main");

    @Test
    void theStory() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            DemoApplication.main(new String[] {"--conecta.pools.echo.max-size=2"});
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                .contains("GET /greeting                -> hello from a pooled client")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("GET /actuator/health/conecta -> ")
                        .contains("\"echo\":{", "\"status\":\"UP\"", "\"maxSize\":2"));
    }

    /** What the page shows is what runs here. */
    @Test
    void thePageShowsThisApplication() throws IOException {
        String page = Files.readString(Path.of("../../docs/spring.md")).replaceAll("(?m)^ +", "");
        for (String shown : new String[] {"EchoClient", "Greeter"}) {
            String source = Files.readString(SOURCES.resolve("java/io/conecta/demo/spring/" + shown + ".java"));
            String body = source.substring(source.lastIndexOf("\n@", source.indexOf("class " + shown)) + 1);
            assertThat(page).contains(body.strip().replaceAll("(?m)^ +", ""));
        }
        String yaml = Files.readString(SOURCES.resolve("resources/application.yml"));
        assertThat(page).contains(yaml.substring(0, yaml.indexOf("\n\n")).replaceAll("(?m)^ +", ""));
    }
}
