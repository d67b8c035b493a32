package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A pool by key as a service, with one configuration for all keys; run on Felix and on Equinox. */
class KeyedIT {
    private static final String PID = "com.acme.SessionPool";
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.concurrent.Callable;
            import java.util.function.UnaryOperator;

            @Pooled(facade = Callable.class, maxSize = 2, maxTotal = 3, scanInterval = "off")
            public final class Session implements Callable<String> {
                private final UnaryOperator<String> journal;
                private final String text;

                @New
                public Session(UnaryOperator<String> journal, @Key String host, @Setting(defaultValue = "hello") String greeting) {
                    this.journal = journal;
                    this.text = greeting + " " + host;
                    journal.apply("open " + text);
                }

                @Override public String call() { return text; }
                @Ping public boolean isAlive() { return true; }
                @Destroy public void end() { journal.apply("close " + text); }
                @Override public String toString() { return text; }
            }
            """;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @RegisterExtension
    final LogWatch log = new LogWatch();

    @TempDir
    Path folder;

    private final List<String> journal = new CopyOnWriteArrayList<>();
    private Container container;
    private Bundle acme;

    @BeforeEach
    void installTheBundle() throws Exception {
        container = fixture.container();
        acme = container.install(new AcmeBundle(
                        folder,
                        "com.acme",
                        Map.of("com/acme/Session.java", SESSION),
                        Map.of(
                                "Provide-Capability",
                                "osgi.serviceloader;osgi.serviceloader=\"io.conecta.config.KeyedPoolProvider\"",
                                "Require-Capability",
                                "osgi.extender;filter:=\"(osgi.extender=osgi.serviceloader.registrar)\";resolution:=optional"))
                .jar(PID));
        acme.start();
    }

    private ServiceRegistration<?> offer(String name) {
        UnaryOperator<String> collaborator = event -> {
            journal.add(name + ": " + event);
            return event;
        };
        return container
                .context()
                .registerService(UnaryOperator.class, collaborator, FrameworkUtil.asDictionary(Map.of("colour", name)));
    }

    /** Borrows for a key and returns; {@return what was borrowed, as text} */
    private static String used(Object pool, String key) throws Exception {
        Object session = ServiceView.call(pool, "getOrCreate", key);
        ServiceView.call(pool, "put", key, session);
        return session.toString();
    }

    @Test
    void aServiceUnderBothTypesAndNoneUnderTheInterface() throws Exception {
        assertThat(container.find(PID)).as("waits for its collaborator").isNull();
        offer("red");
        ServiceReference<?> reference = container.await(PID);
        Object pool = container.service(reference);

        assertThat(reference.getProperty("pool.name")).isEqualTo("Session");
        assertThat(reference.getProperty("pool.type")).isEqualTo("com.acme.Session");
        assertThat(container.service(container.await("io.conecta.KeyedPool"))).isSameAs(pool);
        assertThat(container.findAll("io.conecta.Pool", "(pool.type=com.acme.Session)"))
                .isEmpty();
        assertThat(container.findAll(Callable.class.getName(), "(pool.name=*)")).isEmpty();
        assertThat(journal).as("keys come with their first borrow").isEmpty();
        assertThat(used(pool, "a")).isEqualTo("hello a");
        assertThat(((Callable<?>) ServiceView.call(pool, "facade", "b")).call()).isEqualTo("hello b");
        assertThat(journal).containsExactly("red: open hello a", "red: open hello b");
        assertThat(ServiceView.call(ServiceView.call(pool, "stats", "b"), "borrowed"))
                .isEqualTo(1L);
    }

    @Test
    void oneConfigurationForAllKeysIsAppliedInPlace() throws Exception {
        container.configure(PID, Map.of("pool.name", "hosts", "maxTotal", "5", "keyIdleTimeout", "1h"));
        Delivery.await(container);
        offer("red");
        ServiceReference<?> reference = container.await(PID);
        Object pool = container.service(reference);
        assertThat(reference.getProperty("pool.name")).isEqualTo("hosts");
        assertThat(new ServiceView(pool).get("settings", "maxTotal")).isEqualTo(5);
        assertThat(new ServiceView(pool).get("settings", "keyIdleTimeout", "toHours"))
                .isEqualTo(1L);
        assertThat(used(pool, "a") + ", " + used(pool, "b")).isEqualTo("hello a, hello b");
        Delivery.await(container);

        container.configure(PID, Map.of("pool.name", "hosts", "maxTotal", "7", "maxSize", 1, "greeting", "good day"));
        Container.await(
                "the change",
                () -> new ServiceView(pool).get("settings", "maxTotal").equals(7));

        assertThat(container.find(PID)).isEqualTo(reference);
        for (String key : List.of("a", "b")) { // One after the other.
            Container.await("a new generation", () -> used(pool, key).equals("good day " + key));
            Container.await("the old one closed", () -> journal.contains("red: close hello " + key));
        }
        assertThat(new ServiceView(pool).get("settings", "maxSize")).isEqualTo(1);
        Delivery.await(container);

        container.configure(PID, Map.of("pool.name", "hosts", "maxTotal", "0", "keyIdleTimeout", "soon"));
        Container.await("the refusal", () -> !log.lines().isEmpty());
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains(
                        PID + ": configuration refused, the pool goes on with the last good one",
                        "maxTotal must be >= 1, was 0",
                        "keyIdleTimeout must be a duration");
        assertThat(new ServiceView(pool).get("settings", "maxTotal")).isEqualTo(7);
        assertThat((List<?>) ServiceView.call(pool, "failures")).hasSize(1);
        assertThat(used(pool, "a")).isEqualTo("good day a");
    }

    @Test
    void aPoolThatWasRefusedSaysWhyAndIsBuiltOnceItIsFixed() throws Exception {
        container.configure(PID, Map.of("maxTotal", "many"));
        Delivery.await(container);
        offer("red");
        Object pool = container.service(container.await(PID));
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate", "a"))
                .hasMessageContaining("lends nothing: the configuration " + PID + " was refused")
                .hasMessageContaining("maxTotal must be a whole number or none, was \"many\"");
        assertThatThrownBy(() -> ((Callable<?>) ServiceView.call(pool, "facade", "a")).call())
                .hasMessageContaining("lends nothing");

        container.configure(PID, Map.of("maxTotal", "4"));
        Container.await(
                "a pool",
                () -> new ServiceView(pool).get("settings", "maxTotal").equals(4));

        Container.await("a loan", () -> {
            try {
                return used(pool, "a").equals("hello a");
            } catch (RuntimeException refused) {
                return false;
            }
        });
    }

    @Test
    void itComesAndGoesWithItsCollaboratorAndTheObjectsOfAllKeysAreClosedFirst() throws Exception {
        ServiceRegistration<?> red = offer("red");
        Object pool = container.service(container.await(PID));
        used(pool, "a");
        used(pool, "b");

        red.unregister();

        assertThat(container.find(PID)).isNull();
        assertThat(journal)
                .as("closed while the collaborator was still there")
                .contains("red: close hello a", "red: close hello b");
        assertThat(new ServiceView(pool).get("isClosed")).isEqualTo(true);
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate", "a"))
                .satisfies(refusal ->
                        assertThat(refusal.getClass().getName()).isEqualTo("io.conecta.PoolClosedException"));

        offer("blue");
        Object another = container.service(container.await(PID));
        assertThat(used(another, "a")).isEqualTo("hello a");
        acme.stop();
        assertThat(journal).endsWith("blue: open hello a", "blue: close hello a");
    }

    /** By then core can load no more classes. */
    @Test
    void aRefreshOfCoreClosesTheObjectsOfAllKeys() throws Exception {
        offer("red");
        Object pool = container.service(container.await(PID));
        used(pool, "a");
        Object lent = ServiceView.call(pool, "getOrCreate", "b");
        Thread borrower = new Thread(() -> {
            try {
                Container.await(
                        "the end", () -> new ServiceView(pool).get("isClosed").equals(true));
                ServiceView.call(pool, "put", "b", lent);
            } catch (Exception wrong) {
                journal.add(wrong.toString());
            }
        });
        borrower.start();

        container.refresh(container.bundle("io.conecta.core"));

        borrower.join(Container.PATIENCE.toMillis());
        assertThat(journal)
                .containsExactlyInAnyOrder(
                        "red: open hello a", "red: open hello b", "red: close hello a", "red: close hello b");
        assertThat(log.lines()).isEmpty();
        assertThat(used(container.service(container.await(PID)), "a")).isEqualTo("hello a");
    }

    @Test
    void severalConfigurationsMakeSeveralPools() throws Exception {
        offer("red");
        offer("blue");
        for (String name : List.of("red", "blue")) {
            container.configureFactory(
                    PID, name, Map.of("pool.name", name, "greeting", name, "journal.target", "(colour=" + name + ")"));
        }
        for (String name : List.of("red", "blue")) {
            String filter = "(pool.name=" + name + ")";
            Container.await(name, () -> container.findAll("io.conecta.KeyedPool", filter).length == 1);
            Object pool = container.service(container.findAll("io.conecta.KeyedPool", filter)[0]);
            assertThat(used(pool, "a")).isEqualTo(name + " a");
        }
        assertThat(journal).containsExactlyInAnyOrder("red: open red a", "blue: open blue a");
    }

    @Test
    void theFormHasTheOptionsOfKeyedPoolsAndNotTheKey() throws Exception {
        Object metatype = container.service(container.await("org.osgi.service.metatype.MetaTypeService"));
        Object information = ServiceView.call(metatype, "getMetaTypeInformation", acme);
        Object form = ServiceView.call(information, "getObjectClassDefinition", PID, null);
        List<String> ids = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        for (Object each : (Object[]) ServiceView.call(form, "getAttributeDefinitions", -1)) {
            ids.add((String) ServiceView.call(each, "getID"));
            defaults.add(ids.get(ids.size() - 1) + "="
                    + Arrays.toString((String[]) ServiceView.call(each, "getDefaultValue")));
        }
        assertThat(ids)
                .contains("greeting", "journal.target", "maxSize", "maxTotal", "keyIdleTimeout", "idleTimeout")
                .doesNotContain("host", "failFast", "minShare");
        assertThat(defaults).contains("maxSize=[2]", "maxTotal=[3]", "keyIdleTimeout=[1m]");
    }

    @Test
    void aMediatorLetsItsProviderBeFound() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            for (Path jar : Container.jarsOf(Built.file("integration-tests/target/spifly"))) {
                container.install(jar);
            }
            container.bundle("org.apache.aries.spifly.dynamic.bundle").start();
            container.refresh(container.bundle("io.conecta.core"), acme);
            Class<?> pools = container.bundle("io.conecta.core").loadClass("io.conecta.config.KeyedPools");
            List<?> found = (List<?>) pools.getMethod("load").invoke(null);
            assertThat(found)
                    .extracting(provider -> provider.getClass().getName())
                    .containsExactly("com.acme.SessionPoolProvider");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
