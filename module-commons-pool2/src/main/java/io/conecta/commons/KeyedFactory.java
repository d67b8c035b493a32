package io.conecta.commons;

import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;

/** A keyed factory, for one key. */
record KeyedFactory<K, V>(KeyedPooledObjectFactory<K, V> factory, K key) implements PooledObjectFactory<V> {
    @Override
    public PooledObject<V> makeObject() throws Exception {
        return factory.makeObject(key);
    }

    @Override
    public void activateObject(PooledObject<V> pooled) throws Exception {
        factory.activateObject(key, pooled);
    }

    @Override
    public boolean validateObject(PooledObject<V> pooled) {
        return factory.validateObject(key, pooled);
    }

    @Override
    public void passivateObject(PooledObject<V> pooled) throws Exception {
        factory.passivateObject(key, pooled);
    }

    @Override
    public void destroyObject(PooledObject<V> pooled) throws Exception {
        factory.destroyObject(key, pooled);
    }

    @Override
    public void destroyObject(PooledObject<V> pooled, DestroyMode mode) throws Exception {
        factory.destroyObject(key, pooled, mode);
    }
}
