package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** A pool whose objects can use a service: whichever is best is used, whenever it comes; run on Felix and on Equinox. */
class OptionalCollaboratorIT {
    private static final String PID = "com.acme.SessionPool";
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.function.UnaryOperator;

            @interface Nullable {}

            @Pooled(maxSize = 4)
            public final class Session {
                private final UnaryOperator<String> journal;

                @New
                public Session(@Nullable UnaryOperator<String> journal) {
                    this.journal = journal == null ? UnaryOperator.identity() : journal;
                    this.journal.apply("opened");
                }

                @Override
                public String toString() {
                    return journal.apply("nobody");
                }

                @Destroy
                public void close() {
                    journal.apply("closed");
                }
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
    void install() throws Exception {
        container = fixture.container();
        acme = container.install(new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", SESSION)).jar(PID));
    }

    @Test
    void startOrderDoesNotDecideWhetherItIsUsed() throws Exception {
        offer("early", 0);
        acme.start();
        assertThat(borrowed(container.service(container.await(PID)))).isEqualTo("early");
        assertThat(journal).as("no object was made without it").containsExactly("early opened");
    }

    @Test
    void whatComesLateOrIsBetterIsUsedInPlaceAndWhatGoesIsGivenUp() throws Exception {
        acme.start();
        ServiceReference<?> reference = container.await(PID);
        Object pool = container.service(reference);
        assertThat(borrowed(pool)).isEqualTo("nobody");

        ServiceRegistration<?> late = offer("late", 0);
        assertThat(borrowed(pool)).isEqualTo("late");

        ServiceRegistration<?> better = offer("better", 5);
        assertThat(journal).as("idle objects do not keep the former").endsWith("late closed");
        assertThat(borrowed(pool)).isEqualTo("better");

        Object lent = ServiceView.call(pool, "getOrCreate");
        better.unregister();
        assertThat(borrowed(pool)).isEqualTo("late");
        ServiceView.call(pool, "put", lent);
        assertThat(journal).endsWith("better closed");

        late.unregister();
        assertThat(journal).as("closed while it was still there").endsWith("late closed");
        assertThat(borrowed(pool)).isEqualTo("nobody");
        assertThat(container.find(PID)).isEqualTo(reference);
        assertThat(container.service(reference)).isSameAs(pool);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void itComesAndGoesWhileAWrongConfigurationStands() throws Exception {
        acme.start();
        Object pool = container.service(container.await(PID));
        container.configure(PID, Map.of("maxSize", "many"));
        Container.await("the mistake", () -> !log.lines().isEmpty());

        ServiceRegistration<?> late = offer("late", 0);
        assertThat(borrowed(pool)).isEqualTo("late");
        late.unregister();
        assertThat(borrowed(pool)).isEqualTo("nobody");
        assertThat(log.lines()).as("one mistake, one record").hasSize(1);
    }

    @Test
    void aFlappingOneIsNeitherAnErrorNorAnotherService() throws Exception {
        acme.start();
        ServiceReference<?> reference = container.await(PID);
        try (Load load = new Load(container, PID)) {
            for (int round = 0; round < 30; round++) {
                ServiceRegistration<?> offer = offer("round" + round, round);
                load.awaitLoans();
                offer.unregister();
            }
        }
        assertThat(container.find(PID)).isEqualTo(reference);
        assertThat(log.lines()).isEmpty();
        Container.await(
                "all closed",
                () -> journal.stream().filter(line -> line.endsWith(" opened")).count()
                        == journal.stream()
                                .filter(line -> line.endsWith(" closed"))
                                .count());
    }

    private static String borrowed(Object pool) throws Exception {
        Object session = ServiceView.call(pool, "getOrCreate");
        try {
            return session.toString();
        } finally {
            ServiceView.call(pool, "put", session);
        }
    }

    private ServiceRegistration<?> offer(String name, int ranking) {
        UnaryOperator<String> collaborator = event -> {
            if (event.equals("nobody")) {
                return name;
            }
            journal.add(name + " " + event);
            return event;
        };
        return container
                .context()
                .registerService(
                        UnaryOperator.class,
                        collaborator,
                        FrameworkUtil.asDictionary(Map.of("service.ranking", ranking)));
    }
}
