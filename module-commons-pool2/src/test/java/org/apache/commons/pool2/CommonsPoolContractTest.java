package org.apache.commons.pool2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.conecta.commons.ConectaObjectPool;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.Test;

/** The contract of {@link ObjectPool} as commons-pool2 itself tests it. In its package, since two tests of it are replaced. */
class CommonsPoolContractTest extends AbstractTestObjectPool {
    @Override
    protected <E extends Exception> ObjectPool<Object> makeEmptyPool(PooledObjectFactory<Object> factory) {
        GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
        config.setTestOnBorrow(true); // The test sets it, if it knows the class.
        return new ConectaObjectPool<>(factory, config);
    }

    /** As there, but with a pool for each part: since a creation has failed, the engine tries others by itself. */
    @Override
    @Test
    void testPOFBorrowObjectUsages() throws Exception {
        MethodCallPoolableObjectFactory factory = new MethodCallPoolableObjectFactory();
        try (ObjectPool<Object> pool = makeEmptyPool(factory)) {
            pool.addObject();
            factory.getMethodCalls().clear();
            pool.borrowObject();
            assertEquals(
                    List.of(new MethodCall("activateObject", 0), new MethodCall("validateObject", 0).returned(true)),
                    factory.getMethodCalls());
        }
        MethodCallPoolableObjectFactory failing = new MethodCallPoolableObjectFactory();
        failing.setMakeObjectFail(true);
        try (ObjectPool<Object> pool = makeEmptyPool(failing)) {
            assertThrows(PrivateException.class, pool::borrowObject);
        }
        MethodCallPoolableObjectFactory inactive = new MethodCallPoolableObjectFactory();
        try (ObjectPool<Object> pool = makeEmptyPool(inactive)) {
            pool.addObject();
            inactive.getMethodCalls().clear();
            inactive.setActivateObjectFail(true);
            assertThrows(NoSuchElementException.class, pool::borrowObject);
            AbstractTestObjectPool.removeDestroyObjectCall(inactive.getMethodCalls());
            assertEquals(
                    List.of(
                            new MethodCall("activateObject", 0),
                            new MethodCall("makeObject").returned(1),
                            new MethodCall("activateObject", 1)),
                    inactive.getMethodCalls());
        }
        MethodCallPoolableObjectFactory invalid = new MethodCallPoolableObjectFactory();
        try (ObjectPool<Object> pool = makeEmptyPool(invalid)) {
            pool.addObject();
            invalid.getMethodCalls().clear();
            invalid.setValidateObjectFail(true);
            assertThrows(NoSuchElementException.class, pool::borrowObject);
            AbstractTestObjectPool.removeDestroyObjectCall(invalid.getMethodCalls());
            assertEquals(
                    List.of(
                            new MethodCall("activateObject", 0),
                            new MethodCall("validateObject", 0),
                            new MethodCall("makeObject").returned(1),
                            new MethodCall("activateObject", 1),
                            new MethodCall("validateObject", 1)),
                    invalid.getMethodCalls());
        }
    }

    /** As there, but for its end: an object that cannot be passivated is destroyed, and does not take a place for ever. */
    @Override
    @Test
    void testPOFAddObjectUsage() throws Exception {
        MethodCallPoolableObjectFactory factory = new MethodCallPoolableObjectFactory();
        try (ObjectPool<Object> pool = makeEmptyPool(factory)) {
            pool.addObject();
            assertEquals(0, pool.getNumActive());
            assertEquals(1, pool.getNumIdle());
            assertEquals(
                    List.of(new MethodCall("makeObject").returned(0), new MethodCall("passivateObject", 0)),
                    factory.getMethodCalls());

            pool.clear();
            factory.reset();
            factory.setMakeObjectFail(true);
            assertThrows(PrivateException.class, pool::addObject);
            assertEquals(List.of(new MethodCall("makeObject")), factory.getMethodCalls());

            factory.getMethodCalls().clear();
            factory.setMakeObjectFail(false);
            factory.setPassivateObjectFail(true);
            assertThrows(PrivateException.class, pool::addObject);
            assertEquals(
                    List.of(
                            new MethodCall("makeObject").returned(1),
                            new MethodCall("passivateObject", 1),
                            new MethodCall("destroyObject", 1)),
                    factory.getMethodCalls());
        }
    }
}
