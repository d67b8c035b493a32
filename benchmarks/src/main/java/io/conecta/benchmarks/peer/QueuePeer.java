package io.conecta.benchmarks.peer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What people write themselves: objects in an {@link ArrayBlockingQueue}. */
final class QueuePeer extends Peer<Thing> {
    private final ArrayBlockingQueue<Thing> queue;

    private QueuePeer(int size) {
        queue = new ArrayBlockingQueue<>(size);
    }

    static Peer<?> open(int size) {
        QueuePeer peer = new QueuePeer(size);
        for (int i = 0; i < size; i++) {
            peer.queue.add(new Thing());
        }
        return peer;
    }

    @Override
    public Thing borrow() throws InterruptedException {
        return queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Thing tryBorrow() {
        return queue.poll();
    }

    @Override
    public Object object(Thing held) {
        return held;
    }

    @Override
    public void giveBack(Thing held) {
        queue.add(held);
    }
}
