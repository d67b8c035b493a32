package io.conecta.spring;

import io.conecta.micrometer.ConectaMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes a bean of every generated pool on the class path. It is of the typed pool, called as the pool, configured by
 * {@code conecta.pools.<pool name>.<key>}, and does not wait for its backend unless {@code fail-fast} says so. A pool of that type that
 * the application declares itself takes its place.
 *
 * <p>The configuration of all pools is checked before the first is built. When the context closes, each pool closes after the beans that
 * use it, and waits up to {@code closeTimeout} for what is lent.
 */
@AutoConfiguration
public class ConectaAutoConfiguration {
    /** For Spring. */
    public ConectaAutoConfiguration() {}

    @Bean
    static PoolRegistrar conectaPoolRegistrar() {
        return new PoolRegistrar();
    }

    @Bean
    static LivePools conectaLivePools() {
        return new LivePools();
    }

    /** Meters, if Micrometer is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MeterBinder.class, ConectaMetrics.class})
    static class Metrics {
        @Bean
        PoolMeters conectaPoolMeters(LivePools pools) {
            PoolMeters meters = new PoolMeters();
            pools.watch(meters);
            return meters;
        }
    }

    /** Changes in place, if Spring Cloud tells of them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(EnvironmentChangeEvent.class)
    static class Refresh {
        @Bean
        ApplicationListener<EnvironmentChangeEvent> conectaEnvironmentChanges(LivePools pools) {
            return new EnvironmentChanges(pools);
        }
    }
}
