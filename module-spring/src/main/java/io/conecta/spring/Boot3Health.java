package io.conecta.spring;

import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

/** The pools as a health contributor of Spring Boot 3. */
final class Boot3Health implements CompositeHealthContributor {
    private final PoolBeans pools;

    Boot3Health(PoolBeans pools) {
        this.pools = pools;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return pools.names().contains(name) ? indicator(name) : null;
    }

    @Override
    public Iterator<NamedContributor<HealthContributor>> iterator() {
        return pools.names().stream()
                .map(name -> NamedContributor.of(name, indicator(name)))
                .iterator();
    }

    private HealthContributor indicator(String name) {
        return (HealthIndicator) () -> {
            PoolCondition condition = pools.condition(name);
            String status = condition.status().name().toUpperCase(Locale.ROOT);
            return Health.status(status).withDetails(condition.details()).build();
        };
    }
}
