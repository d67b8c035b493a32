package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.tck.InMemoryLedger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/jmx.md has every attribute with its type, every operation with its parameters, and no more")
class JmxPageTest {
    private static boolean isOfPools(String line) {
        return !line.startsWith("## A fleet");
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "jmx.md"));
    }

    @Test
    @DisplayName("of a pool")
    void pool() throws Exception {
        try (Pool<Object> pool =
                Pool.builder(Object::new).name("documented").jmx(true).build()) {
            assertDescribed(lines().stream().takeWhile(JmxPageTest::isOfPools), "Pool", pool.name());
        }
    }

    @Test
    @DisplayName("of a fleet's budget")
    void fleet() throws Exception {
        InMemoryLedger ledger = new InMemoryLedger(Duration.ofSeconds(3));
        try (FleetBudget budget = FleetBudget.builder(ledger.line())
                .name("documented")
                .limit(1)
                .jmx(true)
                .build()) {
            assertDescribed(lines().stream().dropWhile(JmxPageTest::isOfPools), "FleetBudget", budget.name());
        }
    }

    private static void assertDescribed(Stream<String> lines, String type, String name) throws JMException {
        MBeanInfo info = ManagementFactory.getPlatformMBeanServer()
                .getMBeanInfo(new ObjectName("io.conecta:type=" + type + ",name=" + ObjectName.quote(name)));
        List<String> rows = lines.filter(line -> line.startsWith("| `"))
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
                                .map(parameter -> parameter.getType().replaceAll(".*\\.", ""))
                                .collect(Collectors.joining(", ", each.getName() + "(", ")")))
                        .toList());
    }
}
