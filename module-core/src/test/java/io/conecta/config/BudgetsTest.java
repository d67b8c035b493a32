package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.conecta.PoolBudget;
import java.util.Map;
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
                .withMessage("a budget's name must not be blank, was \" \"; give one or leave it out");
    }

    @Test
    void aNameThatHoldsASecretIsRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budgets.register("https://u:hunter2@h", one))
                .withMessage("a budget's name must not hold a secret, was \"https://…@h\"; logs, threads and services"
                        + " show it, so give another");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budgets.register("token=hunter2", one))
                .withMessageContaining("was \"token=…\"");
        assertThat(Budgets.all()).doesNotContainKeys("https://u:hunter2@h", "token=hunter2");
    }

    @Test
    void aServiceOneOfWhoseNamesHoldsASecretIsRefusedWhole() {
        BudgetServices services = new BudgetServices();
        Map<String, ?> properties = Map.of("conecta.budget", new String[] {"harmless", "token=hunter2"});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> services.add(one, properties))
                .withMessageNotContaining("hunter2");
        assertThat(Budgets.find("harmless")).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // To see it refused.
    void noNameIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> Budgets.register(null, one))
                .withMessage("a budget's name");
    }
}
