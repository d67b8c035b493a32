package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.conecta.PoolBudget;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private final PoolBudget one = PoolBudget.of(1);
    private final PoolBudget other = PoolBudget.of(2);

    @Test
    void aBudgetIsFoundByItsNameUntilItsRegistrationEnds() {
        Budgets.Registration registration = Budgets.register("found", one);
        assertThat(Budgets.find("found")).containsSame(one);
        assertThat(Budgets.all()).containsEntry("found", one);
        registration.close();
        assertThat(Budgets.find("found")).isEmpty();
        assertThat(Budgets.all()).doesNotContainKey("found");
    }

    @Test
    void ofTwoWithOneNameTheFirstIsFoundThenTheOther() {
        Budgets.Registration first = Budgets.register("twice", one);
        Budgets.Registration second = Budgets.register("twice", other);
        assertThat(Budgets.find("twice")).containsSame(one);
        first.close();
        first.close();
        assertThat(Budgets.find("twice")).containsSame(other);
        second.close();
        assertThat(Budgets.find("twice")).isEmpty();
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budgets.register(" ", one))
                .withMessage("a budget's name must not be blank, was \" \"");
    }
}
