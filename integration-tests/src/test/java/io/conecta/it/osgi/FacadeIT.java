package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;

/** Façades as services: whoever uses one has no idea of the pool behind it; run on Felix and on Equinox. */
class FacadeIT {
    private static final String PID = "io.conecta.demo.mail.smtp.MailSessionPool";
    private static final String MAILER = "io.conecta.demo.mail.Mailer";
    private static final String CONSUMER = "(demo=newsletter)";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @RegisterExtension
    final LogWatch log = new LogWatch();

    @TempDir
    Path folder;

    private Container container;

    @BeforeEach
    void start() throws Exception {
        container = fixture.container();
        container.install(Built.jar("demo/mail")).start();
        container.install(Built.jar("demo/mail-consumer")).start();
    }

    @SuppressWarnings("unchecked")
    private BiFunction<String, String, String> newsletter() throws Exception {
        String type = BiFunction.class.getName();
        Container.await("the consumer", () -> container.findAll(type, CONSUMER).length == 1);
        return (BiFunction<String, String, String>) container.service(container.findAll(type, CONSUMER)[0]);
    }

    private boolean hasConsumer() {
        return container.findAll(BiFunction.class.getName(), CONSUMER).length > 0;
    }

    @Test
    void theConsumerImportsNothingOfConecta() throws Exception {
        try (JarFile jar = new JarFile(Built.jar("demo/mail-consumer").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Import-Package"))
                    .contains("io.conecta.demo.mail;")
                    .doesNotContain("io.conecta;", "io.conecta.config", "io.conecta.demo.mail.smtp");
        }
        try (JarFile jar = new JarFile(Built.jar("demo/mail").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Provide-Capability"))
                    .contains("objectClass:List<String>=\"" + MAILER + "\"");
        }
        container.configure(PID, fixture.configuration(Map.of()));

        assertThat(newsletter().apply("ada", "good news")).isEqualTo("ada: good news");
        assertThat(fixture.server().openConnections()).isOne();
    }

    @Test
    void aServiceWithThePoolsPropertiesThatComesAndGoesWithIt() throws Exception {
        assertThat(container.find(MAILER)).as("no configuration, no pool").isNull();
        container.configure(PID, fixture.configuration(Map.of("pool.name", "post", "pool.colour", "green")));
        ServiceReference<?> mailer = container.await(MAILER);
        assertThat(mailer.getProperty("pool.name")).isEqualTo("post");
        assertThat(mailer.getProperty("pool.type")).isEqualTo("io.conecta.demo.mail.smtp.MailSession");
        assertThat(mailer.getProperty("pool.colour")).isEqualTo("green");
        Object facade = container.service(mailer);
        assertThat(facade).hasToString("Mailer of pool \"post\"");
        assertThat(newsletter().apply("ada", "one")).isEqualTo("ada: one");

        ServiceView pool = new ServiceView(container.service(container.await(PID)));
        List<String> events = new CopyOnWriteArrayList<>();
        container.context().addServiceListener((AllServiceListener) event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING
                    && event.getServiceReference().equals(mailer)) {
                events.add("façade gone, pool closed: " + pool.get("isClosed"));
            }
        });
        container.bundle("io.conecta.demo.mail").stop();
        assertThat(container.find(MAILER)).isNull();
        assertThat(hasConsumer()).isFalse();
        assertThat(events).containsExactly("façade gone, pool closed: false");
        assertThatThrownBy(() -> ServiceView.call(facade, "send", "ada", "two"))
                .satisfies(refusal ->
                        assertThat(refusal.getClass().getName()).isEqualTo("io.conecta.PoolClosedException"));

        container.bundle("io.conecta.demo.mail").start();
        assertThat(newsletter().apply("ada", "three")).isEqualTo("ada: three");
    }

    @Test
    void aChangeOfConfigurationKeepsTheService() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", 2)));
        ServiceReference<?> mailer = container.await(MAILER);
        Object facade = container.service(mailer);
        BiFunction<String, String, String> consumer = newsletter();
        assertThat(consumer.apply("ada", "one")).isEqualTo("ada: one");

        container.configure(PID, fixture.configuration(Map.of("maxSize", 7, "pool.colour", "red")));
        Container.await("the new property", () -> "red".equals(mailer.getProperty("pool.colour")));

        assertThat(container.find(MAILER)).isEqualTo(mailer);
        assertThat(container.service(mailer)).isSameAs(facade);
        assertThat(newsletter()).isSameAs(consumer);
        assertThat(consumer.apply("ada", "two")).isEqualTo("ada: two");
    }

    @Test
    void aRefusedPoolHasAFacadeThatSaysWhy() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", "many")));
        BiFunction<String, String, String> consumer = newsletter();
        assertThatThrownBy(() -> consumer.apply("ada", "news"))
                .satisfies(refusal ->
                        assertThat(refusal.getClass().getName()).isEqualTo("io.conecta.PoolUnavailableException"))
                .hasMessageContaining("lends nothing: the configuration " + PID + " was refused")
                .hasMessageContaining("maxSize must be a whole number");
        assertThat(log.lines()).hasSize(1);

        container.configure(PID, fixture.configuration(Map.of("maxSize", 3)));

        Container.await("a mail", () -> sent(consumer));
        assertThat(newsletter()).as("the consumer has lived through it").isSameAs(consumer);
    }

    private static boolean sent(BiFunction<String, String, String> consumer) {
        try {
            return consumer.apply("ada", "news").equals("ada: news");
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void eachPoolOfSeveralHasItsOwn() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<Configuration> configurations = new ArrayList<>();
            for (String name : List.of("red", "green", "blue")) {
                configurations.add(
                        container.configureFactory(PID, name, fixture.configuration(Map.of("pool.name", name))));
            }
            Container.await("three façades", () -> container.findAll(MAILER, null).length == 3);
            Container.await("three pools", () -> container.findAll(PID, null).length == 3);
            for (String name : List.of("red", "green", "blue")) {
                Object facade = container.service(container.findAll(MAILER, "(pool.name=" + name + ")")[0]);
                assertThat(facade).hasToString("Mailer of pool \"" + name + "\"");
                assertThat(ServiceView.call(facade, "send", name, "news")).isEqualTo(name + ": news");
                Object pool = container.service(container.findAll(PID, "(pool.name=" + name + ")")[0]);
                assertThat(new ServiceView(pool).get("stats", "created")).isEqualTo(1L);
            }
            configurations.get(1).delete();
            Container.await("green's façade gone", () -> container.findAll(MAILER, "(pool.name=green)").length == 0);
            assertThat(container.findAll(MAILER, null)).hasSize(2);
            container.bundle("io.conecta.demo.mail").stop();
            container.bundle("io.conecta.demo.mail").start();
            Container.await("two façades", () -> container.findAll(MAILER, null).length == 2);
            for (String name : List.of("red", "blue")) {
                Object facade = container.service(container.findAll(MAILER, "(pool.name=" + name + ")")[0]);
                assertThat(ServiceView.call(facade, "send", name, "again")).isEqualTo(name + ": again");
            }
            configurations.get(0).delete();
            configurations.get(2).delete();
            Container.await("no façade", () -> container.find(MAILER) == null);
        }
    }

    /** Of two configurations, one pool has what it waits for and the other has not: then it has no façade either. */
    @Test
    void noFacadeForAPoolThatWaits() throws Exception {
        container
                .install(new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", """
                                        package com.acme;

                                        import io.conecta.annotation.*;
                                        import java.util.concurrent.Callable;
                                        import java.util.function.UnaryOperator;

                                        @Pooled(facade = Callable.class, initialSize = 0)
                                        public final class Session implements Callable<String> {
                                            private final UnaryOperator<String> pool;
                                            @New public Session(UnaryOperator<String> pool) { this.pool = pool; }
                                            @Override public String call() { return pool.apply("called"); }
                                            @Ping public boolean isAlive() { return true; }
                                            @Destroy public void end() {}
                                        }
                                        """))
                        .jar("com.acme.SessionPool", "com.acme.SessionPool_facade"))
                .start();
        String pid = "com.acme.SessionPool";
        String type = Callable.class.getName();
        container.configureFactory(pid, "red", Map.of("pool.name", "red", "pool.target", "(colour=red)"));
        container.configureFactory(pid, "blue", Map.of("pool.name", "blue", "pool.target", "(colour=blue)"));
        Delivery.await(container);
        assertThat(container.findAll(type, "(pool.name=*)")).isEmpty();

        ServiceRegistration<?> red = offer("red");
        Container.await("red", () -> container.findAll(type, "(pool.name=red)").length == 1);
        assertThat(container.findAll(type, "(pool.name=blue)")).isEmpty();
        ServiceRegistration<?> blue = offer("blue");
        Container.await("blue", () -> container.findAll(type, "(pool.name=blue)").length == 1);
        for (String name : List.of("red", "blue")) {
            Callable<?> facade =
                    (Callable<?>) container.service(container.findAll(type, "(pool.name=" + name + ")")[0]);
            assertThat(facade.call()).isEqualTo(name + " called");
        }
        red.unregister();
        assertThat(container.findAll(type, "(pool.name=red)")).isEmpty();
        assertThat(container.findAll(type, "(pool.name=blue)")).hasSize(1);
        blue.unregister();
        assertThat(container.findAll(type, "(pool.name=*)")).isEmpty();
    }

    private ServiceRegistration<?> offer(String colour) {
        UnaryOperator<String> journal = event -> colour + " " + event;
        return container
                .context()
                .registerService(UnaryOperator.class, journal, FrameworkUtil.asDictionary(Map.of("colour", colour)));
    }
}
