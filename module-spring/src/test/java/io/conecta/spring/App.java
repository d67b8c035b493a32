package io.conecta.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** An application with the starter on its class path. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class App {
    static SpringApplicationBuilder builder(Class<?>... more) {
        return new SpringApplicationBuilder(
                        Stream.concat(Stream.of(App.class), Stream.of(more)).toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off", "conecta.pools.audit.enabled=false");
    }

    /** Adds variables to what the application takes for its environment's. */
    static SpringApplicationBuilder withVariables(SpringApplicationBuilder builder, Map<String, ?> variables) {
        return builder.initializers(context -> context.getEnvironment()
                .getPropertySources()
                .addBefore(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource("test-systemEnvironment", new LinkedHashMap<>(variables))));
    }

    /** Starts an application; properties are such as {@code orders.max-size=3}. */
    static ConfigurableApplicationContext run(SpringApplicationBuilder builder, String... pools) {
        return builder.run(args(pools));
    }

    static String[] args(String... pools) {
        return Stream.of(pools)
                .map(each -> (each.startsWith("--") ? "" : "--conecta.pools.") + each)
                .toArray(String[]::new);
    }
}
