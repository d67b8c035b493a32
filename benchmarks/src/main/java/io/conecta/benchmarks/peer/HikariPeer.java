package io.conecta.benchmarks.peer;

import com.zaxxer.hikari.util.ConcurrentBag;
import com.zaxxer.hikari.util.ConcurrentBag.IBagStateListener;
import com.zaxxer.hikari.util.ConcurrentBag.IConcurrentBagEntry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** HikariCP's {@code ConcurrentBag}, its entries built like the entries of HikariCP itself. */
final class HikariPeer extends Peer<HikariPeer.Entry> {
    private final ConcurrentBag<Entry> bag = new ConcurrentBag<>(new Nobody());

    static Peer<?> open(int size) {
        HikariPeer peer = new HikariPeer();
        for (int i = 0; i < size; i++) {
            peer.bag.add(new Entry());
        }
        return peer;
    }

    @Override
    public Entry borrow() throws InterruptedException {
        return bag.borrow(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Entry tryBorrow() throws InterruptedException {
        return bag.borrow(0, TimeUnit.SECONDS);
    }

    @Override
    public Object object(Entry held) {
        return held.thing;
    }

    @Override
    public void giveBack(Entry held) {
        bag.requite(held);
    }

    @Override
    public void close() {
        bag.close();
    }

    /** Adds nothing when somebody waits. */
    private static final class Nobody implements IBagStateListener {
        @Override
        public void addBagItem(int waiting) {}
    }

    /** State and object. */
    static final class Entry implements IConcurrentBagEntry {
        private static final AtomicIntegerFieldUpdater<Entry> STATE =
                AtomicIntegerFieldUpdater.newUpdater(Entry.class, "state");

        final Thing thing = new Thing();
        volatile int state = STATE_NOT_IN_USE;

        @Override
        public boolean compareAndSet(int expected, int next) {
            return STATE.compareAndSet(this, expected, next);
        }

        @Override
        public void setState(int next) {
            STATE.set(this, next);
        }

        @Override
        public int getState() {
            return STATE.get(this);
        }
    }
}
