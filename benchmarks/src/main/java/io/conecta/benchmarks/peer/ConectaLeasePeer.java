package io.conecta.benchmarks.peer;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolTimeoutException;
import java.time.Duration;
import org.openjdk.jmh.infra.Blackhole;

/** Conecta by {@code lease}. */
final class ConectaLeasePeer extends Peer<Lease<Thing>> {
    private final Pool<Thing> pool;

    private ConectaLeasePeer(Pool<Thing> pool) {
        this.pool = pool;
    }

    static Peer<?> open(Pool<Thing> pool) {
        return new ConectaLeasePeer(pool);
    }

    /** As users write it; where a null could take the lease's place, the C2 of Java 17 would allocate it. */
    @Override
    public void pair(Blackhole hole) throws InterruptedException {
        try (Lease<Thing> lease = pool.lease()) {
            hole.consume(lease.get());
        }
    }

    @Override
    public void pair(Blackhole hole, long tokens) throws InterruptedException {
        try (Lease<Thing> lease = pool.lease()) {
            hole.consume(lease.get());
            Blackhole.consumeCPU(tokens);
        }
    }

    @Override
    public Lease<Thing> borrow() throws InterruptedException {
        try {
            return pool.lease();
        } catch (PoolTimeoutException e) {
            return null;
        }
    }

    @Override
    public Lease<Thing> tryBorrow() throws InterruptedException {
        try {
            return pool.lease(Duration.ZERO);
        } catch (PoolTimeoutException e) {
            return null;
        }
    }

    @Override
    public Object object(Lease<Thing> held) {
        return held.get();
    }

    @Override
    public void giveBack(Lease<Thing> held) {
        held.close();
    }

    @Override
    public void close() {
        pool.close();
    }
}
