package io.conecta.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health contributor {@code conecta} where Spring Boot 3's health is on the class path; one component a pool. */
@AutoConfiguration(after = ConectaAutoConfiguration.class)
@ConditionalOnClass({CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("conecta")
public class ConectaBoot3HealthAutoConfiguration {
    /** For Spring. */
    public ConectaBoot3HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "conectaHealthContributor")
    CompositeHealthContributor conectaHealthContributor(ListableBeanFactory beans, LivePools pools) {
        return new Boot3Health(new PoolBeans(beans, pools));
    }
}
