package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Listeners as services: they hear the pools they ask for, from when they come to when they go; on Felix and on Equinox. */
class WhiteboardIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private Container container;

    @BeforeEach
    void start() throws Exception {
        container = fixture.container();
        container.configure(PID, fixture.configuration(Map.of("scanInterval", "50ms")));
        container.await(PID);
    }

    @Test
    void aListenerServiceHearsEveryPoolUntilItGoes() throws Exception {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        ServiceRegistration<?> listener = listen(heard, Map.of());

        assertThat(fixture.courier().apply("hello")).isTrue();

        Container.await("a ping", () -> heard.contains("onPingSuccess"));
        assertThat(heard).startsWith("onCreate");
        listener.unregister();
        heard.clear();
        container.bundle("io.conecta.demo").stop();
        Container.await("the end", () -> fixture.server().openConnections() == 0);
        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerSelectsPoolsByNameAndType() throws Exception {
        Queue<String> mine = new ConcurrentLinkedQueue<>();
        Queue<String> other = new ConcurrentLinkedQueue<>();
        listen(other, Map.of("pool.name", "another"));
        listen(other, Map.of("pool.type", new String[] {"com.acme.Session", "com.acme.Other"}));
        listen(mine, Map.of("pool.name", new String[] {"another", "TcpClient"}));

        assertThat(fixture.courier().apply("hello")).isTrue();

        Container.await("a ping", () -> mine.contains("onPingSuccess"));
        assertThat(other).isEmpty();
    }

    @Test
    void aPoolSelectsListenersByAFilterInItsConfiguration() throws Exception {
        Queue<String> loud = new ConcurrentLinkedQueue<>();
        Queue<String> quiet = new ConcurrentLinkedQueue<>();
        listen(quiet, Map.of("volume", 1));
        container.configure(
                PID, fixture.configuration(Map.of("scanInterval", "50ms", "pool.listeners.target", "(volume>=5)")));
        listen(loud, Map.of("volume", 9));
        Container.await("the filter to be in force", () -> {
            quiet.clear();
            return fixture.courier().apply("hello") && loud.contains("onPingSuccess");
        });

        quiet.clear();
        loud.clear();
        Container.await("another ping", () -> loud.contains("onPingSuccess"));
        assertThat(quiet).isEmpty();
    }

    @Test
    void aListenerThatThrowsKeepsNothingFromTheOthers() throws Exception {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        register(Map.of("service.ranking", 10), event -> {
            throw new IllegalStateException("a listener that throws, on purpose");
        });
        listen(heard, Map.of());

        assertThat(fixture.courier().apply("hello")).isTrue();

        Container.await("a ping", () -> heard.contains("onPingSuccess"));
    }

    private ServiceRegistration<?> listen(Queue<String> heard, Map<String, ?> properties) throws Exception {
        return register(properties, heard::add);
    }

    private ServiceRegistration<?> register(Map<String, ?> properties, Consumer<String> hears) throws Exception {
        Bundle core = container.bundle("io.conecta.core");
        Class<?> type = core.loadClass("io.conecta.PoolListener");
        Object listener =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "equals" -> proxy == args[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> "a listener";
                        case "forPool" -> proxy;
                        default -> {
                            hears.accept(method.getName());
                            yield null;
                        }
                    };
                });
        return core.getBundleContext()
                .registerService(type.getName(), listener, FrameworkUtil.asDictionary(Map.copyOf(properties)));
    }
}
