package io.conecta.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolClosedException;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every line of the feature and method lists in the README of Conecta for Go, against a real server. */
class OriginalFeaturesTest {
    private EchoServer server;
    private final Heard heard = new Heard();

    @BeforeEach
    void startServer() throws IOException {
        server = EchoServer.start(0, Transcript.silent());
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    // Methods: New, Get, GetOrCreate, Put, Stop.

    @Test
    void newHasTheDefaultsOfTheOriginal() {
        try (Pool<TcpClient> pool = clients().build()) {
            assertThat(pool.settings().initialSize()).isEqualTo(1);
            assertThat(pool.settings().pingMaxRetries()).isEqualTo(3);
            assertThat(pool.settings().scanInterval()).isEqualTo(Duration.ofSeconds(10));
            assertConnections(1);
        }
    }

    @Test
    void getGivesAnIdleObjectAndNeverCreates() {
        try (Pool<TcpClient> pool = clients().initialSize(1).build()) {
            Optional<TcpClient> first = pool.get();

            assertThat(first).isPresent();
            assertThat(pool.get()).isEmpty();
            assertThat(pool.stats().created()).isEqualTo(1);
            pool.put(first.orElseThrow());
        }
    }

    @Test
    void getOrCreateCreatesWhenNothingIsIdle() throws Exception {
        try (Pool<TcpClient> pool = clients().initialSize(0).build()) {
            assertConnections(0);
            TcpClient first = pool.getOrCreate();
            TcpClient second = pool.getOrCreate();

            assertThat(second).isNotSameAs(first);
            assertThat(first.send("one")).isTrue();
            assertThat(second.send("two")).isTrue();
            assertConnections(2);
            pool.put(first);
            pool.put(second);
        }
    }

    @Test
    void putMakesTheObjectAvailableAgain() throws Exception {
        try (Pool<TcpClient> pool = clients().initialSize(0).build()) {
            TcpClient client = pool.getOrCreate();
            pool.put(client);

            assertThat(pool.getOrCreate()).isSameAs(client);
            assertConnections(1);
            pool.put(client);
        }
    }

    @Test
    void putTakesInAnObjectFromElsewhere() throws Exception {
        try (Pool<TcpClient> pool = clients().initialSize(0).build()) {
            TcpClient foreign = new TcpClient("127.0.0.1", server.port());
            pool.adopt(foreign);

            assertThat(pool.get()).containsSame(foreign);
            pool.put(foreign);
        }
        assertConnections(0);
    }

    @Test
    void stopClosesEveryObject() throws Exception {
        Pool<TcpClient> pool = clients().initialSize(3).listener(heard).build();
        assertConnections(3);
        TcpClient lent = pool.getOrCreate();

        pool.close();
        pool.put(lent);

        assertConnections(0);
        assertThat(heard.closed).hasSize(3);
        assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(pool::get).isInstanceOf(PoolClosedException.class);
    }

    // The seven options.

    @Test
    void withNewFuncTheUserCreates() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Pool<TcpClient> pool = Pool.<TcpClient>builder(() -> {
                    calls.incrementAndGet();
                    return new TcpClient("127.0.0.1", server.port());
                })
                .closeFunc(TcpClient::close)
                .initialSize(2)
                .build()) {
            assertThat(calls).hasValue(2);
            assertThat(pool.stats().idle()).isEqualTo(2);
        }
    }

    @Test
    void withPingFuncTheUserChecksAndKnowsTheFailuresSoFar() {
        List<Integer> failuresSoFar = new CopyOnWriteArrayList<>();
        try (Pool<TcpClient> pool = clients()
                .pingFunc((client, failures) -> {
                    failuresSoFar.add(failures);
                    return false;
                })
                .listener(heard)
                .build()) {
            scanUntilClosed(pool);
        }
        assertThat(failuresSoFar).containsExactly(0, 1, 2);
    }

    @Test
    void withCloseFuncTheUserClosesEachObjectOnce() {
        List<TcpClient> closed = new CopyOnWriteArrayList<>();
        Pool<TcpClient> pool = clients()
                .closeFunc(client -> {
                    closed.add(client);
                    client.close();
                })
                .initialSize(2)
                .build();

        pool.close();
        pool.close();

        assertThat(closed).hasSize(2).doesNotHaveDuplicates();
        assertConnections(0);
    }

    @Test
    void withInitializeTheObjectsAreThereFromTheStart() {
        try (Pool<TcpClient> pool = clients().initialSize(4).build()) {
            assertConnections(4);
            assertThat(pool.stats().idle()).isEqualTo(4);
        }
    }

    @Test
    void withPingMaxRetriesAnObjectIsClosedAtThatFailure() {
        try (Pool<TcpClient> pool = clients().pingMaxRetries(2).listener(heard).build()) {
            server.stop();
            scanUntilClosed(pool);

            assertThat(heard.failures).containsExactly(1, 2);
            assertThat(heard.closed).hasSize(1);
            assertThat(pool.stats().idle()).isZero();
        }
    }

    @Test
    void withScanIntervalPingsComeByThemselves() {
        try (Pool<TcpClient> pool =
                clients().scanInterval(Duration.ofMillis(20)).listener(heard).build()) {
            await().untilAsserted(() -> assertThat(heard.successes).hasSizeGreaterThan(2));
            assertThat(pool.stats().idle()).isBetween(0, 1);
        }
    }

    @Test
    void withCallbackSuccessFailureAndCloseAreHeard() {
        try (Pool<TcpClient> pool = clients().pingMaxRetries(1).listener(heard).build()) {
            await().until(() -> {
                pool.scan();
                return !heard.successes.isEmpty();
            });
            server.stop();
            scanUntilClosed(pool);
        }
        TcpClient client = heard.successes.get(0);
        assertThat(heard.failures).containsExactly(1);
        assertThat(heard.closed).containsExactly(client);
        assertThat(heard.closeErrors).containsExactly("null");
    }

    @Test
    void withCallbackTheErrorOfACloseIsHeard() {
        Pool<TcpClient> pool = clients()
                .closeFunc(client -> {
                    client.close();
                    throw new IOException("close went wrong");
                })
                .listener(heard)
                .build();

        pool.close();

        assertThat(heard.closeErrors).containsExactly("java.io.IOException: close went wrong");
    }

    // The queue of one's own.

    @Test
    void aQueueOfOnesOwnDecidesWhatIsLentNext() throws Exception {
        StackQueue<TcpClient> queue = new StackQueue<>();
        try (Pool<TcpClient> pool = clients().initialSize(0).queue(queue).build()) {
            TcpClient first = pool.getOrCreate();
            TcpClient second = pool.getOrCreate();
            TcpClient third = pool.getOrCreate();
            pool.put(first);
            pool.put(third);
            pool.put(second);
            assertThat(queue.len()).isEqualTo(3);

            assertThat(pool.getOrCreate()).isSameAs(second);
            assertThat(pool.getOrCreate()).isSameAs(third);
            assertThat(pool.get()).containsSame(first);
            assertThat(queue.len()).isZero();
            pool.put(first);
            pool.put(second);
            pool.put(third);
        }
        assertThat(queue.isClosed()).isTrue();
        assertConnections(0);
    }

    // The whole of it.

    @Test
    void aServerRestartIsSurvivedAndNothingIsLost() throws Exception {
        int port = server.port();
        try (Pool<TcpClient> pool = clients()
                .initialSize(3)
                .maxSize(3)
                .pingMaxRetries(1)
                .listener(heard)
                .build()) {
            assertConnections(3);
            server.stop();
            await().until(() -> {
                pool.scan();
                return heard.closed.size() == 3;
            });

            server = EchoServer.start(port, Transcript.silent());
            for (int i = 0; i < 3; i++) {
                assertThat(pool.getOrCreate().send("back " + i)).isTrue();
            }
            assertThat(pool.stats().lent()).isEqualTo(3);
            assertConnections(3);
        }
    }

    private PoolBuilder<TcpClient> clients() {
        return Pool.<TcpClient>builder(() -> new TcpClient("127.0.0.1", server.port()))
                .pingFunc((client, failures) -> client.ping())
                .closeFunc(TcpClient::close)
                .settings(PoolSettings.defaults());
    }

    private void scanUntilClosed(Pool<TcpClient> pool) {
        await().until(() -> {
            pool.scan();
            return !heard.closed.isEmpty();
        });
    }

    private void assertConnections(int expected) {
        await().untilAsserted(() -> assertThat(server.openConnections()).isEqualTo(expected));
    }

    /** What a listener was told. */
    private static final class Heard implements PoolListener<TcpClient> {
        final List<TcpClient> successes = new CopyOnWriteArrayList<>();
        final List<Integer> failures = new CopyOnWriteArrayList<>();
        final List<TcpClient> closed = new CopyOnWriteArrayList<>();
        final List<String> closeErrors = new CopyOnWriteArrayList<>();

        @Override
        public void onPingSuccess(TcpClient client) {
            successes.add(client);
        }

        @Override
        public void onPingFailure(TcpClient client, int count) {
            failures.add(count);
        }

        @Override
        public void onClose(TcpClient client, @Nullable Throwable error) {
            closeErrors.add(String.valueOf(error));
            closed.add(client);
        }
    }
}
