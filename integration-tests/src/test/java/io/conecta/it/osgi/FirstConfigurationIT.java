package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.demo.felix.Container;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.ServiceReference;

/**
 * A first configuration that is wrong: the pool is a service that lends nothing and says why, and is fixed in place, so that consumers
 * live through it; run on Felix and on Equinox.
 */
class FirstConfigurationIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @RegisterExtension
    final LogWatch log = new LogWatch();

    private Container container;

    /** What is wrong, by key, and what is said of it. */
    private record Mistake(Map<String, ?> entries, String said) {}

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(Map.of("port", "abc"), "port must be a whole number (int), was \"abc\""),
                new Mistake(Map.of("maxSzie", 5), "maxSzie: no such key; did you mean maxSize?"),
                new Mistake(Map.of("maxSize", 0), "maxSize must be >= 1, was 0"),
                new Mistake(Map.of("maxSize", 2, "minIdle", 3), "minIdle must be <= maxSize, was minIdle=3"),
                new Mistake(Map.of("maxSize", 2, "initialSize", 3), "initialSize must be <= maxSize"),
                new Mistake(Map.of("reclaimLeaked", true), "reclaimLeaked=true needs a leakThreshold"),
                new Mistake(Map.of("scanInterval", "soon"), "scanInterval must be a duration"),
                new Mistake(Map.of("pool.name", " "), "name must not be blank"),
                new Mistake(Map.of("pool.name", List.of("a", "b")), "name must be a single value, was [a, b]"),
                new Mistake(Map.of("name", "orders"), "write pool.name=orders"),
                new Mistake(Map.of("port", List.of()), "port must be a whole number (int), was \"[]\""));
    }

    @BeforeEach
    void start() {
        container = fixture.container();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aServiceLendsNothingAndSaysWhyUntilItIsFixedInPlace(Mistake mistake) throws Exception {
        Map<String, Object> wrong = new HashMap<>(fixture.configuration(Map.of()));
        wrong.putAll(mistake.entries());
        container.configure(PID, wrong);
        ServiceReference<?> reference = container.await(PID);
        Object pool = container.service(reference);
        Function<String, Boolean> consumer = fixture.courier();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> consumer.apply("hello"))
                    .satisfies(refusal ->
                            assertThat(refusal.getClass().getName()).isEqualTo("io.conecta.PoolUnavailableException"))
                    .hasMessageContaining("lends nothing: the configuration " + PID + " was refused")
                    .hasMessageContaining(mistake.said());
        }
        assertThat(Shell.type(container, "conecta:pools")).contains("configuration: ", mistake.said());
        assertThat(log.lines())
                .as("one mistake, one record")
                .singleElement()
                .asString()
                .startsWith(PID + ": configuration refused, the pool lends nothing until it is fixed: ")
                .contains(mistake.said());

        container.configure(PID, fixture.configuration(Map.of("maxSize", 3)));

        Container.await("a message", () -> sent(consumer));
        assertThat(container.find(PID)).isEqualTo(reference);
        assertThat(container.service(reference)).isSameAs(pool);
        assertThat(fixture.courier()).as("the consumer has lived through it").isSameAs(consumer);
        assertThat(new ServiceView(pool).get("settings", "maxSize")).isEqualTo(3);
        assertThat(Shell.type(container, "conecta:pools")).doesNotContain(mistake.said());
        Container.await("the acceptance", () -> log.lines().size() > 1); // It may be told after the pool lends.
        assertThat(log.lines())
                .hasSize(2)
                .last()
                .asString()
                .endsWith("configuration accepted, what was wrong is fixed");
    }

    @Test
    void aConfigurationThatIsChangedFromWrongToWrongToRightEndsRight() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", 0)));
        Object pool = container.service(container.await(PID));
        for (int round = 0; round < 20; round++) {
            container.configure(PID, fixture.configuration(Map.of("maxSize", -round)));
            container.configure(PID, fixture.configuration(Map.of("maxSize", round + 1)));
            container.configure(PID, fixture.configuration(Map.of("maxSize", "x" + round)));
        }
        Delivery.await(container);
        container.configure(PID, fixture.configuration(Map.of("maxSize", 77)));

        Container.await(
                "maxSize=77", () -> Integer.valueOf(77).equals(new ServiceView(pool).get("settings", "maxSize")));
        Container.await(
                "no mistake left", () -> !Shell.type(container, "conecta:pools").contains("configuration: "));
        assertThat(fixture.courier().apply("hello")).isTrue();
        assertThat(container.findAll(PID, null)).hasSize(1);
    }

    @Test
    void oneWrongFactoryConfigurationIsNamedAndLeavesTheOthersAlone() throws Exception {
        container.configureFactory(PID, "red", fixture.configuration(Map.of("pool.name", "red", "port", "abc")));
        container.configureFactory(PID, "blue", fixture.configuration(Map.of("pool.name", "blue")));
        Container.await("two pools", () -> container.findAll(PID, null).length == 2);

        Object red = container.service(container.findAll(PID, "(pool.name=red)")[0]);
        Object blue = container.service(container.findAll(PID, "(pool.name=blue)")[0]);

        assertThatThrownBy(() -> ServiceView.call(red, "getOrCreate"))
                .hasMessageContaining("pool \"red\" lends nothing: the configuration " + PID + "~red was refused");
        ServiceView.call(blue, "put", ServiceView.call(blue, "getOrCreate"));
        assertThat(log.lines()).singleElement().asString().startsWith(PID + "~red: configuration refused");
    }

    @Test
    void withFailFastAndTheServerDownThePoolIsThereAndServesOnceItIsUp() throws Exception {
        int port = fixture.server().port();
        fixture.server().close();
        container.configure(
                PID,
                Map.of("host", "127.0.0.1", "port", port, "failFast", true, "initialSize", 1, "borrowTimeout", "1s"));
        ServiceReference<?> reference = container.await(PID);
        Function<String, Boolean> consumer = fixture.courier();

        assertThatThrownBy(() -> consumer.apply("hello"))
                .satisfies(refusal -> assertThat(refusal.getClass().getName()).startsWith("io.conecta.Pool"))
                .hasMessageContaining("no server at");
        Container.await(
                "the table says so",
                () -> Shell.type(container, "conecta:pools")
                        .contains("java.io.IOException: no server at 127.0.0.1:" + port));

        try (EchoServer back = EchoServer.start(port, Transcript.silent())) {
            Container.await("a message", () -> sent(consumer));
            assertThat(container.find(PID)).isEqualTo(reference);
            assertThat(Shell.type(container, "conecta:pools")).doesNotContain("no server at");
            container.bundle("io.conecta.demo").stop();
            Container.await("every connection closed", () -> back.openConnections() == 0);
        }
    }

    @Test
    void withFailFastAndAWrongPortTheNextConfigurationFixesItInPlace() throws Exception {
        container.configure(PID, Map.of("host", "127.0.0.1", "port", 1, "failFast", true, "initialSize", 1));
        ServiceReference<?> reference = container.await(PID);
        Function<String, Boolean> consumer = fixture.courier();
        assertThatThrownBy(() -> consumer.apply("hello")).hasMessageContaining("no server at");

        container.configure(PID, fixture.configuration(Map.of("failFast", true, "initialSize", 1)));

        Container.await("a message", () -> sent(consumer));
        assertThat(container.find(PID)).isEqualTo(reference);
        assertThat(fixture.courier()).isSameAs(consumer);
    }

    private static boolean sent(Function<String, Boolean> consumer) {
        try {
            return consumer.apply("hello");
        } catch (RuntimeException refused) {
            return false;
        }
    }
}
