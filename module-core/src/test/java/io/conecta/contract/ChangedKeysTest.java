package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilders;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Keys that change although they must not")
class ChangedKeysTest {
    private static final int CHANGED = 1_234_567;

    /** Equals every other. */
    private static final class Key {
        private volatile IntSupplier hash = () -> 1;

        @Override
        public int hashCode() {
            return hash.getAsInt();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key;
        }

        @Override
        public String toString() {
            return "key";
        }
    }

    private static KeyedPoolBuilder<Key, Thing> builder(Kit kit) {
        kit.mayLive(1);
        return KeyedPool.<Key, Thing>builder(key -> kit.newThing())
                .closeFunc(kit::closed)
                .name("ftp")
                .keyIdleTimeout(ofMillis(200))
                .idleTimeout(ofMillis(200))
                .scanInterval(ofMillis(100));
    }

    /** {@return a pool that has forgotten a key, and cannot take it off its map: it has changed} */
    private static KeyedPool<Key, Thing> poolWithChangedKey(Kit kit) throws InterruptedException {
        KeyedPool<Key, Thing> pool = PoolBuilders.build(builder(kit), kit.background());
        Key key = new Key();
        pool.put(key, pool.getOrCreate(key));
        key.hash = () -> CHANGED;
        kit.time().advance(ofSeconds(3));
        assertThat(kit.alive()).isZero();
        assertThat(pool.keys()).containsExactly(key);
        return pool;
    }

    @Test
    @DisplayName("the pool's has changed, and was forgotten / borrow for one as it was / gets an object")
    void changed(Kit kit) throws Exception {
        KeyedPool<Key, Thing> pool = poolWithChangedKey(kit);

        Thing thing =
                kit.thread(() -> pool.getOrCreate(new Key(), ofMillis(500))).result();

        assertThat(pool.stats(new Key()).lent()).isOne();
        pool.put(new Key(), thing);
        assertThat(pool.keys()).hasSize(1);
        pool.close();
    }

    @Test
    @DisplayName("the same / get / finds nothing, and lets the next find nothing too")
    void changedGet(Kit kit) throws Exception {
        KeyedPool<Key, Thing> pool = poolWithChangedKey(kit);

        assertThat(kit.thread(() -> pool.get(new Key())).result()).isEmpty();

        assertThat(pool.keys()).isEmpty();
        pool.close();
    }

    @Test
    @DisplayName("the borrower's changes from one look to the next / is told that, and what to fix")
    void unsteady(Kit kit) throws Exception {
        KeyedPool<Key, Thing> pool = poolWithChangedKey(kit);
        Key unsteady = new Key();
        AtomicInteger looks = new AtomicInteger();
        unsteady.hash = () -> looks.incrementAndGet() % 2 == 1 ? 1 : CHANGED;

        assertThat(kit.thread(() -> pool.getOrCreate(unsteady, ofMillis(500))).failure(IllegalStateException.class))
                .hasMessage("pool \"ftp\": key key is found, and cannot be removed: its hashCode or equals has changed;"
                        + " keys must not change, fix " + Key.class.getName());
        pool.close();
    }

    @Test
    @DisplayName("it changes while its pool cannot be made / borrow for one as it was / gets an object")
    void changedWhileMade(Kit kit) throws Exception {
        Key first = new Key();
        KeyedPool<Key, Thing> pool =
                PoolBuilders.build(builder(kit).budget(refusing(() -> first.hash = () -> CHANGED)), kit.background());
        assertThatThrownBy(() -> pool.getOrCreate(first)).hasMessage("made up");

        Thing thing =
                kit.thread(() -> pool.getOrCreate(new Key(), ofMillis(500))).result();

        pool.put(new Key(), thing);
        pool.close();
    }

    /** {@return a budget that refuses the first pool that joins it, after this} */
    private static PoolBudget refusing(Runnable before) {
        PoolBudget budget = PoolBudget.of(10);
        AtomicInteger joined = new AtomicInteger();
        return (PoolBudget) Proxy.newProxyInstance(
                PoolBudget.class.getClassLoader(), new Class<?>[] {PoolBudget.class}, (self, method, arguments) -> {
                    if (method.getName().equals("join") && joined.incrementAndGet() == 1) {
                        before.run();
                        throw new IllegalStateException("made up");
                    }
                    return method.invoke(budget, arguments);
                });
    }
}
