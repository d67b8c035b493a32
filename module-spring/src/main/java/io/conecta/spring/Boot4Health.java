package io.conecta.spring;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The pools as a health contributor of Spring Boot 4. */
final class Boot4Health implements CompositeHealthContributor {
    private final PoolBeans pools;

    Boot4Health(PoolBeans pools) {
        this.pools = pools;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return pools.names().contains(name) ? indicator(name) : null;
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return pools.names().stream().map(name -> new HealthContributors.Entry(name, indicator(name)));
    }

    private HealthContributor indicator(String name) {
        return (HealthIndicator) () -> {
            PoolCondition condition = pools.condition(name);
            String status = condition.status().name().toUpperCase(Locale.ROOT);
            return Health.status(status).withDetails(condition.details()).build();
        };
    }
}
