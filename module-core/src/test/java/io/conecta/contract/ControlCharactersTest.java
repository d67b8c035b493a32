package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name can forge a line of the log. */
@ExtendWith(PoolLaws.class)
@DisplayName("Control characters in names")
class ControlCharactersTest {
    private static final String FORGED = "a\r\nERROR forged\u001b[2J\u0085\u2028\u2029\u007f\u0000b";
    private static final String SHOWN = "a  ERROR forged [2J     b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u001b[31mb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u007fb"
            })
    @DisplayName("a pool's name / refused, and shown without them")
    void poolName(String name) {
        String shown = "was \"" + name.replaceAll("[\\p{Cc}\u2028\u2029]", " ") + "\"";
        assertThatThrownBy(() -> Pool.builder(Object::new).name(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name must not hold control characters, ")
                .hasMessageContaining(shown);
        assertThatThrownBy(() -> PoolSettings.defaults().with("name", name)).hasMessageContaining(shown);
        assertThatThrownBy(() -> PoolSettings.defaults().withBudget(name))
                .hasMessageStartingWith("budget must not hold control characters, ")
                .hasMessageContaining(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "a b", "a\"b", "äöü", "\uD83D\uDCA5", "a,b=c*?", "%s{0}"})
    @DisplayName("any other name / accepted")
    void otherNames(String name) {
        assertThat(PoolSettings.defaults().withName(name).name()).isEqualTo(name);
    }

    @Test
    @DisplayName("a thread's name / has spaces instead, in messages, reports, loans and the log")
    void threadName(Kit kit) {
        Log log = kit.log();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).leakThreshold(ofMinutes(1)));
        Borrower<Thing> holder = kit.thread(() -> {
            Thread.currentThread().setName(FORGED);
            return pool.getOrCreate();
        });
        Thing thing = holder.result();
        Borrower<Thing> waiter = kit.thread(() -> {
                    Thread.currentThread().setName(FORGED);
                    return pool.getOrCreate(ofMinutes(9));
                })
                .awaitParked();
        assertThat(pool.report().waiters()).extracting(each -> each.thread()).containsExactly(SHOWN);
        assertThat(pool.report().toString()).contains(SHOWN).doesNotContain(FORGED);
        kit.time().advance(ofMinutes(3));
        assertThat(pool.loans()).extracting(each -> each.borrower()).containsExactly(SHOWN);
        assertThat(kit.borrower(pool, ZERO).failure(PoolTimeoutException.class))
                .hasMessageContaining("\"" + SHOWN + "\"");
        assertThat(log.lines("leaked")).hasSize(1).allMatch(line -> line.contains(SHOWN));
        pool.put(thing);
        pool.put(waiter.result());
    }

    @Test
    @DisplayName("a key / has spaces instead")
    void key() throws Exception {
        try (KeyedPool<String, Object> pool = KeyedPool.builder((String key) -> new Object())
                .name("keyed")
                .maxSize(1)
                .build()) {
            Object lent = pool.getOrCreate(FORGED);
            assertThatThrownBy(() -> pool.getOrCreate(FORGED, ZERO)).hasMessageContaining("keyed[" + SHOWN + "]");
            pool.put(FORGED, lent);
        }
    }
}
