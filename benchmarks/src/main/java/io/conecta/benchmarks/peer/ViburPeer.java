package io.conecta.benchmarks.peer;

import java.util.concurrent.TimeUnit;
import org.vibur.objectpool.ConcurrentPool;
import org.vibur.objectpool.PoolObjectFactory;
import org.vibur.objectpool.util.ConcurrentLinkedDequeCollection;
import org.vibur.objectpool.util.MultithreadConcurrentQueueCollection;

/** vibur-object-pool, not fair (its faster mode), over a linked deque or Conversant's queue. */
final class ViburPeer extends Peer<Thing> {
    private final ConcurrentPool<Thing> pool;

    private ViburPeer(ConcurrentPool<Thing> pool) {
        this.pool = pool;
    }

    static Peer<?> open(int size, boolean conversant) {
        return new ViburPeer(new ConcurrentPool<>(
                conversant ? new MultithreadConcurrentQueueCollection<>(size) : new ConcurrentLinkedDequeCollection<>(),
                new ThingFactory(),
                size,
                size,
                false));
    }

    @Override
    public Thing borrow() {
        return pool.tryTake(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Thing tryBorrow() {
        return pool.tryTake();
    }

    @Override
    public Object object(Thing held) {
        return held;
    }

    @Override
    public void giveBack(Thing held) {
        pool.restore(held);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class ThingFactory implements PoolObjectFactory<Thing> {
        @Override
        public Thing create() {
            return new Thing();
        }

        @Override
        public boolean readyToTake(Thing thing) {
            return true;
        }

        @Override
        public boolean readyToRestore(Thing thing) {
            return true;
        }

        @Override
        public void destroy(Thing thing) {}
    }
}
