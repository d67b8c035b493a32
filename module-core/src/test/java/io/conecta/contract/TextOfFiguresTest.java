package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetStats;
import io.conecta.KeyedPoolSettings;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Limits;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures and durations are written as options are. */
@ExtendWith(PoolLaws.class)
@DisplayName("Figures in texts")
class TextOfFiguresTest {
    @Test
    @DisplayName("maxSize is unlimited / none, in the pool's text and in a refusal")
    void noLimit(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(PoolSettings.UNLIMITED));
        kit.mayLive(1);
        kit.borrow(pool);
        assertThat(pool.toString()).contains("maxSize=none").doesNotContain("2147483647");
        assertThat(kit.borrower(pool, ZERO).failure(PoolTimeoutException.class))
                .hasMessageContaining("maxSize=none, ")
                .hasMessageNotContaining("2147483647");
    }

    @Test
    @DisplayName("a budget without limit / so it says")
    void noLimitOfBudget(Kit kit) throws Exception {
        PoolBudget budget = PoolBudget.of(Integer.MAX_VALUE).name("all");
        Pool<Thing> pool = kit.build(kit.builder().name("one").maxSize(2).budget(budget));
        kit.borrow(pool);
        assertThat(budget).hasToString("budget \"all\": 1 used, without limit (one 1)");
        assertThat(budget.report()).contains("1 permits taken, without limit").doesNotContain("2147483647");
        assertThat(budget.stats().toString())
                .isEqualTo("BudgetStats[limit=none, used=1, waiting=0, pools="
                        + budget.stats().pools() + "]");
        assertThat(new BudgetStats(3, 2, 1, List.of()))
                .hasToString("BudgetStats[limit=3, used=2, waiting=1, pools=[]]");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 2, (Long.MAX_VALUE >> 2) / 1_000_000_000})
    @DisplayName("a duration that counts as for ever / off")
    void forEver(long seconds) {
        Duration time = ofSeconds(seconds);
        assertThat(PoolSettings.defaults().withCreateTimeout(time).toString()).contains("createTimeout=off");
        assertThat(PoolSettings.defaults().withIdleTimeout(time).toMap()).containsEntry("idleTimeout", "off");
        assertThat(Limits.text(time)).isEqualTo("off");
        assertThatThrownBy(() -> PoolSettings.defaults().withCreateTimeout(time.negated()))
                .hasMessageContaining("was -")
                .hasMessageNotContaining("was -off");
    }

    @Test
    @DisplayName("one that is a little shorter / as it is")
    void almostForEver() {
        Duration time = ofSeconds((Long.MAX_VALUE >> 2) / 1_000_000_000 - 1);
        assertThat(PoolSettings.defaults().withCreateTimeout(time).toString()).contains("createTimeout=26687d");
        assertThat(Limits.text(time)).isEqualTo(time.toMillis() + " ms");
    }

    @Test
    @DisplayName("health, failures, waiters, creations / their durations as options are written, in whole milliseconds")
    void durations() {
        PoolFailure failure =
                new PoolFailure("creation", "refused", ofMillis(61_300).plusNanos(7));
        assertThat(failure).hasToString("PoolFailure[what=creation, error=refused, age=1m1s300ms]");
        assertThat(new PoolHealth(PoolHealth.Status.DOWN, "refused", ofMillis(300), List.of(failure)))
                .hasToString("PoolHealth[status=DOWN, reason=refused, since=300ms, failures=[" + failure + "]]");
        assertThat(new PoolReport.Waiter("main", ofSeconds(90))).hasToString("Waiter[thread=main, waiting=1m30s]");
        assertThat(new PoolReport.Creation(Duration.ofNanos(1), List.of())).hasToString("Creation[age=0s, stack=[]]");
    }

    static List<String> keys() {
        return List.copyOf(PoolSettings.defaults().withName("any").toMap().keySet());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <V> V none() {
        @Nullable V none = null;
        return none;
    }

    @Test
    @DisplayName("null for an option, by its key / the exception names it")
    void nulls() {
        assertThat(keys()).contains("maxSize", "name", "strict", "leakTraces", "budget", "borrowTimeout");
        for (String key : keys()) {
            assertThatThrownBy(() -> PoolSettings.defaults().with(key, none()))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(key);
        }
        assertThatThrownBy(() -> PoolSettings.defaults().with(none(), 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> KeyedPoolSettings.defaults().withKeyIdleTimeout(none()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("keyIdleTimeout");
    }
}
