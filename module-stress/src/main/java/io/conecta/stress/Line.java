package io.conecta.stress;

import io.conecta.PoolQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A queue that now and then throws, forgets or gives twice what it has, which may cost reuse but nothing else. */
final class Line implements PoolQueue<Thing> {
    private final Chance chance;
    private final Deque<Thing> things = new ArrayDeque<>();
    private boolean stopped;

    Line(Chance chance) {
        this.chance = chance;
    }

    @Override
    public synchronized boolean add(Thing element) {
        trouble();
        return !stopped && (chance.once(2000) || things.add(element));
    }

    @Override
    public synchronized int len() {
        return things.size();
    }

    @Override
    public void range(Predicate<? super Thing> visitor) {
        Thing[] all;
        synchronized (this) {
            all = things.toArray(Thing[]::new);
        }
        for (Thing thing : all) {
            if (!visitor.test(thing)) {
                return;
            }
        }
    }

    @Override
    public synchronized @Nullable Thing get() {
        trouble();
        return chance.once(2000) ? things.peek() : things.poll();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // As a queue has to.
    public synchronized void done(Thing element) {
        things.removeIf(thing -> thing == element);
        trouble();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
    }

    @Override
    public synchronized boolean isClosed() {
        return stopped;
    }

    private void trouble() {
        if (chance.once(2000)) {
            chance.raise("the queue");
        }
    }
}
