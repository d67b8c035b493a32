package io.conecta.shell;

import io.conecta.Pool;
import java.util.Map;
import java.util.Objects;

/**
 * A pool and what its service says of it.
 *
 * @param id the number of its service, never given twice while the framework runs
 * @param name the pool's name
 * @param type the class that is pooled, {@code "?"} if the service does not say
 * @param pool the pool itself
 */
record PoolEntry(long id, String name, String type, Pool<?> pool) {
    static PoolEntry of(Map<String, Object> service, Pool<?> pool) {
        long id = service.get("service.id") instanceof Number number ? number.longValue() : 0;
        return new PoolEntry(id, pool.name(), Objects.toString(service.get("pool.type"), "?"), pool);
    }

    /** {@return whether there is more to the pool than a configuration that was refused} */
    boolean isBuilt() {
        return pool.stats().maxSize() > 0 || pool.settings().maxSize() == 0;
    }
}
