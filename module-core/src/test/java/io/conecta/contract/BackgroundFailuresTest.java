package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.PoolBuilders;
import io.conecta.internal.runtime.Work;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.LogPage;
import io.conecta.kit.PoolLaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Background work that fails")
class BackgroundFailuresTest {
    private static final String UNFORESEEN = "work of a pool failed, which should not happen; please report this";

    /** A key whose hash fails for a while. */
    private static final class Key {
        private volatile boolean broken;

        @Override
        public int hashCode() {
            if (broken) {
                throw new IllegalStateException("no hash");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }

        @Override
        public String toString() {
            return "key";
        }
    }

    @Test
    @DisplayName("the hash of a key that is to be forgotten throws / one line, which names the pool and the key")
    void keyThrows(Kit kit) throws Exception {
        Log log = kit.log();
        Key key = new Key();
        KeyedPool<Key, Object> pool = PoolBuilders.build(
                KeyedPool.<Key, Object>builder(each -> new Object())
                        .name("ftp")
                        .keyIdleTimeout(ofMillis(200))
                        .idleTimeout(ofMillis(200))
                        .scanInterval(ofMillis(100)),
                kit.background());
        pool.put(key, pool.getOrCreate(key));
        key.broken = true;
        for (int i = 0; i < 30; i++) {
            kit.time().advance(ofMillis(100));
        }

        assertThat(log.lines())
                .containsExactly("pool \"ftp\": key key threw from hashCode or equals, and is kept; fix its class");
        assertThat(log.lines()).allMatch(LogPage::has);
        kit.time().advance(ofSeconds(30));
        assertThat(log.lines("more like this within 30 s"))
                .singleElement()
                .asString()
                .startsWith("pool \"ftp\": key failed: ");
        key.broken = false;
        kit.time().advance(ofSeconds(1));
        assertThat(pool.keys()).isEmpty();
        pool.close();
    }

    @Test
    @DisplayName("other work fails again and again / a line for each pool, and a count with the next after 30 s")
    void folded(Kit kit) {
        Log log = kit.log();
        for (int i = 0; i < 5; i++) {
            fail(kit, "orders");
            fail(kit, "reports");
        }
        assertThat(log.lines()).containsExactly("pool \"orders\": " + UNFORESEEN, "pool \"reports\": " + UNFORESEEN);
        kit.time().advance(ofSeconds(30));
        fail(kit, "orders");
        fail(kit, "orders");
        kit.background().execute(Work.of(BackgroundFailuresTest::mistake));
        kit.time().quiesce();

        assertThat(log.lines().subList(2, 4))
                .containsExactly(
                        "pool \"orders\": " + UNFORESEEN + " (4 more like this since the last such line)", UNFORESEEN);
        assertThat(log.lines()).hasSize(4);
    }

    private static void fail(Kit kit, String pool) {
        kit.background().execute(Work.of(pool, BackgroundFailuresTest::mistake));
        kit.time().quiesce();
    }

    private static void mistake() {
        throw new AssertionError("made up");
    }
}
