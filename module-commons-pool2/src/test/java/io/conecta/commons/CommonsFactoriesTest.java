package io.conecta.commons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommonsFactoriesTest {
    /** Writes down what it is asked to do, and in which state it finds the object. */
    private static final class Recording extends BasePooledObjectFactory<Thing> {
        final List<String> calls = new CopyOnWriteArrayList<>();
        volatile boolean fails;

        @Override
        public Thing create() {
            calls.add("make");
            if (fails) {
                throw new IllegalStateException("no more things");
            }
            return new Thing(0);
        }

        @Override
        public PooledObject<Thing> wrap(Thing thing) {
            return new DefaultPooledObject<>(thing);
        }

        @Override
        public void activateObject(PooledObject<Thing> thing) {
            calls.add("activate " + thing.getState());
        }

        @Override
        public boolean validateObject(PooledObject<Thing> thing) {
            calls.add("validate " + thing.getState());
            return !thing.getObject().broken;
        }

        @Override
        public void passivateObject(PooledObject<Thing> thing) {
            calls.add("passivate " + thing.getState());
        }

        @Override
        public void destroyObject(PooledObject<Thing> thing) {
            calls.add("destroy " + thing.getState());
        }
    }

    private final Recording factory = new Recording();

    @Test
    void thePoolAsksTheFactoryForEverything() throws Exception {
        try (Pool<Thing> pool = CommonsFactories.builder(factory)
                .initialSize(0)
                .pingIdleAfter(Duration.ZERO)
                .build()) {
            pool.run(thing -> {});
            pool.run(thing -> {});
        }

        assertThat(factory.calls)
                .containsExactly(
                        "make",
                        "activate ALLOCATED",
                        "passivate RETURNING",
                        "activate IDLE",
                        "validate IDLE",
                        "passivate IDLE",
                        "activate ALLOCATED",
                        "passivate RETURNING",
                        "destroy INVALID");
    }

    @Test
    void whatTheFactoryThrowsIsTheCause() {
        factory.fails = true;
        try (Pool<Thing> pool = CommonsFactories.builder(factory).initialSize(0).build()) {
            assertThatThrownBy(pool::getOrCreate)
                    .isInstanceOf(PoolCreateException.class)
                    .hasRootCauseMessage("no more things");
        }
    }

    @Test
    void anAdoptedObjectIsTheFactorysFromThenOn() throws Exception {
        Thing mine = new Thing(7);
        try (Pool<Thing> pool = CommonsFactories.builder(factory).initialSize(0).build()) {
            pool.adopt(mine);
            assertThat(pool.getOrCreate()).isSameAs(mine);
            pool.discard(mine);
        }

        assertThat(factory.calls).containsExactly("activate ALLOCATED", "destroy INVALID");
    }
}
