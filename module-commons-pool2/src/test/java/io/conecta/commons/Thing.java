package io.conecta.commons;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** What the tests pool; all of them are equal, so that a pool that asked would mix them up. */
final class Thing {
    final int number;
    volatile boolean broken;

    Thing(int number) {
        this.number = number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thing;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    /** Makes them in order, and remembers how they ended. */
    static final class Factory extends BasePooledObjectFactory<Thing> {
        final AtomicInteger made = new AtomicInteger();
        final List<Integer> destroyed = new CopyOnWriteArrayList<>();
        final List<DestroyMode> modes = new CopyOnWriteArrayList<>();

        @Override
        public Thing create() {
            return new Thing(made.getAndIncrement());
        }

        @Override
        public PooledObject<Thing> wrap(Thing thing) {
            return new DefaultPooledObject<>(thing);
        }

        @Override
        public boolean validateObject(PooledObject<Thing> thing) {
            return !thing.getObject().broken;
        }

        @Override
        public void destroyObject(PooledObject<Thing> thing, DestroyMode mode) {
            modes.add(mode);
            destroyed.add(thing.getObject().number);
        }
    }
}
