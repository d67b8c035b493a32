package io.conecta.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.kit.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Tests of keyed pools: everything is closed when a test is over. */
abstract class WithKeys {
    record Conn(String host, AtomicBoolean closed) {}

    final AtomicInteger alive = new AtomicInteger();

    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger connected = new AtomicInteger();

    final Set<String> down = ConcurrentHashMap.newKeySet();

    final List<KeyedPool<String, Conn>> pools = new ArrayList<>();

    final ExecutorService threads = Executors.newCachedThreadPool();

    KeyedPoolBuilder<String, Conn> builder() {
        return KeyedPool.<String, Conn>builder(this::connect)
                .closeFunc(conn -> {
                    assertThat(conn.closed().compareAndSet(false, true)).isTrue();
                    alive.decrementAndGet();
                })
                .name("ftp");
    }

    Conn connect(String host) throws IOException {
        if (down.contains(host)) {
            throw new IOException(host + " refuses");
        }
        connected.incrementAndGet();
        most.accumulateAndGet(alive.incrementAndGet(), Math::max);
        return new Conn(host, new AtomicBoolean());
    }

    KeyedPool<String, Conn> build(KeyedPoolBuilder<String, Conn> builder) {
        KeyedPool<String, Conn> pool = builder.build();
        pools.add(pool);
        return pool;
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (KeyedPool<String, Conn> pool : pools) {
            pool.close(Duration.ZERO).forEach(loan -> takeBack(pool, (Conn) loan.object()));
        }
        threads.shutdownNow();
        Patience.until("all is closed", () -> alive.get() == 0);
    }

    private static void takeBack(KeyedPool<String, Conn> pool, Conn conn) {
        try {
            pool.put(conn.host(), conn);
        } catch (IllegalStateException beingClosed) {
            // It has been returned.
        }
    }
}
