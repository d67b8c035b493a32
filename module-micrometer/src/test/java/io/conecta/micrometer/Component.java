package io.conecta.micrometer;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolSettings;
import io.conecta.config.ConfiguredPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool that is a service: there before it is built. */
final class Component extends ConfiguredPool<StringBuilder> {
    Component(AtomicInteger created, Map<String, ?> properties) {
        super(new Provider(created), properties);
    }

    private record Provider(AtomicInteger created) implements PoolProvider<StringBuilder> {
        @Override
        public Class<StringBuilder> type() {
            return StringBuilder.class;
        }

        @Override
        public Class<Component> poolType() {
            return Component.class;
        }

        @Override
        public PoolSettings settings() {
            return PoolSettings.defaults().withName("component");
        }

        @Override
        public NewFunc<StringBuilder> newFunc(PoolConfiguration configuration) {
            configuration.check();
            return () -> {
                created.incrementAndGet();
                return new StringBuilder();
            };
        }

        @Override
        public PoolBuilder<StringBuilder> builder(NewFunc<? extends StringBuilder> newFunc) {
            return Pool.<StringBuilder>builder(newFunc).settings(settings());
        }
    }
}
