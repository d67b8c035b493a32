package io.conecta;

import io.conecta.internal.runtime.Background;

/** The door through which the stress gives pools threads that it can withhold. */
public final class PoolBuilders {
    private PoolBuilders() {}

    /** {@return the pool, on this background} */
    public static <T> Pool<T> build(PoolBuilder<T> builder, Background background) {
        return builder.build(background);
    }
}
