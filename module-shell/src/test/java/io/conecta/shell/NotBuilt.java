package io.conecta.shell;

import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.PoolStats;
import io.conecta.config.ForwardingPool;
import java.time.Duration;
import java.util.List;

/** As a pool is whose first configuration was refused: it has settings, room for nothing, and the mistake. */
final class NotBuilt extends ForwardingPool<Object> {
    NotBuilt() {
        super(Pool.builder(Object::new).name("ftp").initialSize(0).build());
    }

    @Override
    public PoolStats stats() {
        return new PoolStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public io.conecta.PoolHealth health() {
        return new io.conecta.PoolHealth(
                io.conecta.PoolHealth.Status.DOWN, "2 mistakes:\n  one\n  two", Duration.ofHours(3), failures());
    }

    @Override
    public List<PoolFailure> failures() {
        return List.of(new PoolFailure("configuration", "2 mistakes:\n  one\n  two", Duration.ofHours(3)));
    }
}
