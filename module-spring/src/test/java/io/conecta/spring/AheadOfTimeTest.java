package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** An application that was processed ahead of time. */
class AheadOfTimeTest {
    @Configuration(proxyBeanMethods = false)
    static class User {
        @Bean
        Integer maxSize(OrderSessionPool pool) {
            return pool.settings().maxSize();
        }
    }

    @Test
    @CompileWithForkedClassLoader
    void thePoolsAreThoseOfTheDayItRuns() {
        TestGenerationContext generation = new TestGenerationContext();
        String before = System.setProperty("spring.aot.processing", "true");
        try (var context = new AnnotationConfigApplicationContext()) {
            context.register(User.class, ConectaAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        } finally {
            if (before == null) {
                System.clearProperty("spring.aot.processing");
            } else {
                System.setProperty("spring.aot.processing", before);
            }
        }
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            try (var context = new GenericApplicationContext()) {
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "today",
                                Map.of(
                                        "conecta.pools.orders.host", "127.0.0.1",
                                        "conecta.pools.orders.port", "1",
                                        "conecta.pools.orders.initial-size", "0",
                                        "conecta.pools.orders.max-size", "3",
                                        "conecta.pools.audit.enabled", "false")));
                @SuppressWarnings("unchecked")
                ApplicationContextInitializer<GenericApplicationContext> initializer =
                        compiled.getInstance(ApplicationContextInitializer.class);
                initializer.initialize(context);
                context.refresh();
                assertThat(context.getBean(Integer.class)).isEqualTo(3);
            }
        });
        assertThat(generation.getRuntimeHints().reflection().typeHints())
                .noneMatch(hint -> hint.getType().getName().startsWith("io.conecta.spring.OrderSession"));
    }
}
