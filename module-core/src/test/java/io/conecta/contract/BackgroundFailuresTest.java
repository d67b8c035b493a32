package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.PoolBuilders;
import io.conecta.internal.runtime.Work;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.LogPage;
import io.conecta.kit.PoolLaws;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Background work that fails")
class BackgroundFailuresTest {
    private static final String UNFORESEEN = "work of a pool failed, which should not happen; please report this";

    /** A key whose hash fails for a while. */
    private static final class Key {
        private final int hash;
        private volatile boolean broken;
        private volatile @Nullable Error error;

        private Key(int hash) {
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            Error thrown = error;
            if (thrown != null) {
                throw thrown;
            }
            if (broken) {
                throw new IllegalStateException("no hash");
            }
            return hash;
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

    /** A keyed pool that forgets its keys soon. */
    private static KeyedPool<Key, Object> forgetful(Kit kit) {
        return PoolBuilders.build(
                KeyedPool.<Key, Object>builder(each -> new Object())
                        .name("ftp")
                        .keyIdleTimeout(ofMillis(200))
                        .idleTimeout(ofMillis(200))
                        .scanInterval(ofMillis(100)),
                kit.background());
    }

    @Test
    @DisplayName("the hash of a key that is to be forgotten throws / one line, which names the pool and the key")
    void keyThrows(Kit kit) throws Exception {
        Log log = kit.log();
        Key key = new Key(1);
        KeyedPool<Key, Object> pool = forgetful(kit);
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
    @DisplayName(
            "the hash of such a key throws an error / other keys are forgotten all the same, and it is the key's fault")
    void keyThrowsAnError(Kit kit) throws Exception {
        Log log = kit.log();
        KeyedPool<Key, Object> pool = forgetful(kit);
        List<Key> keys = IntStream.range(0, 9).mapToObj(Key::new).toList(); // In the order in which they are looked at.
        for (Key key : keys) {
            pool.put(key, pool.getOrCreate(key));
        }
        List<Key> bad = List.of(keys.get(0), keys.get(3), keys.get(7));
        bad.get(0).error = new AssertionError("made up");
        bad.get(1).error = new StackOverflowError("made up");
        bad.get(2).error = new OutOfMemoryError("made up");
        for (int i = 0; i < 30; i++) {
            kit.time().advance(ofMillis(100));
        }
        assertThat(log.lines())
                .containsExactly("pool \"ftp\": key key threw from hashCode or equals, and is kept; fix its class");

        bad.forEach(key -> key.error = null);
        assertThat(pool.keys()).containsExactlyInAnyOrderElementsOf(bad);
        kit.time().advance(ofSeconds(1));
        assertThat(pool.keys()).isEmpty();
        pool.close();
    }

    /** Is asked for its stack trace, and does not answer. */
    private static final class Mute extends Error {
        private static final long serialVersionUID = 1L;

        private final transient Gate gate;

        private Mute(Gate gate) {
            this.gate = gate;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            gate.passDeaf();
            throw new IllegalStateException("made up");
        }
    }

    @Test
    @DisplayName("work fails with an error that blocks when it is asked for its stack trace / other work goes on")
    void errorThatBlocks(Kit kit) {
        Log log = kit.log();
        Gate gate = kit.gate();
        kit.background().execute(Work.of("orders", () -> {
            throw new Mute(gate);
        }));
        gate.awaitArrivals(1);

        kit.thread(() -> {
                    kit.background().execute(Work.of("reports", () -> {}));
                    return kit.background().users();
                })
                .result();
        gate.open();
        kit.time().quiesce();
        assertThat(log.lines()).containsExactly("pool \"orders\": " + UNFORESEEN);
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
