package io.conecta.opentelemetry;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the instruments have: an SDK that collects, threads, and short ways to the figures. */
abstract class WithTelemetry {
    static final Duration LONG = Duration.ofSeconds(20);
    static final String DB = "db.client.connection.";
    static final AttributeKey<String> NAME = AttributeKey.stringKey("db.client.connection.pool.name");
    static final AttributeKey<String> STATE = AttributeKey.stringKey("db.client.connection.state");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    final Collected collected = new Collected();
    final ConectaTelemetry telemetry = ConectaTelemetry.create(collected.sdk);
    final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
        collected.close();
    }

    static PoolBuilder<StringBuilder> builder(String name) {
        return Pool.<StringBuilder>builder(StringBuilder::new).name(name);
    }

    static Attributes named(String name) {
        return Attributes.of(NAME, name);
    }

    long figure(String name, Attributes attributes) {
        return collected.figure(DB + name, attributes).orElse(-1L);
    }

    long count(String pool, String state) {
        return figure("count", Attributes.of(NAME, pool, STATE, state));
    }
}
