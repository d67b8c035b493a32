package io.conecta.benchmarks.overload;

import com.zaxxer.hikari.util.ConcurrentBag;
import com.zaxxer.hikari.util.ConcurrentBag.IConcurrentBagEntry;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** What is put under overload: a full pool whose borrowers wait for up to {@link #PATIENCE}, longer than the client does. */
abstract class Contender implements AutoCloseable {
    /** A usual borrow timeout. Clients do not tell the pool that they have gone. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** {@return whether it got an object} What is done with it is the rest of this call: it sleeps for that time and gives it back. */
    abstract boolean serve(long workMicros, Runnable served) throws Exception;

    @Override
    public void close() {}

    static Contender open(String name, int size) throws Exception {
        return switch (name) {
            case "conecta" -> new OfConecta(builder(size).build());
            case "conecta-valve" ->
                new OfConecta(builder(size)
                        .queueTarget(Duration.ofMillis(50))
                        .queueInterval(Duration.ofMillis(100))
                        .build());
            case "hikari" -> new OfHikari(size);
            case "commons" -> new OfCommons(size);
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }

    private static PoolBuilder<Object> builder(int size) {
        return Pool.builder(Object::new).maxSize(size).initialSize(size).borrowTimeout(PATIENCE);
    }

    private static void work(long micros, Runnable served) throws InterruptedException {
        served.run();
        TimeUnit.MICROSECONDS.sleep(micros);
    }

    private static final class OfConecta extends Contender {
        private final Pool<Object> pool;

        OfConecta(Pool<Object> pool) {
            this.pool = pool;
        }

        @Override
        boolean serve(long workMicros, Runnable served) throws Exception {
            Object object;
            try {
                object = pool.getOrCreate();
            } catch (PoolException refused) {
                return false;
            }
            try {
                work(workMicros, served);
            } finally {
                pool.put(object);
            }
            return true;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private static final class OfHikari extends Contender {
        private final ConcurrentBag<Entry> bag = new ConcurrentBag<>(waiting -> {});

        OfHikari(int size) {
            for (int i = 0; i < size; i++) {
                bag.add(new Entry());
            }
        }

        @Override
        boolean serve(long workMicros, Runnable served) throws Exception {
            Entry entry = bag.borrow(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (entry == null) {
                return false;
            }
            try {
                work(workMicros, served);
            } finally {
                bag.requite(entry);
            }
            return true;
        }

        @Override
        public void close() {
            bag.close();
        }
    }

    static final class Entry implements IConcurrentBagEntry {
        private static final AtomicIntegerFieldUpdater<Entry> STATE =
                AtomicIntegerFieldUpdater.newUpdater(Entry.class, "state");

        @SuppressWarnings("UnusedVariable") // Read by the updater.
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

    private static final class OfCommons extends Contender {
        private final GenericObjectPool<Object> pool = new GenericObjectPool<>(new BasePooledObjectFactory<Object>() {
            @Override
            public Object create() {
                return new Object();
            }

            @Override
            public PooledObject<Object> wrap(Object object) {
                return new DefaultPooledObject<>(object);
            }
        });

        OfCommons(int size) throws Exception {
            pool.setMaxTotal(size);
            pool.setMaxIdle(size);
            pool.setMinIdle(size);
            pool.setMaxWait(PATIENCE);
            pool.preparePool();
        }

        @Override
        boolean serve(long workMicros, Runnable served) throws Exception {
            Object object;
            try {
                object = pool.borrowObject();
            } catch (NoSuchElementException unserved) {
                return false;
            }
            try {
                work(workMicros, served);
            } finally {
                pool.returnObject(object);
            }
            return true;
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
