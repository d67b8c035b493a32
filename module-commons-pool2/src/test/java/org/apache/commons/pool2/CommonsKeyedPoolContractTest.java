package org.apache.commons.pool2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.conecta.commons.ConectaKeyedObjectPool;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.junit.jupiter.api.Test;

/** The contract of {@link KeyedObjectPool} as commons-pool2 itself tests it. In its package, since three tests of it are replaced.. */
class CommonsKeyedPoolContractTest extends AbstractTestKeyedObjectPool {
    @Override
    protected <E extends Exception> KeyedObjectPool<Object, Object> makeEmptyPool(int minCapacity) {
        GenericKeyedObjectPoolConfig<Object> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotalPerKey(minCapacity);
        config.setMaxIdlePerKey(minCapacity);
        return new ConectaKeyedObjectPool<>(new Numbered(), config);
    }

    @Override
    protected <E extends Exception> KeyedObjectPool<Object, Object> makeEmptyPool(
            KeyedPooledObjectFactory<Object, Object> factory) {
        GenericKeyedObjectPoolConfig<Object> config = new GenericKeyedObjectPoolConfig<>();
        config.setTestOnBorrow(true); // The test sets it, if it knows the class.
        return new ConectaKeyedObjectPool<>(factory, config);
    }

    @Override
    protected Object makeKey(int n) {
        return String.valueOf(n);
    }

    @Override
    protected Object getNthObject(Object key, int n) {
        return String.valueOf(key) + n;
    }

    @Override
    protected boolean isLifo() {
        return true;
    }

    @Override
    protected boolean isFifo() {
        return false;
    }

    /** As there, but with a pool for each part: since a creation has failed, the engine tries others by itself. */
    @Override
    @Test
    void testKPOFBorrowObjectUsages() throws Exception {
        FailingKeyedPooledObjectFactory factory = new FailingKeyedPooledObjectFactory();
        try (KeyedObjectPool<Object, Object> pool = makeEmptyPool(factory)) {
            pool.addObject("key");
            factory.getMethodCalls().clear();
            pool.borrowObject("key");
            assertEquals(
                    List.of(
                            new MethodCall("activateObject", "key", 0),
                            new MethodCall("validateObject", "key", 0).returned(true)),
                    factory.getMethodCalls());
        }
        FailingKeyedPooledObjectFactory failing = new FailingKeyedPooledObjectFactory();
        failing.setMakeObjectFail(true);
        try (KeyedObjectPool<Object, Object> pool = makeEmptyPool(failing)) {
            assertThrows(PrivateException.class, () -> pool.borrowObject("key"));
        }
        FailingKeyedPooledObjectFactory inactive = new FailingKeyedPooledObjectFactory();
        try (KeyedObjectPool<Object, Object> pool = makeEmptyPool(inactive)) {
            pool.addObject("key");
            inactive.getMethodCalls().clear();
            inactive.setActivateObjectFail(true);
            assertThrows(NoSuchElementException.class, () -> pool.borrowObject("key"));
            AbstractTestObjectPool.removeDestroyObjectCall(inactive.getMethodCalls());
            assertEquals(
                    List.of(
                            new MethodCall("activateObject", "key", 0),
                            new MethodCall("makeObject", "key").returned(1),
                            new MethodCall("activateObject", "key", 1)),
                    inactive.getMethodCalls());
        }
        FailingKeyedPooledObjectFactory invalid = new FailingKeyedPooledObjectFactory();
        try (KeyedObjectPool<Object, Object> pool = makeEmptyPool(invalid)) {
            pool.addObject("key");
            invalid.getMethodCalls().clear();
            invalid.setValidateObjectFail(true);
            assertThrows(NoSuchElementException.class, () -> pool.borrowObject("key"));
            AbstractTestObjectPool.removeDestroyObjectCall(invalid.getMethodCalls());
            assertEquals(
                    List.of(
                            new MethodCall("activateObject", "key", 0),
                            new MethodCall("validateObject", "key", 0),
                            new MethodCall("makeObject", "key").returned(1),
                            new MethodCall("activateObject", "key", 1),
                            new MethodCall("validateObject", "key", 1)),
                    invalid.getMethodCalls());
        }
    }

    /** As there, but for its end: an object that cannot be passivated is destroyed, and does not take a place for ever. */
    @Override
    @Test
    void testKPOFAddObjectUsage() throws Exception {
        FailingKeyedPooledObjectFactory factory = new FailingKeyedPooledObjectFactory();
        try (KeyedObjectPool<Object, Object> pool = makeEmptyPool(factory)) {
            pool.addObject("key");
            assertEquals(
                    List.of(
                            new MethodCall("makeObject", "key").returned(0),
                            new MethodCall("passivateObject", "key", 0)),
                    factory.getMethodCalls());

            pool.clear();
            factory.reset();
            factory.setMakeObjectFail(true);
            assertThrows(PrivateException.class, () -> pool.addObject("key"));
            assertEquals(List.of(new MethodCall("makeObject", "key")), factory.getMethodCalls());

            factory.getMethodCalls().clear();
            factory.setMakeObjectFail(false);
            factory.setPassivateObjectFail(true);
            assertThrows(PrivateException.class, () -> pool.addObject("key"));
            assertEquals(
                    List.of(
                            new MethodCall("makeObject", "key").returned(1),
                            new MethodCall("passivateObject", "key", 1),
                            new MethodCall("destroyObject", "key", 1)),
                    factory.getMethodCalls());
        }
    }

    /** As there, but for its end, where it wants an exception that {@code GenericKeyedObjectPool} swallows, as is done here. */
    @Override
    @Test
    void testKPOFReturnObjectUsages() throws Exception {
        FailingKeyedPooledObjectFactory factory = new FailingKeyedPooledObjectFactory();
        try (KeyedObjectPool<Object, Object> pool = makeEmptyPool(factory)) {
            Object first = pool.borrowObject("key");
            factory.getMethodCalls().clear();
            pool.returnObject("key", first);
            assertEquals(List.of(new MethodCall("passivateObject", "key", first)), factory.getMethodCalls());

            pool.addObject("key");
            pool.borrowObject("key");
            Object second = pool.borrowObject("key");
            factory.getMethodCalls().clear();
            factory.setPassivateObjectFail(true);
            pool.returnObject("key", second);
            assertEquals(
                    List.of(
                            new MethodCall("passivateObject", "key", second),
                            new MethodCall("destroyObject", "key", second)),
                    factory.getMethodCalls());
            assertEquals(0, pool.getNumIdle("key"));
            assertEquals(1, pool.getNumActive("key"));

            Object third = pool.borrowObject("key");
            factory.setDestroyObjectFail(true);
            pool.returnObject("key", third);
            assertEquals(1, pool.getNumActive("key"));
        }
    }

    /** Makes "key0", "key1", … */
    private static final class Numbered extends BaseKeyedPooledObjectFactory<Object, Object> {
        private final Map<Object, AtomicInteger> numbers = new ConcurrentHashMap<>();

        @Override
        public Object create(Object key) {
            return String.valueOf(key)
                    + numbers.computeIfAbsent(key, fresh -> new AtomicInteger()).getAndIncrement();
        }

        @Override
        public PooledObject<Object> wrap(Object value) {
            return new DefaultPooledObject<>(value);
        }
    }
}
