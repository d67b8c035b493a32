package io.conecta.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.config.PoolConfigurationException;
import io.conecta.config.Pools;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a user reads when something is wrong. */
class BadInputTest {
    @Test
    void aServerThatIsDownAtTheStartIsNamedWithItsAddress() throws Exception {
        int port = freePort();

        assertThatThrownBy(() -> TcpClientPool.builder("127.0.0.1", port)
                        .initialSize(1)
                        .name("clients")
                        .build())
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContaining("clients")
                .hasMessageContaining("no server at 127.0.0.1:" + port + ": Connection refused")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void withoutFailFastThePoolStartsAndRecoversOnceTheServerIsUp() throws Exception {
        int port = freePort();
        try (Pool<TcpClient> pool = TcpClientPool.builder("127.0.0.1", port)
                .initialSize(1)
                .failFast(false)
                .build()) {
            assertThatThrownBy(pool::getOrCreate) // Whether this finds that out or it is known by then.
                    .isInstanceOfAny(PoolCreateException.class, PoolDownException.class)
                    .hasMessageContaining("no server at 127.0.0.1:" + port);
            try (EchoServer server = EchoServer.start(port, Transcript.silent())) {
                await().until(() -> pool.health().isUp());
                TcpClient client = pool.getOrCreate();

                assertThat(client.send("hello")).isTrue();
                assertThat(server.acceptedConnections()).isOne();
                assertThat(pool.stats().lent()).isOne();
                pool.put(client);
            }
        }
    }

    @Test
    void everyMistakeOfAConfigurationIsNamedAtOnce() {
        assertThatThrownBy(() ->
                        Pools.create(TcpClient.class, Map.of("port", "many", "pingMaxRetries", "0", "maxsise", "3")))
                .isInstanceOf(PoolConfigurationException.class)
                .hasMessageContaining("port")
                .hasMessageContaining("many")
                .hasMessageContaining("pingMaxRetries must be >= 1, was 0; the default is 3")
                .hasMessageContaining("maxsise")
                .hasMessageContaining("did you mean");
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> Pools.create(TcpClient.class, Map.of()))
                .isInstanceOf(PoolConfigurationException.class)
                .hasMessageContaining("port");
    }

    private static int freePort() throws IOException {
        try (EchoServer gone = EchoServer.start(0, Transcript.silent())) {
            return gone.port();
        }
    }
}
