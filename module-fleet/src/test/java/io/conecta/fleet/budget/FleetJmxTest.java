package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetBudgetMXBean;
import io.conecta.fleet.tck.InMemoryLedger;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fleet's budget in JMX")
class FleetJmxTest {
    private final InMemoryLedger ledger = new InMemoryLedger(Duration.ofSeconds(3));
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private FleetBudget shown(String name) {
        return FleetBudget.builder(ledger.line()).name(name).limit(7).jmx(true).build();
    }

    private static ObjectName named(String name) throws Exception {
        return new ObjectName("io.conecta:type=FleetBudget,name=" + ObjectName.quote(name));
    }

    @Test
    @DisplayName("it is shown / with what the budget knows, while it is open")
    void shown() throws Exception {
        FleetBudget budget = shown("shown");
        FleetBudgetMXBean bean = JMX.newMXBeanProxy(server, named("shown"), FleetBudgetMXBean.class);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bean.getMembers()).isOne());

        assertThat(bean.getName()).isEqualTo("shown");
        assertThat(bean.getMemberId()).isEqualTo(budget.memberId()).isEqualTo(bean.getOptimiserId());
        assertThat(bean.getHealth()).isEqualTo("UP");
        assertThat(bean.getHealthReason()).startsWith("fleet \"shown\": ");
        assertThat(bean.isUp()).isTrue();
        assertThat(bean.isOptimiser()).isTrue();
        assertThat(bean.getLimit()).isEqualTo(7);
        assertThat(bean.getConfiguredLimit()).isEqualTo(7);
        assertThat(bean.getTaken()).isZero();
        assertThat(bean.getPasses()).isPositive();
        assertThat(bean.getLeaseLeftMillis()).isBetween(1L, 3000L);
        assertThat(bean.getLeaseAgeMillis()).isBetween(0L, 2999L);
        assertThat(bean.report()).startsWith("fleet \"shown\": ").contains("this one, optimiser");
        bean.changeLimit(5);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bean.getLimit()).isEqualTo(5));
        assertThatThrownBy(() -> bean.changeLimit(0)).hasStackTraceContaining("limit must be >= 1, was 0");
        budget.close();
        assertThat(server.isRegistered(named("shown"))).isFalse();
    }

    @Test
    @DisplayName("two of one name / the first is shown, and the second works all the same")
    void twins() throws Exception {
        FleetBudget first = shown("twin");
        FleetBudget second = shown("twin");
        second.close();
        assertThat(server.isRegistered(named("twin"))).isTrue();
        first.close();
        assertThat(server.isRegistered(named("twin"))).isFalse();
    }
}
