package io.conecta.internal;

import io.conecta.NewFunc;
import io.conecta.NewKeyedFunc;
import io.conecta.internal.runtime.ContextLoader;

/**
 * Creates the objects of one key. Does not know {@link Keys}: a key's pool must not know of the others, or a keyed pool that is dropped is never
 * noticed.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class KeyCreate<K, T> implements NewFunc<T>, ContextLoader.Wrapper {
    private final K key;
    private final NewKeyedFunc<? super K, ? extends T> newFunc;

    KeyCreate(K key, NewKeyedFunc<? super K, ? extends T> newFunc) {
        this.key = key;
        this.newFunc = newFunc;
    }

    @Override
    public Object code() {
        return newFunc;
    }

    @Override
    public T create() throws Exception {
        return newFunc.create(key);
    }
}
