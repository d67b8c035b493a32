package io.conecta.commons;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** Builds Conecta's own pools from factories of commons-pool2. */
public final class CommonsFactories {
    private CommonsFactories() {}

    /**
     * Starts the construction of a {@link Pool} whose objects a factory of commons-pool2 makes ({@code newFunc}), validates
     * ({@code pingFunc}; activated before and passivated after it), activates ({@code prepareFunc}), passivates ({@code resetFunc}) and
     * destroys ({@code closeFunc}). Everything else
     * is as in {@link Pool#builder}; set what you had in the configuration there. Leave those functions as they are: the factory's
     * {@code PooledObject}s go from one to the other.
     *
     * @param factory makes the objects; called from several threads at once
     * @param <T> what is pooled
     * @return a builder with the defaults named there
     * @throws NullPointerException if {@code factory} is null
     */
    public static <T> PoolBuilder<T> builder(PooledObjectFactory<T> factory) {
        Functions<T> functions = new Functions<>(Objects.requireNonNull(factory, "factory"));
        return Pool.<T>builder(functions::make)
                .pingFunc((object, failures) -> functions.ping(object))
                .prepareFunc(functions::prepare)
                .resetFunc(functions::reset)
                .closeFunc(functions::close);
    }

    /** The factory's methods, and the wrapper of each object. */
    private static final class Functions<T> {
        private final PooledObjectFactory<T> factory;
        private final Map<Identity, PooledObject<T>> all = new ConcurrentHashMap<>();

        Functions(PooledObjectFactory<T> factory) {
            this.factory = factory;
        }

        /** {@return the wrapper; a new one for an object that the pool was given} */
        PooledObject<T> of(T object) {
            return all.computeIfAbsent(new Identity(object), unknown -> new DefaultPooledObject<>(object));
        }

        T make() throws Exception {
            PooledObject<T> pooled = factory.makeObject();
            if (PooledObject.isNull(pooled)) {
                throw new NullPointerException(factory.getClass().getName() + ".makeObject() = null");
            }
            T object = pooled.getObject();
            all.put(new Identity(object), pooled);
            return object;
        }

        /** As commons-pool2 tests idle objects: a passivated one need not be valid. */
        boolean ping(T object) throws Exception {
            PooledObject<T> pooled = of(object);
            factory.activateObject(pooled);
            if (!factory.validateObject(pooled)) {
                return false;
            }
            factory.passivateObject(pooled);
            return true;
        }

        void prepare(T object) throws Exception {
            PooledObject<T> pooled = of(object);
            pooled.allocate();
            factory.activateObject(pooled);
        }

        void reset(T object) throws Exception {
            PooledObject<T> pooled = of(object);
            pooled.markReturning();
            factory.passivateObject(pooled);
            pooled.deallocate();
        }

        void close(T object) throws Exception {
            PooledObject<T> pooled = of(object);
            all.remove(new Identity(object));
            pooled.invalidate();
            factory.destroyObject(pooled);
        }
    }
}
