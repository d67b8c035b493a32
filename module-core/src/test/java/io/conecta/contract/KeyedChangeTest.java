package io.conecta.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.PoolBuilders;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Changes of all keys")
class KeyedChangeTest {
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    /** Does what a test wants it to at each change. */
    private static class Hearing implements PoolListener<Thing> {
        private volatile Runnable reaction = () -> {};
        private volatile Runnable atNewKey = () -> {};

        @Override
        public PoolListener<Thing> forPool(String name) {
            atNewKey.run();
            return this;
        }

        @Override
        public void onReconfigured(PoolSettings before, PoolSettings after) {
            reaction.run();
        }
    }

    private static KeyedPool<String, Thing> pool(Kit kit, PoolListener<Thing> listener) {
        return PoolBuilders.build(
                KeyedPool.<String, Thing>builder(key -> kit.newThing())
                        .closeFunc(kit::closed)
                        .listener(listener)
                        .name("ftp"),
                kit.background());
    }

    private static void use(Kit kit, KeyedPool<String, Thing> pool, List<String> keys) {
        kit.mayLive(100);
        for (String key : keys) {
            pool.put(key, kit.thread(() -> pool.getOrCreate(key)).result());
        }
    }

    private static Borrower<Boolean> changing(Kit kit, KeyedPool<String, Thing> pool, int maxSize) {
        return kit.thread(() -> {
            pool.reconfigure(pool.settings().withMaxSize(maxSize));
            return true;
        });
    }

    private static List<Integer> sizes(KeyedPool<String, Thing> pool) {
        return KEYS.stream().map(key -> pool.stats(key).maxSize()).toList();
    }

    private static void close(Kit kit, KeyedPool<String, Thing> pool) {
        pool.close();
        kit.time().quiesce();
    }

    @Test
    @DisplayName("a listener blocks at a change / all keys have the settings, and other changes and borrowers go on")
    void listenerBlocks(Kit kit) {
        Gate gate = kit.gate();
        Hearing hearing = new Hearing();
        KeyedPool<String, Thing> pool = pool(kit, hearing);
        use(kit, pool, KEYS);
        hearing.reaction = gate::passDeaf;

        Borrower<Boolean> first = changing(kit, pool, 5);
        gate.awaitArrivals(1);
        assertThat(sizes(pool)).containsExactly(5, 5, 5, 5);

        kit.thread(() -> {
                    pool.reconfigure(pool.settings().withMaxTotal(50));
                    return true;
                })
                .result();
        use(kit, pool, List.of("new"));
        assertThat(pool.stats().maxSize()).isEqualTo(50);
        assertThat(first.isDone()).isFalse();

        gate.open();
        first.result();
        close(kit, pool);
    }

    @Test
    @DisplayName(
            "a key is made during a change whose listener blocks / it has the new settings, and its borrower goes on")
    void keyIsMade(Kit kit) {
        Gate making = kit.gate();
        Gate gate = kit.gate();
        Hearing hearing = new Hearing();
        KeyedPool<String, Thing> pool = pool(kit, hearing);
        use(kit, pool, KEYS);
        hearing.reaction = gate::passDeaf;
        hearing.atNewKey = making::passDeaf;

        Borrower<Thing> borrower = kit.thread(() -> pool.getOrCreate("new", ofSeconds(1)));
        making.awaitArrivals(1);
        Borrower<Boolean> change = changing(kit, pool, 5);
        gate.awaitArrivals(1);
        making.open();

        pool.put("new", borrower.result());
        assertThat(pool.stats("new").maxSize()).isEqualTo(5);
        gate.open();
        change.result();
        close(kit, pool);
    }

    @Test
    @DisplayName("a listener changes the settings again / all keys have the latest, and each change was told once")
    void listenerChanges(Kit kit) {
        Hearing hearing = new Hearing();
        List<Integer> heard = new CopyOnWriteArrayList<>();
        KeyedPool<String, Thing> pool = pool(kit, hearing);
        use(kit, pool, KEYS);
        hearing.reaction = () -> {
            heard.add(pool.settings().maxSize());
            if (pool.settings().maxSize() == 5) {
                pool.reconfigure(pool.settings().withMaxSize(7).withMaxTotal(70));
            }
        };

        changing(kit, pool, 5).result();

        assertThat(pool.settings().maxSize()).isEqualTo(7);
        assertThat(sizes(pool)).containsExactly(7, 7, 7, 7);
        assertThat(pool.report().budget().limit()).isEqualTo(70);
        assertThat(heard).hasSize(8);
        close(kit, pool);
    }

    @Test
    @DisplayName("closes of all keys hang / clear / all have begun, and it waits up to closeTimeout for all together")
    void clear(Kit kit) {
        Gate gate = kit.gate();
        KeyedPool<String, Thing> pool = PoolBuilders.build(
                KeyedPool.<String, Thing>builder(key -> kit.newThing())
                        .closeFunc(thing -> {
                            gate.passDeaf();
                            kit.closed(thing);
                        })
                        .closeTimeout(ofSeconds(1))
                        .name("ftp"),
                kit.background());
        use(kit, pool, KEYS);

        Borrower<Boolean> clearing = kit.thread(() -> {
            pool.clear();
            return true;
        });
        gate.awaitArrivals(KEYS.size());
        clearing.awaitParked();
        kit.time().advance(ofSeconds(1));
        clearing.result();

        gate.open();
        close(kit, pool);
    }
}
