package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolStats;
import io.conecta.kit.Backend;
import io.conecta.kit.Clients;
import io.conecta.kit.Lag;
import io.conecta.kit.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the system's clock, under load, from platform threads and, where there are some, virtual ones. */
@DisplayName("A real server under load")
class RealServerTest {
    private static final Duration RETRY = ofSeconds(1);
    /** For the scheduler of a busy machine. */
    private static final Duration SLACK = ofSeconds(1);

    /** Longer than the clients of a server that is slow wait for it. */
    private static final Duration PATIENT = ofSeconds(60);

    /** So many threads, one after the other, bring a creation about: the pool's, those of the server, the client's. */
    private static final int HANDS = 10;

    private static final int MOST_CREATING = 3;

    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        backend = new Backend();
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    static List<Clients.Kind> kinds() {
        return Clients.kinds();
    }

    private PoolBuilder<Backend.Client> builder() {
        return Pool.builder(backend::connect)
                .closeFunc(Backend.Client::close)
                .pingFunc((client, failures) -> client.ask())
                .pingMaxRetries(1)
                .pingIdleAfter(ZERO)
                .pingTimeout(ofSeconds(2))
                .maxSize(8)
                .maxCreating(MOST_CREATING)
                .retryDelay(RETRY)
                .createTimeout(ofSeconds(5))
                .borrowTimeout(ofSeconds(20))
                .closeTimeout(ofSeconds(10));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("stopped, refusing, restarted / borrowers fail at once; served within 1.2 retryDelay; nothing is lost")
    void stoppedAndRestarted(Clients.Kind kind) throws Exception {
        try (Pool<Backend.Client> pool = builder().build();
                Clients clients = new Clients(kind, 16, pool)) {
            clients.awaitServed(100);

            backend.refuse();
            clients.await(PoolDownException.class, 50);
            assertThat(pool.health().status()).isEqualTo(Status.DOWN);
            outage(pool, clients, 6);
            assertThat(clients.longest(PoolDownException.class)).isLessThan(SLACK);

            comesBack(clients, backend::answer, ZERO);
            lawsHold(pool, clients);
        }
        nothingIsLeft();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("accepts and never answers, then answers / the same, each attempt ends")
    void blackHole(Clients.Kind kind) throws Exception {
        try (Pool<Backend.Client> pool = builder().build();
                Clients clients = new Clients(kind, 16, pool)) {
            clients.awaitServed(100);

            backend.swallow();
            clients.await(PoolCreateException.class, 1);
            clients.await(PoolDownException.class, 50);
            outage(pool, clients, 3);
            assertThat(clients.longest(PoolDownException.class)).isLessThan(SLACK);

            comesBack(clients, backend::answer, ofMillis(500));
            lawsHold(pool, clients);
        }
        nothingIsLeft();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("slow / nobody fails, and no more than maxCreating connect at once")
    void slow(Clients.Kind kind) throws Exception {
        backend.slow(40);
        try (Pool<Backend.Client> pool = builder()
                        .initialSize(0)
                        .createTimeout(PATIENT)
                        .borrowTimeout(PATIENT)
                        .build();
                Clients clients = new Clients(kind, 16, pool)) {
            clients.awaitServed(100);
            assertThat(pool.health().isUp()).isTrue();
            lawsHold(pool, clients);
            assertThat(clients.failures()).isEmpty();
        }
        nothingIsLeft();
    }

    /** Goes on until so many more attempts have failed; nobody is served meanwhile. */
    private static void outage(Pool<Backend.Client> pool, Clients clients, int attempts) {
        long served = clients.served();
        long failed = pool.stats().createFailures();
        Patience.until(attempts + " attempts have failed", () -> pool.stats().createFailures() >= failed + attempts);
        assertThat(clients.served()).as("served by a server that is down").isEqualTo(served);
    }

    private interface Repair {
        void run() throws IOException;
    }

    /** @param underWay how long an attempt may take that began before the server was back */
    private static void comesBack(Clients clients, Repair repair, Duration underWay) throws Exception {
        long served = clients.served();
        try (Lag lag = new Lag()) {
            repair.run();
            long back = System.nanoTime();
            clients.awaitServed(served + 1);
            assertThat(Duration.ofNanos(System.nanoTime() - back))
                    .isLessThan(RETRY.multipliedBy(12)
                            .dividedBy(10)
                            .plus(underWay)
                            .plus(SLACK)
                            .plus(lag.worst().multipliedBy(HANDS)));
        }
        clients.awaitServed(served + 100);
    }

    private void lawsHold(Pool<Backend.Client> pool, Clients clients) {
        clients.stop();
        Patience.until("all is back", () -> {
            PoolStats stats = pool.stats();
            return stats.lent() + stats.creating() + stats.inMaintenance() + stats.waiting() == 0;
        });
        PoolStats stats = pool.stats();
        assertThat(stats.idle()).isBetween(1, 8);
        assertThat(backend.shared()).as("clients used by two at once").isZero();
        assertThat(backend.mostConnecting()).isBetween(1, MOST_CREATING);
        assertThat(backend.open()).as("open where the pool counts as many").isEqualTo(stats.idle());
        assertThat(clients.unexpected()).isEmpty();
        assertThat(pool.health().isUp()).isTrue();
    }

    private void nothingIsLeft() {
        Patience.until("every connection is closed", () -> backend.open() == 0);
    }
}
