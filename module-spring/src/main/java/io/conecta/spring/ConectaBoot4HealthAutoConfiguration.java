package io.conecta.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

/** The health contributor {@code conecta} where Spring Boot 4's health is on the class path; one component a pool. */
@AutoConfiguration(after = ConectaAutoConfiguration.class)
@ConditionalOnClass({CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("conecta")
public class ConectaBoot4HealthAutoConfiguration {
    /** For Spring. */
    public ConectaBoot4HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "conectaHealthContributor")
    CompositeHealthContributor conectaHealthContributor(ListableBeanFactory beans, LivePools pools) {
        return new Boot4Health(new PoolBeans(beans, pools));
    }
}
