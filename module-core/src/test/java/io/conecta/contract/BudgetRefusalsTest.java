package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetStats;
import io.conecta.Diagnosis;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolCreateException;
import io.conecta.PoolFullException;
import io.conecta.PoolTimeoutException;
import io.conecta.config.LeasedBudget;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("What a budget refuses")
class BudgetRefusalsTest extends WithBudget {
    @Test
    @DisplayName("a timeout that the budget caused / names it, who has it, and what to do")
    void timeout(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one, 2);

        PoolTimeoutException timeout = kit.borrower(two, ofMillis(30)).failure(PoolTimeoutException.class);

        assertThat(timeout)
                .hasMessageContainingAll(
                        "pool \"two\": no object within 30 ms",
                        "budget \"server\": 2 of 2 used (one 2)",
                        "raise the limit of the budget");
        assertThat(Objects.requireNonNull(timeout.report()).diagnosis().kind()).isEqualTo(Diagnosis.Kind.BUDGET);
    }

    @Test
    @DisplayName("everything is taken / adopt, build with initial objects / refused, naming the budget")
    void noRoom(Kit kit) {
        PoolBudget budget = budget(kit, 1);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one);
        Thing foreign = kit.foreign();

        assertThatThrownBy(() -> two.adopt(foreign))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContainingAll("budget \"server\": 1 of 1 used (one 1)", "raise the limit of the budget");
        assertThatThrownBy(
                        () -> kit.build(in(kit, budget, "three").initialSize(1).createTimeout(ofMillis(50))))
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContainingAll("budget \"server\": 1 of 1 used (one 1)", "lower initialSize");
        assertThat(budget.stats().pools()).hasSize(2);
        kit.closed(foreign);
    }

    @Test
    @DisplayName(
            "more initial objects than the budget can ever give / building is refused at once, naming both options")
    void initialSizeAboveTheLimit(Kit kit) {
        PoolBudget budget = budget(kit, 5);
        pool(kit, budget, "one", 3);

        assertThatThrownBy(() -> in(kit, budget, "two").initialSize(6).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("initialSize must be <= limit of budget \"server\", was initialSize=6 with limit=5;"
                        + " lower initialSize or raise the limit");
        assertThatThrownBy(() -> in(kit, budget, "two").initialSize(3).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("initialSize=3 is more than budget \"server\" can give, limit=5, of which minShare of its"
                        + " other pools keeps 3; lower initialSize or a minShare, raise the limit, or build with"
                        + " failFast(false)");
        assertThat(budget.stats().pools()).hasSize(1);
        Pool<Thing> patient =
                build(kit, budget, in(kit, budget, "two").initialSize(3).failFast(false));
        Patience.until("it has what there is", () -> patient.stats().created() == 2);
    }

    @Test
    @DisplayName("a name that is blank, holds a secret or is missing / refused, and no secret is repeated")
    @SuppressWarnings("NullAway") // To see it refused.
    void names() {
        PoolBudget budget = PoolBudget.of(1).name("server");
        assertThatThrownBy(() -> budget.name(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must not be blank, was \" \"; give one or leave it out");
        assertThatThrownBy(() -> budget.name("token=hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must not hold a secret, was \"token=…\"; logs, threads and services show it, so give"
                        + " another");
        assertThatThrownBy(() -> new LeasedBudget(1, PoolBudget.Lease.FOREVER, false).name("ftp://anna:hunter2@host"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was \"ftp://…@host\"");
        assertThatThrownBy(() -> budget.name(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThat(budget.name()).isEqualTo("server");
    }

    @Test
    @DisplayName(
            "shares above the limit, a limit below the shares, a share without a budget / refused, and nothing has changed")
    void refused(Kit kit) {
        assertThatThrownBy(() -> PoolBudget.of(0))
                .hasMessage("limit must be >= 1, was 0; to stop lending, suspend the pools");
        PoolBudget budget = budget(kit, 5);
        Pool<Thing> one = pool(kit, budget, "one", 3);

        assertThatThrownBy(() -> in(kit, budget, "two").minShare(3).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("budget \"server\": minShare=3 of pool \"two\" makes the sum of the shares 6, above limit=5"
                        + " (one 3); lower a minShare, or raise the limit first");
        assertThatThrownBy(() -> budget.limit(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "budget \"server\": limit=2 is below the sum of the shares, 3 (one 3); lower minShare of its pools first");
        assertThatThrownBy(() -> one.reconfigure(one.settings().withMinShare(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minShare=6 of pool \"one\"");
        assertThat(one.settings().minShare()).isEqualTo(3);
        assertThatThrownBy(() -> kit.builder().minShare(1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "minShare=1 needs a budget, and the pool has none; build it with a budget, or leave minShare out");
        assertThat(budget.stats().pools()).containsExactly(new BudgetStats.Part("one", 3, 0, false));
        one.reconfigure(one.settings().withMaxSize(2));
        assertThat(budget.stats().pools())
                .as("no more than it can use")
                .containsExactly(new BudgetStats.Part("one", 2, 0, false));
    }
}
