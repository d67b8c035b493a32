package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.conecta.Pool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ConfigurationTest {
    private static final String[] HOST = {"orders.host=127.0.0.1", "orders.port=1", "orders.initial-size=0"};

    private static Pool<?> orders(ConfigurableApplicationContext app) {
        return orders(app, "orders");
    }

    private static Pool<?> orders(ConfigurableApplicationContext app, String name) {
        return app.getBean(name, OrderSessionPool.class);
    }

    private static List<String> mistakes(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof InvalidPoolsException invalid) {
                return invalid.mistakes();
            }
        }
        throw new AssertionError("no InvalidPoolsException", thrown);
    }

    private static String[] and(String... more) {
        return java.util.stream.Stream.of(HOST, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxSize", "max-size", "max_size", "MAXSIZE", "MAX_SIZE"})
    void everySpellingInAPropertyAndInAVariable(String key) {
        try (var app = App.run(App.builder(), and("orders." + key + "=3"))) {
            assertThat(orders(app).settings().maxSize()).isEqualTo(3);
        }
    }

    @Test
    void variablesWinOverFilesWhateverTheirSpelling() {
        var builder = App.withVariables(
                App.builder().properties("conecta.pools.orders.max-size=2", "conecta.pools.orders.minIdle=1"),
                Map.of(
                        "CONECTA_POOLS_ORDERS_MAX_SIZE", "5",
                        "CONECTA_POOLS_ORDERS_BORROWTIMEOUT", "3s",
                        "CONECTA_POOLS_ORDERS_TAGS_0", "a",
                        "CONECTA_POOLS_ORDERS_TAGS_1", "b"));
        try (var app = App.run(builder, HOST)) {
            assertThat(orders(app).settings().maxSize()).isEqualTo(5);
            assertThat(orders(app).settings().minIdle()).isEqualTo(1);
            assertThat(orders(app).settings().borrowTimeout()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void aVariableIsAboutThePoolThatHasItsKey() {
        var builder = App.withVariables(
                App.builder(),
                Map.of(
                        "CONECTA_POOLS_ORDERS_EU_MAX_SIZE", "5",
                        "CONECTA_POOLS_ORDERSEU_MINIDLE", "2",
                        "CONECTA_POOLS_ORDERS_MAX_SIZE", "6"));
        try (var app = App.run(
                builder,
                and("--conecta.pools[orders.eu].type=OrderSession", "--conecta.pools[orders.eu].host=127.0.0.1"))) {
            assertThat(orders(app, "orders").settings().maxSize()).isEqualTo(6);
            assertThat(orders(app, "orders.eu").settings().maxSize()).isEqualTo(5);
            assertThat(orders(app, "orders.eu").settings().minIdle()).isEqualTo(2);
        }
    }

    @Test
    void listsAndPlaceholders() throws Exception {
        try (EchoServer server = new EchoServer();
                var app = App.run(
                        App.builder(),
                        "orders.host=${the.host}",
                        "--the.host=127.0.0.1",
                        "orders.port=" + server.port(),
                        "orders.tags[0]=a",
                        "orders.tags[1]=${the.host}")) {
            List<String> tags =
                    app.getBean(OrderSessionPool.class).<List<String>, RuntimeException>call(session -> session.tags);
            assertThat(tags).containsExactly("a", "127.0.0.1");
        }
    }

    @Test
    void namesThatAreNotForThePoolAreRefused() {
        Throwable thrown = catchThrowable(() -> App.run(
                App.builder(),
                and("orders.name=others", "orders.enabled=perhaps", "audit.enabled=true", "audit.sink=x")));
        assertThat(mistakes(thrown))
                .extracting(mistake -> mistake.replaceAll(" \\(\"conecta.*", ""))
                .containsExactlyInAnyOrder(
                        "conecta.pools.orders.enabled must be true or false, was \"perhaps\"; the default is true",
                        "conecta.pools.orders.name: the pool is called orders, as its configuration is; leave this out, or name it"
                                + " by @Pooled(name = …)",
                        "conecta.pools.audit.sink must name a bean of type io.conecta.spring.AuditLog$Sink, and there is none of that"
                                + " name; there are []");
    }

    @Configuration(proxyBeanMethods = false)
    static class Never {
        @Bean
        String never() {
            throw new AssertionError("a bean was made before the configuration was checked");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allMistakesOfAllPoolsAtOnceBeforeAnyBeanIsMade(boolean lazy) {
        var builder = App.withVariables(
                App.builder(Never.class).lazyInitialization(lazy),
                Map.of("CONECTA_POOLS_ORDERS_MIN_IDEL", "hunter1", "CONECTA_POOLS_ORDERS_MAX_USES", "many"));
        Throwable thrown = catchThrowable(() -> App.run(
                builder,
                "orders.port=x",
                "orders.colour=hunter2",
                "orders.max-size=3",
                "orders.maxSize=4",
                "orders.password=${round}hunter3",
                "--round=${and.round}",
                "--and.round=${round}",
                "archive.type=OrderSession",
                "archive.password=hunter4",
                "archive.max-livetime=1",
                "other.type=Nothing"));
        assertThat(mistakes(thrown))
                .extracting(mistake -> mistake.replaceAll("there are name, .*? \\(", "there are … ("))
                .containsExactlyInAnyOrder(
                        "conecta.pools.other.type must be a class with a generated pool; there are"
                                + " io.conecta.spring.AuditLogPool, io.conecta.spring.OrderSessionPool"
                                + " (\"conecta.pools.other.type\" from property source \"commandLineArgs\")",
                        "conecta.pools.orders.password: has a placeholder, ${…}, that leads round in a circle or is not closed;"
                                + " write what is meant"
                                + " (\"conecta.pools.orders.password\" from property source \"commandLineArgs\")",
                        "CONECTA_POOLS_ORDERS_MAX_USES must be a whole number or none, was \"many\"; the default is none"
                                + " (\"CONECTA_POOLS_ORDERS_MAX_USES\" from property source \"test-systemEnvironment\")",
                        "conecta.pools.orders.host: is missing; add conecta.pools.orders.host=…",
                        "conecta.pools.orders.port must be a whole number (int), was \"x\""
                                + " (\"conecta.pools.orders.port\" from property source \"commandLineArgs\")",
                        "CONECTA_POOLS_ORDERS_MIN_IDEL: no such key; did you mean conecta.pools.orders.min-idle?"
                                + " (\"CONECTA_POOLS_ORDERS_MIN_IDEL\" from property source \"test-systemEnvironment\")",
                        "conecta.pools.orders.colour: no such key; there are … (\"conecta.pools.orders.colour\" from property source \"commandLineArgs\")",
                        "conecta.pools.orders.max-size and conecta.pools.orders.maxSize: are one key in several spellings; keep"
                                + " one of them (\"conecta.pools.orders.max-size\" from property source \"commandLineArgs\";"
                                + " \"conecta.pools.orders.maxSize\" from property source \"commandLineArgs\")",
                        "conecta.pools.archive.host: is missing; add conecta.pools.archive.host=…",
                        "conecta.pools.archive.max-livetime: no such key; did you mean conecta.pools.archive.max-lifetime?"
                                + " (\"conecta.pools.archive.max-livetime\" from property source \"commandLineArgs\")");
        assertThat(thrown).hasStackTraceContaining("InvalidPoolsException");
        assertThat(thrown.toString() + thrown.getCause()).doesNotContain("hunter");
    }

    @Test
    void mistakesArePrintedWithFileAndLineAndUnknownPoolsAreWarnedOf() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> App.run(App.builder().properties("spring.config.location=classpath:/wrong.yml")));
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "conecta.pools.orders.max-size must be a whole number or none, was \"lots\"; the default is 10, and none is"
                                + " no limit (class path resource [wrong.yml] - 5:17)")
                .contains("conecta.pools.ordres: there is no pool of that name; did you mean conecta.pools.orders?")
                .doesNotContain("hunter");
    }
}
