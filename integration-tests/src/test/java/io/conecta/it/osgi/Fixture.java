package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A container and an echo server for each test; afterwards nothing of the pools may be left. */
final class Fixture implements BeforeEachCallback, AfterEachCallback {
    private EchoServer server;
    private Container container;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        server = EchoServer.start(0, Transcript.silent());
        container = Container.start(Built.bundles());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        container.close();
        Container.await("every connection closed", () -> server.openConnections() == 0);
        server.close();
        await().atMost(Container.PATIENCE)
                .untilAsserted(() -> assertThat(threads())
                        .as("threads that pools have left running")
                        .isEmpty());
    }

    EchoServer server() {
        return server;
    }

    Container container() {
        return container;
    }

    /** {@return a configuration that leads to the server} */
    Map<String, Object> configuration(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(Map.of("host", "127.0.0.1", "port", server.port()));
        values.putAll(more);
        return values;
    }

    /** {@return the consumer bundle's service, which sends messages through the pool} */
    @SuppressWarnings("unchecked")
    Function<String, Boolean> courier() throws Exception {
        return container.service(Function.class);
    }

    /** {@return the threads of pools with what they do} */
    private static Map<String, String> threads() {
        Map<String, String> found = new TreeMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getName().startsWith("conecta")) {
                found.put(thread.getName(), thread.getState() + " " + List.of(stack));
            }
        });
        return found;
    }
}
