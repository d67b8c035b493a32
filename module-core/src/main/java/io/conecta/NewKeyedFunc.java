package io.conecta;

/**
 * Creates an object for a key; receives nothing else, and is called by several threads at once.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface NewKeyedFunc<K, T> {
    /**
     * Creates an object.
     *
     * @param key what it is for, such as a host
     * @return the object, never null, and never one that the pool has
     * @throws Exception if that fails; the borrower gets it as the cause of a {@link PoolCreateException}
     */
    T create(K key) throws Exception;
}
