package io.conecta.contract;

import static io.conecta.kit.Reported.holder;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolReport;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The reports in {@code docs/troubleshooting.md} are what a pool prints in that situation. Run with {@code -Dconecta.docs=write} to bring the
 * document up to date.
 */
@ExtendWith(PoolLaws.class)
@DisplayName("docs/troubleshooting.md")
class TroubleshootingTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "troubleshooting.md");

    private static void compare(String situation, PoolReport report) throws IOException {
        String text = report.toString()
                .replaceAll("@[0-9a-f]+", "@…")
                .replaceAll("due in \\d+ ms", "due in … ms") // Retries have jitter.
                .replaceAll("\\d+ creations", "… creations")
                .replaceAll("[\\d.]+ s ago", "… s ago")
                .replaceAll("\\(\\w+\\.java:\\d+\\)", "(…)")
                .lines()
                .filter(line -> !line.startsWith("        at ") || line.contains("io.conecta.kit.Gate"))
                .reduce("", (all, line) -> all + line + "\n");
        String document = Files.readString(DOCUMENT);
        Matcher block = Pattern.compile("<!-- report: " + situation + " -->\\n```text\\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        assertThat(block.find()).as("a report of %s in the document", situation).isTrue();
        if ("write".equals(System.getProperty("conecta.docs"))) {
            Files.writeString(
                    DOCUMENT, document.substring(0, block.start(1)) + text + document.substring(block.end(1)));
        } else {
            assertThat(block.group(1)).as(situation).isEqualTo(text);
        }
    }

    private static Pool<Thing> pool(Kit kit, String name, int size) {
        return kit.build(kit.builder().name(name).maxSize(size).initialSize(size));
    }

    private static PoolReport timeout(Kit kit, Pool<Thing> pool, Duration timeout) {
        Borrower<Thing> borrower = kit.borrower(pool, timeout).awaitParked();
        kit.time().advance(timeout);
        return Objects.requireNonNull(
                borrower.failure(PoolTimeoutException.class).report());
    }

    @Test
    @DisplayName("lost")
    void lost(Kit kit) throws IOException {
        Pool<Thing> pool = pool(kit, "orders", 1);
        Borrower<Thing> gone = kit.borrower(pool);
        gone.result();
        Patience.until("the thread has ended", () -> !gone.thread().isAlive());
        compare("lost", timeout(kit, pool, ofSeconds(5)));
    }

    @Test
    @DisplayName("overdue")
    void overdue(Kit kit) throws IOException {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(4).leakThreshold(ofMinutes(1)));
        Borrower<Boolean> holder = holder(kit, pool, gate);
        kit.time().advance(ofSeconds(80));
        compare("overdue", pool.report());
        gate.open();
        holder.result();
    }

    @Test
    @DisplayName("slow")
    void slow(Kit kit) throws IOException {
        Gate gate = kit.gate();
        Pool<Thing> pool = pool(kit, "orders", 2);
        holder(kit, pool, gate);
        assertThat(pool.loans()).hasSize(1); // From this look on its age is known.
        kit.time().advance(ofSeconds(1));
        holder(kit, pool, gate);
        compare("slow", timeout(kit, pool, ofSeconds(5)));
        gate.open();
    }

    @Test
    @DisplayName("small")
    void small(Kit kit) throws IOException {
        Pool<Thing> pool = pool(kit, "orders", 1);
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Gate gate = kit.gate();
            gates.add(gate);
            kit.thread(() -> {
                Thing thing = pool.getOrCreate();
                gate.passDeaf();
                pool.put(thing);
                return true;
            });
            if (i == 0) {
                gate.awaitArrivals(1);
            } else {
                kit.borrowers().get(i).awaitParked();
                kit.time().advance(ofMillis(50));
            }
            if (i % 2 == 1) {
                gates.get(i / 2).open();
                gates.get(i / 2 + 1).awaitArrivals(1);
            }
        }
        compare("small", pool.report());
        gates.forEach(Gate::open);
        kit.borrowers().forEach(Borrower::awaitDone);
    }

    @Test
    @DisplayName("stuck")
    void stuck(Kit kit) throws IOException {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(2));
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(3_500));
        Patience.until("the creation is at the gate", () -> {
            List<StackTraceElement> stack = pool.report().creations().get(0).stack();
            return stack.stream().anyMatch(frame -> frame.getMethodName().equals("park"));
        });
        compare("stuck", pool.report());
        gate.open();
        waiter.result();
    }

    @Test
    @DisplayName("down")
    void down(Kit kit) throws IOException {
        kit.creating(() -> {
            throw new IOException("connection refused");
        });
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(2).waitWhenDown(true));
        compare("down", timeout(kit, pool, ofSeconds(5)));
    }

    /** A thread that borrows from one pool, and then from another, holding what it has. */
    private static Borrower<Thing> nested(Kit kit, Pool<Thing> outer, Pool<Thing> inner, Gate gate) {
        Borrower<Thing> both = kit.thread(() -> {
            Thing mine = outer.getOrCreate();
            try {
                gate.passDeaf();
                Thing other = inner.getOrCreate(ofSeconds(10));
                inner.put(other);
                return other;
            } finally {
                outer.put(mine);
            }
        });
        gate.awaitArrivals(1);
        return both;
    }

    @Test
    @DisplayName("circle")
    void circle(Kit kit) throws IOException {
        Pool<Thing> orders = pool(kit, "orders", 1);
        Pool<Thing> invoices = pool(kit, "invoices", 1);
        Gate first = kit.gate();
        Gate second = kit.gate();
        Borrower<Thing> one = nested(kit, orders, invoices, first);
        Borrower<Thing> two = nested(kit, invoices, orders, second);
        first.open();
        one.awaitParked();
        second.open();
        two.awaitParked();
        compare("circle", orders.report());
    }

    @Test
    @DisplayName("twice")
    void twice(Kit kit) throws IOException {
        Pool<Thing> pool = pool(kit, "orders", 1);
        Gate gate = kit.gate();
        gate.open();
        Borrower<Thing> greedy = nested(kit, pool, pool, gate);
        greedy.awaitParked();
        kit.time().advance(ofSeconds(10));
        compare(
                "twice",
                Objects.requireNonNull(
                        greedy.failure(PoolTimeoutException.class).report()));
    }

    @Test
    @DisplayName("overload")
    void overload(Kit kit) throws IOException {
        Gate gate = kit.gate();
        Pool<Thing> pool =
                kit.build(kit.builder().name("orders").maxSize(1).initialSize(1).queueTarget(ofMillis(100)));
        holder(kit, pool, gate);
        for (int i = 0; i < 14; i++) {
            kit.borrower(pool).awaitParked();
            kit.time().advance(ofMillis(90));
        }
        compare("overload", pool.report());
        gate.open();
    }

    @Test
    @DisplayName("suspended")
    void suspended(Kit kit) throws IOException {
        Pool<Thing> pool = pool(kit, "orders", 1);
        pool.suspend();
        compare("suspended", timeout(kit, pool, ofSeconds(2)));
        pool.resume();
    }

    @Test
    @DisplayName("another pool has the whole budget")
    void budget(Kit kit) throws Exception {
        PoolBudget server = PoolBudget.of(2).name("server");
        Pool<Thing> reports = kit.build(kit.builder().name("reports").budget(server));
        kit.borrow(reports, 2);
        Pool<Thing> orders = kit.build(kit.builder().name("orders").maxSize(5).budget(server));

        compare("budget", timeout(kit, orders, ofSeconds(1)));
    }
}
