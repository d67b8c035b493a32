package com.acme;

import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolStats;
import io.conecta.config.PoolDefinition;
import io.conecta.config.PoolProperties;
import io.conecta.config.Pools;
import io.conecta.config.TypedPoolBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Makes a pool of {@link Mailer} a bean of CDI, configured by properties {@code conecta.pools}; built when it is first
 * used.
 */
@Generated("io.conecta.processor.PoolProcessor")
@Dependent
public class MailersProducer implements PoolDefinition {
    private final BeanManager beans;

    /**
     * Called by the container.
     *
     * @param beans the container
     */
    @Inject
    public MailersProducer(BeanManager beans) {
        this.beans = beans;
    }

    @Produces
    @ApplicationScoped
    @Named("mail")
    Mailers produce() {
        return create("mail");
    }

    /**
     * Builds a further pool, to be closed, configured by properties {@code conecta.pools.<name>}; for a producer of
     * your own.
     *
     * @param name the pool's name
     * @return the pool
     */
    public Mailers create(String name) {
        PoolProperties.Reading<Mailer> reading = properties().read(new MailersProvider(), name, Map.of());
        TypedPoolBuilder<Mailer, Mailers> builder = MailersProvider.start(reading.newFunc()).settings(reading.settings());
        Bean<?> budget = this.beans.resolve(this.beans.getBeans(reading.settings().budget()));
        if (budget != null && budget.getTypes().contains(PoolBudget.class)) {
            builder.budget((PoolBudget) this.beans.getReference(
                    budget,
                    PoolBudget.class,
                    this.beans.createCreationalContext(budget)));
        }
        return builder.build();
    }

    void close(@Disposes Mailers pool) {
        Pools.drain(pool);
    }

    void check(@Observes Startup event, @Any Instance<PoolDefinition> all) {
        PoolProperties.check(properties(), this, all, name -> !beans.getBeans(name).isEmpty());
    }

    @Override
    public MailersProvider provider() {
        return new MailersProvider();
    }

    private static Bean<?> bean(BeanManager beans) {
        return beans.resolve(beans.getBeans(Mailers.class));
    }

    @Override
    public boolean isUsed() {
        Bean<?> bean = bean(beans);
        return bean != null && bean.getBeanClass() == MailersProducer.class;
    }

    @Override
    public void build() {
        Bean<?> bean = bean(beans);
        Mailers pool = (Mailers) beans.getReference(bean, Mailers.class, beans.createCreationalContext(bean));
        pool.settings();
    }

    @Override
    public List<String> mistakes() {
        return List.of();
    }

    private static PoolProperties properties() {
        Config config = ConfigProvider.getConfig();
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        for (ConfigSource source : config.getConfigSources()) {
            names.addAll(source.getPropertyNames());
        }
        return PoolProperties.of(names, name -> {
            ConfigValue value = config.getConfigValue(name);
            return new PoolProperties.Property(name, value.getValue(), value.getSourceName(), value.getSourceOrdinal());
        });
    }

    /** Tells the health of the pool: borrows, pings and builds nothing. A pool that is busy is up. */
    @Readiness
    @ApplicationScoped
    public static class MailersReadiness implements HealthCheck {
        @Inject
        BeanManager beans;

        /** Called by the container. */
        public MailersReadiness() {}

        @Override
        public HealthCheckResponse call() {
            Mailers pool = running();
            HealthCheckResponseBuilder response = HealthCheckResponse.named("pool mail");
            if (pool == null) {
                return response.up().withData("reason", "not built yet: nobody has used it").build();
            }
            PoolHealth health = pool.health();
            PoolStats stats = pool.stats();
            return response.status(health.isUp())
                    .withData("state", health.status().name().toLowerCase(Locale.ROOT))
                    .withData("reason", health.reason())
                    .withData("maxSize", stats.maxSize())
                    .withData("idle", stats.idle())
                    .withData("lent", stats.lent())
                    .withData("creating", stats.creating())
                    .withData("waiting", stats.waiting())
                    .build();
        }

        private Mailers running() {
            Bean<?> bean = bean(beans);
            try {
                return bean == null ? null : (Mailers) beans.getContext(bean.getScope()).get(bean);
            } catch (ContextNotActiveException elsewhere) {
                return null;
            }
        }
    }
}
