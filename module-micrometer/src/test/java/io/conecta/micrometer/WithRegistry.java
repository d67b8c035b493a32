package io.conecta.micrometer;

import static java.util.stream.Collectors.toCollection;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the meters have: a registry, threads, and short ways to its meters. */
abstract class WithRegistry {
    static final Duration LONG = Duration.ofSeconds(20);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    static PoolBuilder<StringBuilder> builder(String name) {
        return Pool.<StringBuilder>builder(StringBuilder::new).name(name);
    }

    double gauge(String name) {
        return registry.get("conecta.pool." + name).gauge().value();
    }

    double counter(String name) {
        return registry.get("conecta.pool." + name).functionCounter().count();
    }

    Timer timer(String name, String... tags) {
        return registry.get("conecta.pool." + name).tags(tags).timer();
    }

    static List<String> names(MeterRegistry registry) {
        return List.copyOf(registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(toCollection(TreeSet::new)));
    }
}
