package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** What consoles make a form of, asked of the Metatype Service; run on Felix and on Equinox. */
class MetatypeIT {
    private static final int ALL = -1;
    private static final String PID = "com.acme.SessionPool";
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.time.Duration;
            import java.util.List;
            import java.util.concurrent.TimeUnit;

            @Pooled(maxSize = 7, maxWaiters = 3, idleTimeout = "5m", name = "orders, mostly")
            public final class Session {
                public enum Mode { FAST, SAFE }

                @New
                public Session(
                        @Setting(description = "where \\"it\\" is") String host,
                        @Setting(defaultValue = "22") int port,
                        @Setting(defaultValue = "SAFE") Mode mode,
                        @Setting(defaultValue = "true") boolean checked,
                        @Setting(defaultValue = "9000000000") long bytes,
                        @Setting(defaultValue = "1m") Duration pause,
                        @Setting(defaultValue = "a, b") List<String> tags,
                        @Setting(defaultValue = "Doe, Jane") String owner,
                        @Setting(defaultValue = "C:\\\\temp") String folder,
                        @Setting(defaultValue = " ") String separator,
                        @Setting(defaultValue = ",") char comma,
                        java.util.function.UnaryOperator<String> journal,
                        @Setting(name = "keyStorePath", defaultValue = "") String keys,
                        @Setting(defaultValue = "false") boolean useTLS,
                        String password) {}
            }
            """;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @TempDir
    java.nio.file.Path folder;

    /** An attribute's type, in the Metatype Service's numbers, its defaults and its options. */
    private record Attribute(String id, int type, List<String> defaults, List<String> options) {}

    @Test
    void everySettingAndOptionIsDescribedForSingletonAndFactory() throws Exception {
        Container container = fixture.container();
        Bundle acme = container.install(
                new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", SESSION)).jar(PID));
        acme.start();
        Object metatype = container.service(container.await("org.osgi.service.metatype.MetaTypeService"));
        Object information = ServiceView.call(metatype, "getMetaTypeInformation", acme);

        assertThat((String[]) ServiceView.call(information, "getPids")).containsExactly(PID);
        assertThat((String[]) ServiceView.call(information, "getFactoryPids")).containsExactly(PID);
        List<Attribute> attributes = attributes(information);
        assertThat(attributes)
                .contains(
                        new Attribute("host", 1, List.of(), List.of()),
                        new Attribute("port", 3, List.of("22"), List.of()),
                        new Attribute("mode", 1, List.of("SAFE"), List.of("FAST=FAST", "SAFE=SAFE")),
                        new Attribute("checked", 11, List.of("true"), List.of()),
                        new Attribute("bytes", 2, List.of("9000000000"), List.of()),
                        new Attribute("pause", 1, List.of("1m"), List.of()),
                        new Attribute("tags", 1, List.of("a", "b"), List.of()),
                        new Attribute("owner", 1, List.of("Doe, Jane"), List.of()),
                        new Attribute("folder", 1, List.of("C:\\temp"), List.of()),
                        new Attribute("separator", 1, List.of(" "), List.of()),
                        new Attribute("comma", 5, List.of(","), List.of()),
                        new Attribute(".password", 12, List.of(), List.of()),
                        new Attribute("pool.name", 1, List.of("orders, mostly"), List.of()),
                        new Attribute("maxSize", 3, List.of("7"), List.of()),
                        new Attribute("maxWaiters", 1, List.of("3"), List.of()),
                        new Attribute("idleTimeout", 1, List.of("5m"), List.of()),
                        new Attribute("journal.target", 1, List.of(), List.of()),
                        new Attribute("pool.listeners.target", 1, List.of(), List.of()),
                        new Attribute("service.ranking", 3, List.of("0"), List.of()))
                .extracting(Attribute::id)
                .doesNotHaveDuplicates()
                .doesNotContain("failFast", "name");
    }

    @Test
    void theFormIsToBeReadByPeople() throws Exception {
        Object form = ServiceView.call(information(), "getObjectClassDefinition", PID, null);
        Map<String, String> labels = new HashMap<>();
        for (Object each : (Object[]) ServiceView.call(form, "getAttributeDefinitions", ALL)) {
            labels.put((String) ServiceView.call(each, "getID"), (String) ServiceView.call(each, "getName"));
            assertThat((String) ServiceView.call(each, "getName")).matches("\\p{Lu}[^.]*");
        }
        assertThat(labels)
                .containsEntry("host", "Host")
                .containsEntry("keyStorePath", "Key store path")
                .containsEntry("useTLS", "Use TLS")
                .containsEntry(".password", "Password")
                .containsEntry("pool.name", "Name")
                .containsEntry("maxSize", "Max size")
                .containsEntry("pingIdleAfter", "Ping idle after")
                .containsEntry("journal.target", "Journal (filter)")
                .containsEntry("pool.listeners.target", "Pool listeners (filter)")
                .containsEntry("service.ranking", "Service ranking");
    }

    @Test
    void numbersThatCannotBeAreToldBeforeTheFormIsSaved() throws Exception {
        Object form = ServiceView.call(information(), "getObjectClassDefinition", PID, null);
        Map<String, Object> attributes = new HashMap<>();
        for (Object each : (Object[]) ServiceView.call(form, "getAttributeDefinitions", ALL)) {
            attributes.put((String) ServiceView.call(each, "getID"), each);
        }
        Map<String, String> right = Map.of(
                "maxSize", "1", "minIdle", "0", "initialSize", "0", "pingMaxRetries", "1", "service.ranking", "-7");
        Map<String, String> wrong =
                Map.of("maxSize", "0", "minIdle", "-1", "initialSize", "-1", "pingMaxRetries", "0", "port", "many");
        for (Map.Entry<String, String> each : right.entrySet()) {
            assertThat(ServiceView.call(attributes.get(each.getKey()), "validate", each.getValue()))
                    .as("%s", each)
                    .isEqualTo("");
        }
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            assertThat((String) ServiceView.call(attributes.get(each.getKey()), "validate", each.getValue()))
                    .as("%s", each)
                    .isNotEmpty();
        }
        for (String text : List.of("idleTimeout", "scanInterval", "maxWaiters", "pool.name")) {
            assertThat(ServiceView.call(attributes.get(text), "validate", "1")).isEqualTo("");
        }
    }

    private Object information() throws Exception {
        Container container = fixture.container();
        Bundle acme = container.install(
                new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", SESSION)).jar(PID));
        acme.start();
        Object metatype = container.service(container.await("org.osgi.service.metatype.MetaTypeService"));
        return ServiceView.call(metatype, "getMetaTypeInformation", acme);
    }

    @Test
    void aFormThatIsSavedAsItIsMakesTheSamePool() throws Exception {
        Container container = fixture.container();
        Bundle acme = container.install(
                new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", SESSION)).jar(PID));
        acme.start();
        Object metatype = container.service(container.await("org.osgi.service.metatype.MetaTypeService"));
        Map<String, Object> form = new HashMap<>(Map.of("host", "h", ".password", "p"));
        for (Attribute attribute : attributes(ServiceView.call(metatype, "getMetaTypeInformation", acme))) {
            if (attribute.defaults().size() == 1) {
                form.put(attribute.id(), attribute.defaults().get(0));
            }
        }
        container.context().registerService(UnaryOperator.class, UnaryOperator.identity(), null);
        container.configure(PID, Map.of("host", "h", "password", "p"));
        Object pool = container.service(container.await(PID));
        Object settings = ServiceView.call(pool, "settings");
        Object session = ServiceView.call(pool, "getOrCreate");
        ServiceView.call(pool, "put", session);

        container.configure(PID, form);
        Container.await(
                "the form applied", () -> "22".equals(container.find(PID).getProperty("port")));

        assertThat(ServiceView.call(pool, "settings")).isEqualTo(settings);
        assertThat(ServiceView.call(pool, "getOrCreate"))
                .as("no new generation")
                .isSameAs(session);
        ServiceView.call(pool, "put", session);
    }

    private static List<Attribute> attributes(Object information) throws Exception {
        Object form = ServiceView.call(information, "getObjectClassDefinition", PID, null);
        List<Attribute> attributes = new ArrayList<>();
        for (Object each : (Object[]) ServiceView.call(form, "getAttributeDefinitions", ALL)) {
            List<String> labels = texts(each, "getOptionLabels");
            List<String> values = texts(each, "getOptionValues");
            List<String> options = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                options.add(labels.get(i) + "=" + values.get(i));
            }
            attributes.add(new Attribute(
                    (String) ServiceView.call(each, "getID"),
                    (int) ServiceView.call(each, "getType"),
                    texts(each, "getDefaultValue"),
                    options));
        }
        return attributes;
    }

    private static List<String> texts(Object attribute, String method) throws Exception {
        String[] texts = (String[]) ServiceView.call(attribute, method);
        return texts == null ? List.of() : List.of(texts);
    }
}
