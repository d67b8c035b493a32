package io.conecta.processor;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolSettings;
import io.conecta.config.ConfiguredPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the components have: a provider, a component of it, and what is logged. */
abstract class WithComponent {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final List<String> log = new ArrayList<>();
    final Logger logger = Logger.getLogger("io.conecta");
    final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    /** A pooled object that knows the configuration it was made from. */
    record Thing(
            String host,
            List<String> tags,
            Object clock,
            @Nullable Object journal) {}

    interface ThingPool extends Pool<Thing> {}

    static final class Provider implements PoolProvider<Thing> {
        @Nullable
        Throwable failure;

        @Override
        public Class<Thing> type() {
            return Thing.class;
        }

        @Override
        public Class<ThingPool> poolType() {
            return ThingPool.class;
        }

        @Override
        public PoolSettings settings() {
            return PoolSettings.defaults().withName("Thing").withInitialSize(0);
        }

        @Override
        public NewFunc<Thing> newFunc(PoolConfiguration configuration) {
            String host = configuration.required("host").text();
            List<String> tags = configuration.withDefault("tags", "").texts();
            Object clock = configuration.required("clock").object(Object.class);
            Object journal = configuration.optional("journal").object(Object.class);
            configuration.check();
            if (failure instanceof RuntimeException odd) {
                throw odd;
            }
            if (failure instanceof Error odd) {
                throw odd;
            }
            return () -> {
                if (host.equals("down")) {
                    throw new IllegalStateException("down");
                }
                return new Thing(host, tags, clock, journal);
            };
        }

        @Override
        public PoolBuilder<Thing> builder(NewFunc<? extends Thing> newFunc) {
            return Pool.<Thing>builder(newFunc).settings(settings());
        }
    }

    static final class Component extends ConfiguredPool<Thing> implements ThingPool {
        Component(Map<String, ?> properties) {
            super(new Provider(), properties, named("clock", "clock"));
        }

        Component(Provider provider, Map<String, ?> properties) {
            super(provider, properties, named("clock", "clock"));
        }

        static Component active(Map<String, ?> properties) {
            Component component = new Component(properties);
            component.activate();
            return component;
        }

        void journalBound(Object journal) {
            bind("journal", journal);
        }

        void journalUnbound(Object journal) {
            unbind("journal", journal);
        }
    }

    static Map<String, Object> properties(Object... pairs) {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "x", "region", "eu"));
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], pairs[i + 1]);
        }
        return properties;
    }
}
