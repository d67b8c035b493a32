package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.Container;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Pools whose configuration names a budget, which is a service of another bundle; run on Felix and on Equinox. */
class BudgetIT {
    private static final String PID = "com.acme.SessionPool";
    private static final String KEYED = "com.acme.MailPool";
    private static final Map<String, String> POOLS = Map.of("com/acme/Session.java", """
            package com.acme;

            import io.conecta.annotation.*;

            @Pooled(initialSize = 0)
            public final class Session {
                @New
                public Session() {}
            }
            """, "com/acme/Mail.java", """
            package com.acme;

            import io.conecta.annotation.*;

            @Pooled(initialSize = 0, budget = "server")
            public final class Mail {
                @New
                public Mail(@Key String box) {}
            }
            """);
    private static final String SERVER = """
            package com.acme.server;

            import io.conecta.PoolBudget;
            import java.util.*;
            import java.util.function.IntSupplier;
            import org.osgi.framework.*;

            public final class Server implements BundleActivator {
                @Override
                public void start(BundleContext bundle) {
                    PoolBudget budget = PoolBudget.of(2).name("the server");
                    bundle.registerService(PoolBudget.class, budget, new Hashtable<>(Map.of("conecta.budget", "server")));
                    bundle.registerService(IntSupplier.class, () -> budget.stats().used(), null);
                }

                @Override
                public void stop(BundleContext bundle) {}
            }
            """;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @RegisterExtension
    final LogWatch log = new LogWatch();

    @TempDir
    Path folder;

    private Container container;
    private Bundle pools;
    private Bundle server;

    @BeforeEach
    void install() throws Exception {
        container = fixture.container();
        pools = container.install(new AcmeBundle(folder, "com.acme", POOLS).jar(PID, KEYED));
        server = container.install(new AcmeBundle(
                        folder,
                        "com.acme.server",
                        Map.of("com/acme/server/Server.java", SERVER),
                        Map.of(
                                "Bundle-Activator",
                                "com.acme.server.Server",
                                "Import-Package",
                                "io.conecta;version=\"[1.0,2)\",org.osgi.framework"))
                .jar());
    }

    /** {@return how many objects the budget counts} */
    private int used() throws Exception {
        return (int) ServiceView.call(
                container.service(container.await(java.util.function.IntSupplier.class.getName())), "getAsInt");
    }

    @Test
    void aBudgetThatIsPublishedLaterByAnotherBundleIsFound() throws Exception {
        container.configure(PID, Map.of("budget", "server", "minShare", "1"));
        pools.start();
        Object pool = container.service(container.await(PID));
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate", Duration.ofMillis(50)))
                .hasMessageContaining("budget \"server\": not registered");
        CompletableFuture<Object> waits = new CompletableFuture<>();
        Thread borrower = new Thread(() -> {
            try {
                waits.complete(ServiceView.call(pool, "getOrCreate", Duration.ofMinutes(1)));
            } catch (Exception | LinkageError failure) {
                waits.completeExceptionally(failure);
            }
        });
        borrower.start();

        server.start();

        Object session = waits.get(30, TimeUnit.SECONDS);
        borrower.join();
        Object keyed = container.service(container.await(KEYED));
        Object mail = ServiceView.call(keyed, "getOrCreate", "in");
        assertThat(used()).isEqualTo(2);
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate", Duration.ofMillis(50)))
                .hasMessageContaining("the server");
        ServiceView.call(pool, "put", session);
        ServiceView.call(keyed, "put", "in", mail);
    }

    @Test
    void aBundleThatIsRestartedBringsAnotherBudgetAndNothingIsLeftInTheFormer() throws Exception {
        container.configure(PID, Map.of("budget", "server"));
        server.start();
        pools.start();
        Object pool = container.service(container.await(PID));
        Object session = ServiceView.call(pool, "getOrCreate");
        assertThat(used()).isEqualTo(1);

        server.stop();
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate", Duration.ofMillis(50)))
                .hasMessageContaining("budget \"server\": not registered");
        server.start();

        assertThat(used()).isZero();
        Object other = ServiceView.call(pool, "getOrCreate", Duration.ofMinutes(1));
        assertThat(used()).isEqualTo(1);
        ServiceView.call(pool, "put", session);
        ServiceView.call(pool, "put", other);
        pools.stop();
        assertThat(used()).isZero();
    }

    @Test
    void anotherNameIsRefusedWhileThePoolRuns() throws Exception {
        container.configure(PID, Map.of("budget", "server"));
        server.start();
        pools.start();
        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));

        container.configure(PID, Map.of("budget", "another"));

        Container.await("the mistake", () -> !log.lines().isEmpty());
        assertThat(log.lines())
                .anyMatch(line ->
                        line.contains("budget cannot be changed while the pool runs, was server, would be another"));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
    }
}
