package io.conecta.micrometer;

import io.conecta.Pool;
import io.conecta.PoolTimeoutException;
import java.time.Duration;

/** A pool that has lent, and has had to refuse. */
final class Used implements AutoCloseable {
    final Pool<StringBuilder> pool = Pool.<StringBuilder>builder(StringBuilder::new)
            .name("used")
            .maxSize(1)
            .build();

    void use() throws InterruptedException {
        StringBuilder lent = pool.getOrCreate();
        try {
            pool.getOrCreate(Duration.ofMillis(5));
            throw new AssertionError("lent twice");
        } catch (PoolTimeoutException expected) {
            pool.put(lent);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
