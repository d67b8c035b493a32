package io.conecta.opentelemetry;

import io.conecta.Pool;
import io.conecta.config.ForwardingPool;

/** As the compiler generates it. */
final class Typed extends ForwardingPool<StringBuilder> {
    Typed(Pool<StringBuilder> pool) {
        super(pool);
    }
}
