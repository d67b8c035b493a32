package io.conecta.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.kit.Jvm;
import io.conecta.kit.Patience;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a key costs")
class KeyFootprintTest {
    private static final int KEYS = 5_000;
    /** 4,200 when this was written. */
    private static final long MOST_BYTES = 4_800;

    @Test
    @DisplayName(
            "many keys with one idle object each / a key takes no more memory than it says in the docs, and no thread")
    void bytes() throws Exception {
        List<String> said = Jvm.run(ManyKeys.class, "-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1");

        assertThat(Long.parseLong(said.get(0)))
                .as("bytes a key beside its object")
                .isBetween(500L, MOST_BYTES);
        assertThat(Integer.parseInt(said.get(1))).as("threads of this JVM").isLessThan(50);
    }

    /** The new JVM's program. */
    static final class ManyKeys {
        private static final long STEADY_BYTES = 50_000;

        private ManyKeys() {}

        public static void main(String[] args) throws InterruptedException {
            use(pool(), 100).close(); // What is loaded and started for the first is not counted.
            KeyedPool<Integer, Object> pool = pool();
            long before = used();
            use(pool, KEYS);
            long bytes = (used() - before) / KEYS - 16 - 16; // The object, and the key.
            System.out.println(bytes);
            System.out.println(ManagementFactory.getThreadMXBean().getThreadCount());
            pool.close();
        }

        private static KeyedPool<Integer, Object> pool() {
            return KeyedPool.<Integer, Object>builder(key -> new Object())
                    .idleTimeout(Duration.ofMinutes(10))
                    .build();
        }

        private static KeyedPool<Integer, Object> use(KeyedPool<Integer, Object> pool, int keys)
                throws InterruptedException {
            for (int key = 1_000; key < 1_000 + keys; key++) {
                pool.put(key, pool.getOrCreate(key));
            }
            return pool;
        }

        /** What is live once nothing is on its way any more: three collections in a row find the same. */
        private static long used() {
            long[] used = {Long.MAX_VALUE};
            int[] same = {0};
            Patience.until("memory is steady", () -> {
                System.gc();
                long now =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                same[0] = Math.abs(now - used[0]) < STEADY_BYTES ? same[0] + 1 : 0;
                used[0] = now;
                return same[0] == 2;
            });
            return used[0];
        }
    }
}
