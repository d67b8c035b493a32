package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetBudgetMXBean;
import io.conecta.fleet.tck.InMemoryLedger;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanInfo;
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

    @Test
    @DisplayName("docs/jmx.md has every attribute with its type, every operation with its parameters, and no more")
    void documented() throws Exception {
        try (FleetBudget budget = shown("documented")) {
            MBeanInfo info = server.getMBeanInfo(named(budget.name()));
            List<String> rows = Files.readAllLines(Path.of("..", "docs", "jmx.md")).stream()
                    .dropWhile(line -> !line.startsWith("## A fleet"))
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.replace("`", ""))
                    .toList();
            assertThat(rows.stream()
                            .filter(row -> !row.contains("("))
                            .map(row -> row.split(" *\\| *", -1))
                            .map(cells -> cells[1] + " " + cells[2]))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(info.getAttributes())
                            .map(each -> each.getName() + " " + each.getType())
                            .toList());
            assertThat(rows.stream().filter(row -> row.contains("(")).map(row -> row.split(" *\\| *", -1)[1]))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(info.getOperations())
                            .map(each -> Stream.of(each.getSignature())
                                    .map(parameter -> parameter.getType())
                                    .collect(Collectors.joining(", ", each.getName() + "(", ")")))
                            .toList());
        }
    }
}
