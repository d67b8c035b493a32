package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code Pools} across bundles, with a Service Loader Mediator (SPI-Fly) and without; run on Felix and on Equinox.
 */
class MediatorIT {
    private static final String PROVIDER = "io.conecta.demo.TcpClientPoolProvider";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    @BeforeEach
    void seeNothingOfTheTestsClassPath() {
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void seeItAgain() {
        thread.setContextClassLoader(before);
    }

    @Test
    void withoutAMediatorCoreSeesNoOtherBundlesProviders() throws Exception {
        assertThat(providers(fixture.container())).isEmpty();
    }

    @Test
    void withAMediatorTheyAreFoundAsLongAsTheirBundleRuns() throws Exception {
        Container container = fixture.container();
        for (Path jar : Container.jarsOf(Built.file("integration-tests/target/spifly"))) {
            container.install(jar);
        }
        container.bundle("org.apache.aries.spifly.dynamic.bundle").start();
        container.refresh(container.bundle("io.conecta.core"));

        assertThat(providers(container)).containsExactly(PROVIDER);

        container.bundle("io.conecta.demo").stop();
        assertThat(providers(container)).isEmpty();

        container.bundle("io.conecta.demo").start();
        assertThat(providers(container)).containsExactly(PROVIDER);
    }

    private static List<String> providers(Container container) throws Exception {
        Class<?> pools = container.bundle("io.conecta.core").loadClass("io.conecta.config.Pools");
        List<?> found = (List<?>) pools.getMethod("load").invoke(null);
        return found.stream().map(provider -> provider.getClass().getName()).toList();
    }
}
