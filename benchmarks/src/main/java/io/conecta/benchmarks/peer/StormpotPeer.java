package io.conecta.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stormpot.Allocator;
import stormpot.BasePoolable;
import stormpot.Expiration;
import stormpot.Pool;
import stormpot.PoolTap;
import stormpot.Slot;
import stormpot.Timeout;

/** Stormpot through its thread-safe tap or (from 4) the one for virtual threads; objects never expire, its fastest setting. */
final class StormpotPeer extends Peer<StormpotPeer.Poolable> {
    private static final Timeout PATIENCE = new Timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);

    private final Pool<Poolable> pool;
    private final PoolTap<Poolable> tap;

    private StormpotPeer(Pool<Poolable> pool, PoolTap<Poolable> tap) {
        this.pool = pool;
        this.tap = tap;
    }

    static Peer<?> open(int size, boolean virtual) throws Exception {
        Pool<Poolable> pool = Pool.from(new PoolableAllocator())
                .setSize(size)
                .setExpiration(Expiration.never())
                .build();
        StormpotPeer peer = new StormpotPeer(pool, virtual ? virtualTap(pool) : pool.getThreadSafeTap());
        peer.awaitFull(size);
        return peer;
    }

    /** Stormpot allocates in the background. */
    private void awaitFull(int size) throws InterruptedException {
        List<Poolable> all = new ArrayList<>();
        while (all.size() < size) {
            all.add(pool.claim(PATIENCE));
        }
        all.forEach(Poolable::release);
    }

    /** By reflection: Stormpot 3, the last for Java 17, has no such tap. */
    @SuppressWarnings("unchecked")
    private static PoolTap<Poolable> virtualTap(Pool<Poolable> pool) throws ReflectiveOperationException {
        return (PoolTap<Poolable>)
                Pool.class.getMethod("getVirtualThreadSafeTap").invoke(pool);
    }

    @Override
    public Poolable borrow() throws InterruptedException {
        return tap.claim(PATIENCE);
    }

    @Override
    public Poolable tryBorrow() {
        return tap.tryClaim();
    }

    @Override
    public Object object(Poolable held) {
        return held;
    }

    @Override
    public void giveBack(Poolable held) {
        held.release();
    }

    @Override
    public void close() throws InterruptedException {
        pool.shutdown().await(PATIENCE);
    }

    /** As small as Stormpot lets an object be. */
    static final class Poolable extends BasePoolable {
        Poolable(Slot slot) {
            super(slot);
        }
    }

    private static final class PoolableAllocator implements Allocator<Poolable> {
        @Override
        public Poolable allocate(Slot slot) {
            return new Poolable(slot);
        }

        @Override
        public void deallocate(Poolable poolable) {}
    }
}
