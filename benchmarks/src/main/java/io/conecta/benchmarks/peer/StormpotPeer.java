package io.conecta.benchmarks.peer;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stormpot.Allocator;
import stormpot.BasePoolable;
import stormpot.Expiration;
import stormpot.Pool;
import stormpot.PoolBuilder;
import stormpot.PoolTap;
import stormpot.Slot;
import stormpot.Timeout;

/** Stormpot through its thread-safe tap or (from 4) the one for virtual threads; objects never expire and slots are
 * padded, its fastest settings. */
final class StormpotPeer extends Peer<StormpotPeer.Poolable> {
    private static final Timeout PATIENCE = new Timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);

    private final Pool<Poolable> pool;
    private final PoolTap<Poolable> tap;

    private StormpotPeer(Pool<Poolable> pool, PoolTap<Poolable> tap) {
        this.pool = pool;
        this.tap = tap;
    }

    static Peer<?> open(int size) throws Exception {
        Pool<Poolable> pool = configured(size, false).build();
        return full(new StormpotPeer(pool, pool.getThreadSafeTap()), size);
    }

    /** With slots that are not padded, Stormpot 4's default. */
    static Peer<?> openReduced(int size) throws Exception {
        Pool<Poolable> pool = configured(size, true).build();
        return full(new StormpotPeer(pool, pool.getThreadSafeTap()), size);
    }

    static Peer<?> openVirtual(int size) throws Exception {
        Pool<Poolable> pool = configured(size, false).build();
        return full(new StormpotPeer(pool, virtualTap(pool)), size);
    }

    /** By reflection: in Stormpot 3, the last for Java 17, slots are always padded. In 4, they are not unless one asks. */
    private static PoolBuilder<Poolable> configured(int size, boolean reduced) throws ReflectiveOperationException {
        PoolBuilder<Poolable> builder =
                Pool.from(new PoolableAllocator()).setSize(size).setExpiration(Expiration.never());
        if (reduced) {
            return builder;
        }
        for (Method method : PoolBuilder.class.getMethods()) {
            if (method.getName().equals("setOptimizeForReducedMemoryUsage")) {
                method.invoke(builder, false);
            }
        }
        return builder;
    }

    /** Stormpot allocates in the background. */
    private static Peer<?> full(StormpotPeer peer, int size) throws InterruptedException {
        List<Poolable> all = new ArrayList<>();
        while (all.size() < size) {
            all.add(peer.pool.claim(PATIENCE));
        }
        for (Poolable each : all) {
            each.release();
        }
        return peer;
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
