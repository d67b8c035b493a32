package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/** Ways to deploy that are not the usual one; run on Felix and on Equinox. */
class DeploymentIT {
    private static final String PID = "com.acme.SessionPool";
    private static final String SESSION = """
            package com.acme;

            @io.conecta.annotation.Pooled
            public final class Session {
                private final String greeting;

                public Session(String greeting) {
                    this.greeting = greeting;
                }

                @Override
                public String toString() {
                    return greeting;
                }
            }
            """;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @RegisterExtension
    final LogWatch log = new LogWatch();

    @TempDir
    Path folder;

    private Container container;

    @BeforeEach
    void start() {
        container = fixture.container();
    }

    @Test
    void twoVersionsOfABundleAreConfiguredByTargetedPids() throws Exception {
        install("one", "com.acme", Map.of("Bundle-Version", "1.0.0")).start();
        install("two", "com.acme", Map.of("Bundle-Version", "2.0.0")).start();

        container.configure(PID, Map.of("greeting", "any"));
        Container.await("both", () -> container.findAll(PID, null).length == 2);
        container.configure(PID + "|com.acme|2.0.0", Map.of("greeting", "second", "pool.colour", "red"));

        Container.await("the second of its own", () -> container.findAll(PID, "(pool.colour=red)").length == 1);
        ServiceReference<?> second = container.findAll(PID, "(pool.colour=red)")[0];
        assertThat(second.getBundle().getVersion()).hasToString("2.0.0");
        Container.await(
                "a session of the second", () -> borrowed(second).toString().equals("second"));
        assertThat(String.valueOf(borrowed(container.findAll(PID, "(!(pool.colour=red))")[0])))
                .isEqualTo("any");

        container.configure(PID + "|com.acme|2.0.0", Map.of("greeting", "second", "maxSize", "many"));
        Container.await(
                "its mistake by its PID",
                () -> log.lines().stream()
                        .anyMatch(line -> line.startsWith(PID + "|com.acme|2.0.0: configuration refused")));
    }

    @Test
    void aClassInAFragmentIsAPoolIfItsHostNamesTheComponent() throws Exception {
        Bundle silent = plain("com.acme.silent", Map.of());
        Bundle host = plain("com.acme.host", Map.of("Service-Component", "OSGI-INF/*.xml"));
        install("f1", "com.acme.f1", Map.of("Fragment-Host", "com.acme.silent"));
        install("f2", "com.acme.f2", Map.of("Fragment-Host", "com.acme.host"));
        container.configure(PID, Map.of("greeting", "hello"));

        silent.start();
        host.start();

        ServiceReference<?> pool = container.await(PID);
        assertThat(pool.getBundle()).isEqualTo(host);
        assertThat(String.valueOf(borrowed(pool))).isEqualTo("hello");
        assertThat(container.findAll(PID, null))
                .as("a fragment's own header counts for nothing")
                .hasSize(1);
    }

    /** As documented; what becomes of both is up to Declarative Services, which changes its mind at a restart. */
    @Test
    void aSingletonBesideFactoryConfigurationsIsOneOrTheOther() throws Exception {
        Bundle acme = install("one", "com.acme", Map.of());
        acme.start();
        Configuration singleton = container.configure(PID, named("only"));
        Container.await("the singleton", () -> names().equals(Set.of("only")));
        container.configureFactory(PID, "red", named("red"));
        container.configureFactory(PID, "blue", named("blue"));
        // Another component's pool tells when Config Admin has delivered what came before.
        container.configure("io.conecta.demo.TcpClientPool", fixture.configuration(Map.of()));
        container.await("io.conecta.demo.TcpClientPool");
        assertThat(names()).as("who was first, as long as the bundle runs").isEqualTo(Set.of("only"));

        acme.stop();
        acme.start();
        Container.await("the factory's pools after a restart", () -> names().equals(Set.of("red", "blue")));

        singleton.delete();
        acme.stop();
        acme.start();
        Container.await("the same without the singleton", () -> names().equals(Set.of("red", "blue")));
    }

    private static Map<String, Object> named(String name) {
        return Map.of("greeting", "I am " + name, "pool.name", name);
    }

    @Test
    void theShellWorksWithoutTheHealthChecksOfWhichItHasOne() throws Exception {
        assertThat(container.bundle("io.conecta.shell").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(Shell.type(container, "conecta:pools")).isEqualTo("no pools");
        container.configure(PID, named("only"));
        install("one", "com.acme", Map.of()).start();
        container.await(PID);

        for (String line : List.of("conecta:pools", "conecta:pool only", "conecta:scan only", "conecta:clear only")) {
            assertThat(Shell.type(container, line)).contains("only");
        }
        // Who lists all services may ask for the check, too: nothing comes of it, and nothing breaks.
        for (ServiceReference<?> check : container.findAll("org.apache.felix.hc.api.HealthCheck", null)) {
            assertThat(container.context().getService(check)).isNull();
        }
        assertThat(Shell.type(container, "conecta:pools")).contains("only");
    }

    private Bundle install(String file, String symbolicName, Map<String, String> headers) throws Exception {
        Path own = Files.createDirectory(folder.resolve(file));
        Path jar = new AcmeBundle(own, symbolicName, Map.of("com/acme/Session.java", SESSION), headers).jar(PID);
        return container.install(jar);
    }

    /** Installs a bundle that has nothing of Conecta. */
    private Bundle plain(String symbolicName, Map<String, String> headers) throws Exception {
        Path own = Files.createDirectory(folder.resolve(symbolicName));
        Map<String, String> sources = Map.of("com/acme/other/Other.java", "package com.acme.other; class Other {}");
        return container.install(new AcmeBundle(own, symbolicName, sources, headers).jar());
    }

    private Object borrowed(ServiceReference<?> pool) throws Exception {
        Object object = container.service(pool);
        Object session = ServiceView.call(object, "getOrCreate");
        ServiceView.call(object, "put", session);
        return session;
    }

    private Set<Object> names() {
        return Stream.of(container.findAll(PID, null))
                .map(pool -> pool.getProperty("pool.name"))
                .collect(Collectors.toSet());
    }
}
