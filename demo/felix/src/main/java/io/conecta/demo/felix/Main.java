package io.conecta.demo.felix;

import static io.conecta.demo.felix.Teller.require;
import static io.conecta.demo.felix.Teller.say;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The demo in OSGi: a pool is a service, another bundle uses it, its configuration changes under it, and its bundle goes.
 *
 * <p>Exit status: 0 if all of that happened, 1 with the reason if it did not.
 */
public final class Main {
    private static final String POOL = "io.conecta.demo.TcpClientPool";
    private static final String DEMO_BUNDLE = "io.conecta.demo";

    private Main() {}

    /**
     * Runs the demo.
     *
     * @param args the folder of the bundles
     */
    public static void main(String[] args) {
        Teller.tell(args, 1, () -> {
            try (EchoServer server = EchoServer.start(0, Transcript.silent());
                    Container container = Container.start(Path.of(args[0]))) {
                tell(container, server);
            }
        });
    }

    private static void tell(Container container, EchoServer server) throws Exception {
        say("started " + container.name() + " with " + String.join(", ", container.running()));

        say("configuring " + POOL + " with port=" + server.port() + ", maxSize=2");
        container.configure(POOL, Map.of("host", "127.0.0.1", "port", server.port(), "maxSize", 2));
        ServiceReference<?> pool = container.await(POOL);
        say("service " + String.join(", ", (String[]) pool.getProperty("objectClass")) + " with pool.name="
                + pool.getProperty("pool.name") + ", pool.type=" + pool.getProperty("pool.type"));

        @SuppressWarnings("unchecked")
        Function<String, Boolean> courier = container.service(Function.class);
        @SuppressWarnings("unchecked")
        Supplier<String> report = container.service(Supplier.class);
        say("the consumer bundle has got the pool injected, and sends a message through it");
        require(courier.apply("hello from a bundle"), "the message did not come back");
        say(report.get());
        say("connections at the server: " + server.openConnections());
        require(server.openConnections() == 1, "there should be one connection");

        say("changing the configuration to maxSize=8");
        container.configure(POOL, Map.of("host", "127.0.0.1", "port", server.port(), "maxSize", 8));
        Container.await("maxSize=8", () -> report.get().contains("maxSize=8"));
        require(pool.equals(container.find(POOL)), "the service should have stayed");
        say("the same service goes on: " + report.get());

        say("stopping the bundle " + DEMO_BUNDLE);
        Bundle bundle = container.bundle(DEMO_BUNDLE);
        bundle.stop();
        require(container.find(POOL) == null, "the service should be gone");
        Container.await("every connection closed", () -> server.openConnections() == 0);
        say("the service is gone; connections at the server: " + server.openConnections());
    }
}
