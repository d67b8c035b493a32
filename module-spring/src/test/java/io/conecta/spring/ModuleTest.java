package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/** Why the starter is an automatic module: it would depend on such itself, and on some that only one line of Spring Boot has. */
class ModuleTest {
    @Test
    void springIsMadeOfAutomaticModules() throws Exception {
        for (Class<?> each : new Class<?>[] {SpringApplication.class, ApplicationContext.class}) {
            URI jar = each.getProtectionDomain().getCodeSource().getLocation().toURI();
            assertThat(ModuleFinder.of(Path.of(jar)).findAll())
                    .isNotEmpty()
                    .allMatch(module -> module.descriptor().isAutomatic());
        }
    }
}
