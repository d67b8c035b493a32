package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A pool whose objects need a service: it comes and goes with it; run on Felix and on Equinox. */
class CollaboratorIT {
    private static final String PID = "com.acme.SessionPool";
    private static final int FLAPS = 30;

    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.function.UnaryOperator;

            @Pooled(initialSize = 0)
            public final class Session {
                private final UnaryOperator<String> journal;

                @New
                public Session(UnaryOperator<String> journal) {
                    this.journal = journal;
                    journal.apply("opened");
                }

                @Ping
                public boolean isAlive() {
                    journal.apply("pinged");
                    return true;
                }

                @Destroy
                public void close() {
                    journal.apply("closed");
                }
            }
            """;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @TempDir
    Path folder;

    private final List<String> journal = new CopyOnWriteArrayList<>();
    private Container container;

    @BeforeEach
    void installTheBundle() throws Exception {
        container = fixture.container();
        container
                .install(new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", SESSION)).jar(PID))
                .start();
    }

    @Test
    void thePoolComesAndGoesWithItsCollaboratorAndItsObjectsAreClosedFirst() throws Exception {
        assertThat(container.find(PID)).isNull();

        ServiceRegistration<?> first = offer("first", Map.of());
        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
        assertThat(journal).containsExactly("first opened");

        first.unregister();

        assertThat(container.find(PID)).isNull();
        assertThat(journal)
                .as("closed while the collaborator was still there")
                .containsExactly("first opened", "first closed");
        assertThat(new ServiceView(pool).get("isClosed")).isEqualTo(true);

        offer("second", Map.of());
        Object another = container.service(container.await(PID));
        ServiceView.call(another, "put", ServiceView.call(another, "getOrCreate"));
        assertThat(journal).endsWith("second opened");
    }

    @Test
    void aStoppedBundleIsStoppedWhenItsLastObjectHasBeenClosed() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        offerSlow("closed", closing, goOn);
        Object pool = container.service(container.await(PID));
        Object lent = ServiceView.call(pool, "getOrCreate");
        Bundle acme = container.bundle("com.acme");
        Thread stop = started(() -> {
            acme.stop();
            return journal.add("stopped");
        });
        Container.await(
                "the end to begin", () -> new ServiceView(pool).get("isClosed").equals(true));

        Thread borrower = started(() -> ServiceView.call(pool, "put", lent));
        await(closing);
        stop.join(300); // Had it not waited, it would be over by now.
        goOn.countDown();

        stop.join(Container.PATIENCE.toMillis());
        borrower.join(Container.PATIENCE.toMillis());
        assertThat(journal).containsExactly("opened", "closed", "stopped");
    }

    @Test
    void aPingThatRunsWhenTheBundleIsStoppedIsWaitedForWithTheCloseAfterIt() throws Exception {
        CountDownLatch pinging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        offerSlow("pinged", pinging, goOn);
        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
        ServiceView.call(pool, "scan");
        await(pinging);
        Bundle acme = container.bundle("com.acme");
        Thread stop = started(() -> {
            acme.stop();
            return journal.add("stopped");
        });
        Container.await(
                "the end to begin", () -> new ServiceView(pool).get("isClosed").equals(true));
        stop.join(300);
        goOn.countDown();

        stop.join(Container.PATIENCE.toMillis());
        assertThat(journal).endsWith("closed", "stopped");
    }

    /** Offers a journal that holds up whoever writes this event in it. */
    private void offerSlow(String heldUp, CountDownLatch begun, CountDownLatch goOn) {
        UnaryOperator<String> slow = event -> {
            if (event.equals(heldUp)) {
                begun.countDown();
                await(goOn);
            }
            journal.add(event);
            return event;
        };
        container.context().registerService(UnaryOperator.class, slow, null);
    }

    private static Thread started(Callable<?> body) {
        FutureTask<?> task = new FutureTask<>(body);
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Container.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theConfigurationSelectsTheCollaboratorByAFilter() throws Exception {
        offer("red", Map.of("colour", "red"));
        offer("blue", Map.of("colour", "blue"));
        container.configure(PID, Map.of("journal.target", "(colour=blue)"));
        Container.await("a pool with the filter", () -> {
            ServiceReference<?> pool = container.find(PID);
            return pool != null
                    && "(colour=blue)".equals(pool.getProperty("journal.target"))
                    && container.context().getService(pool) != null;
        });

        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));

        assertThat(journal).containsExactly("blue opened");
    }

    @Test
    void aFlappingCollaboratorLosesAndDoublesNothing() throws Exception {
        try (Load load = new Load(container, PID)) {
            for (int round = 0; round < FLAPS; round++) {
                ServiceRegistration<?> offer = offer("round" + round, Map.of());
                load.awaitLoans();
                offer.unregister();
            }
        }

        for (int round = 0; round < FLAPS; round++) {
            String name = "round" + round + " ";
            Container.await(
                    name + "all closed",
                    () -> Collections.frequency(journal, name + "opened")
                            == Collections.frequency(journal, name + "closed"));
        }
        assertThat(container.find(PID)).isNull();
    }

    private ServiceRegistration<?> offer(String name, Map<String, ?> properties) {
        UnaryOperator<String> collaborator = event -> {
            journal.add(name + " " + event);
            return event;
        };
        return container
                .context()
                .registerService(UnaryOperator.class, collaborator, FrameworkUtil.asDictionary(Map.copyOf(properties)));
    }
}
