package io.conecta;

import io.conecta.internal.runtime.Background;

/** The door through which the test kit gives pools its own time. */
public final class PoolBuilders {
    private PoolBuilders() {}

    public static <T> Pool<T> build(PoolBuilder<T> builder, Background background) {
        return builder.build(background);
    }

    public static <K, T> KeyedPool<K, T> build(KeyedPoolBuilder<K, T> builder, Background background) {
        return builder.build(background);
    }
}
