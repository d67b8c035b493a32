package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.BudgetFigure;
import io.conecta.PoolHealth.Status;
import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetStats;
import io.conecta.fleet.FleetSurvey;
import io.conecta.fleet.FleetSurvey.Member;
import io.conecta.fleet.FleetSurvey.State;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.tck.InMemoryLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fleet, seen by its operators")
class FleetSurveyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Backend backend = new Backend();
    private final InMemoryLedger ledger = new InMemoryLedger(Duration.ofSeconds(3));
    private final List<Node> nodes = new ArrayList<>();

    private Node node(FleetLedger line) {
        Node node = new Node(backend, line, 10);
        nodes.add(node);
        return node;
    }

    private static void until(String what, org.awaitility.core.ThrowingRunnable assertion) {
        await(what).atMost(PATIENCE).untilAsserted(assertion);
    }

    @AfterEach
    void end() {
        nodes.forEach(Node::close);
    }

    @Test
    @DisplayName("a survey / has every member's grant, want and promise, whoever asks")
    void survey() throws Exception {
        Node one = node(ledger.line()).want(6);
        Node two = node(ledger.line()).want(9);
        until("all is lent", () -> assertThat(one.lent() + two.lent()).isEqualTo(10));

        until("both see the same", () -> {
            FleetSurvey seen = two.budget.survey();
            assertThat(seen.granted()).isEqualTo(10);
            assertThat(seen.free()).isZero();
            assertThat(seen.wanted()).isEqualTo(15);
            assertThat(seen.lacking()).isEqualTo(5);
            assertThat(seen.limit()).isEqualTo(10);
            assertThat(seen.configured()).isEqualTo(10);
            assertThat(seen.version()).isPositive();
            assertThat(seen.members()).hasSize(2).allMatch(each -> each.state() == State.UP && each.limit() == 10);
            assertThat(seen.members().get(0).id()).isEqualTo(one.budget.memberId());
            assertThat(seen.members().get(0).optimiser()).isTrue();
            assertThat(seen.members().get(1).self()).isTrue();
            assertThat(seen.members().get(1).taken()).isEqualTo(two.lent());
            assertThat(one.budget.survey().members().get(0).self()).isTrue();
        });
        assertThat(two.budget.fleetStats().optimiserId()).isEqualTo(one.budget.memberId());
        assertThat(one.budget.fleetStats().ledgerVersion()).isPositive();
    }

    @Test
    @DisplayName(
            "a member has vanished / its permits are in quarantine: in the survey, in the figures and in the messages")
    void vanished() throws Exception {
        Node one = node(ledger.line()).want(3);
        InMemoryLedger.Line line = ledger.line();
        Node two = node(line).want(4);
        until(
                "both have what they want",
                () -> assertThat(one.lent() + two.lent()).isEqualTo(7));
        String lost = two.budget.memberId();

        line.unreachable(true);

        until("the quarantine", () -> {
            FleetSurvey seen = one.budget.survey();
            assertThat(seen.quarantine()).hasSize(1);
            assertThat(seen.quarantine().get(0).member()).isEqualTo(lost);
            assertThat(seen.quarantine().get(0).permits()).isEqualTo(4);
            assertThat(seen.quarantine().get(0).left()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
            assertThat(seen.toString())
                    .contains("QUARANTINE", lost, "4 permits are in quarantine: their members have vanished");
            assertThat(seen.granted() + seen.free()).isEqualTo(6);
        });
        until("it is heard of", () -> {
            FleetStats heard = one.budget.fleetStats();
            assertThat(heard.quarantined()).isEqualTo(4);
            assertThat(heard.quarantineLeft()).isPositive();
            assertThat(one.budget.toString()).contains("4 in quarantine for ");
        });
        until("it is over", () -> assertThat(one.budget.survey().quarantine()).isEmpty());
        line.unreachable(false);
    }

    @Test
    @DisplayName("the page / has the head line, the members and what is missing")
    void page() throws Exception {
        Node one = node(ledger.line()).want(12);
        until("it has all", () -> assertThat(one.lent()).isEqualTo(10));
        until("it is told", () -> assertThat(one.budget.survey().wanted()).isEqualTo(12));
        String id = one.budget.memberId();

        String page = one.budget.report();

        assertThat(page.replaceAll("ledger version [0-9]+", "ledger version 7"))
                .contains(
                        "fleet \"db-main\": 10 of 10 granted to 1 member, 0 free, 0 in quarantine; 12 wanted, 2 lacking\n"
                                + "limit 10 (configured 10), reserve 0, ledger version 7, optimiser " + id
                                + ", this member " + id + "\n\nMEMBER",
                        "this one, optimiser, lacks 2",
                        "- 12 are wanted of 10: raise the limit",
                        "budget \"db-main\": 10 of 10 permits taken",
                        "pool \"wires\": 10 taken, wants one and gets none");
    }

    @Test
    @DisplayName("no answer / a survey says so in time, the page has what is known, and nobody who borrows waits")
    void noAnswer() throws Exception {
        InMemoryLedger.Line line = ledger.line();
        Node one = node(line).want(1);
        until("it has one", () -> assertThat(one.lent()).isEqualTo(1));
        line.unreachable(true);

        assertThatThrownBy(one.budget::survey)
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("fleet \"db-main\" cannot be surveyed: ");
        assertThat(one.budget.report())
                .contains("cannot be surveyed", "what this member knows: FleetStats[memberId=")
                .contains("pool \"wires\"");
        line.unreachable(false);
    }

    @Test
    @DisplayName(
            "many surveys at once / one thread asks the ledger, one reading serves several, and the lease lives on")
    void oneThread() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger reads = new AtomicInteger();
        List<Thread> askers = new ArrayList<>();
        AtomicBoolean held = new AtomicBoolean();
        InMemoryLedger.Line line = ledger.line();
        Node one = node((fleet, publication, timeout, wake) -> {
            FleetLedger.Session session = line.join(fleet, publication, timeout, wake);
            return (FleetLedger.Session) Proxy.newProxyInstance(
                    FleetLedger.class.getClassLoader(),
                    new Class<?>[] {FleetLedger.Session.class},
                    (self, method, args) -> {
                        if (Set.of("read", "members", "renew", "compareAndSet", "mail")
                                .contains(method.getName())) {
                            threads.add(Thread.currentThread().getName());
                        }
                        if (method.getName().equals("members")) {
                            reads.incrementAndGet();
                            if (held.getAndSet(false)) {
                                until(
                                        "all have asked",
                                        () -> assertThat(askers)
                                                .hasSize(16)
                                                .allMatch(asker -> asker.getState() == Thread.State.TIMED_WAITING));
                                reads.set(0);
                            }
                        }
                        try {
                            return method.invoke(session, args);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        });
        one.want(1);
        until("it has one", () -> assertThat(one.lent()).isEqualTo(1));
        long conflicts = one.budget.fleetStats().conflicts();
        AtomicInteger answers = new AtomicInteger();
        for (int i = 0; i < 16; i++) {
            askers.add(new Thread(() -> {
                try {
                    answers.addAndGet(one.budget.survey().members().size());
                } catch (LedgerException | InterruptedException failed) {
                    answers.set(Integer.MIN_VALUE);
                }
            }));
        }
        held.set(true);
        for (Thread asker : askers) {
            asker.start();
        }
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(answers).hasValue(16);
        assertThat(reads).hasValueLessThan(8);
        assertThat(threads).containsExactly("conecta-fleet-db-main");
        assertThat(one.budget.health().status()).isEqualTo(Status.UP);
        assertThat(one.budget.fleetStats().conflicts()).isEqualTo(conflicts);
    }

    @Test
    @DisplayName("an interrupt / ends the wait for a survey, and harms nothing")
    void interrupted() throws Exception {
        InMemoryLedger.Line line = ledger.line();
        Node one = node(line);
        until("it has joined", () -> assertThat(one.budget.health().status()).isEqualTo(Status.UP));
        line.slow(Duration.ofMillis(300));
        Thread.currentThread().interrupt();

        assertThatThrownBy(one.budget::survey).isInstanceOf(InterruptedException.class);
        line.slow(Duration.ZERO);
        assertThat(one.budget.survey().members()).hasSize(1);
    }

    @Test
    @DisplayName("closed / a survey is refused, the page says so")
    void closed() throws Exception {
        Node one = node(ledger.line());
        until("it has joined", () -> assertThat(one.budget.health().status()).isEqualTo(Status.UP));
        one.close();

        assertThatThrownBy(one.budget::survey).hasMessageStartingWith("fleet \"db-main\" was left");
        assertThat(one.budget.report()).contains("fleet \"db-main\" was left");
    }

    @Test
    @DisplayName("what others write into the ledger / is shown as unreadable, and harms nobody")
    void hostile() throws Exception {
        Node one = node(ledger.line()).want(1);
        until("it has one", () -> assertThat(one.lent()).isEqualTo(1));
        FleetLedger.Session other = ledger.line().join("db-main", "w=nonsense", Duration.ofSeconds(1), () -> {});
        Member seen = one.budget.survey().members().get(1);
        assertThat(seen.state()).isEqualTo(State.UNREADABLE);
        assertThat(one.budget.survey().toString())
                .contains("publishes what cannot be read")
                .doesNotContain("nonsense");
        other.leave();
    }

    @Test
    @DisplayName("the lease has ended / the pool's own health names the fleet, and its report the budget")
    void poolHealth() {
        InMemoryLedger.Line line = ledger.line();
        Node one = node(line).want(2);
        until("it has two", () -> assertThat(one.lent()).isEqualTo(2));
        assertThat(one.pool.health().isUp()).isTrue();

        line.unreachable(true);

        until("down", () -> assertThat(one.pool.health().status()).isEqualTo(Status.DOWN));
        assertThat(one.pool.health().reason())
                .startsWith("its budget is down: fleet \"db-main\": no contact to its ledger for ")
                .contains("the lease has ended");
        line.unreachable(false);
        until("up", () -> assertThat(one.pool.health().isUp()).isTrue());
    }

    @Test
    @DisplayName("an offline share / goes on being used without contact: recovering, not down")
    void offline() {
        InMemoryLedger.Line line = ledger.line();
        Node one = new Node(backend, line, 10, builder -> builder.offlineShare(1, 3), pool -> pool);
        nodes.add(one);
        one.want(4);
        until("it has four", () -> assertThat(one.lent()).isEqualTo(4));
        line.unreachable(true);

        until(
                "the lease has ended",
                () -> assertThat(one.budget.fleetStats().leaseLeft()).isZero());
        assertThat(one.budget.health().status()).isEqualTo(Status.RECOVERING);
        assertThat(one.budget.health().reason()).contains("the lease has ended, 1 usable without it");
        assertThat(one.pool.health().isUp()).isTrue();
        line.unreachable(false);
    }

    @Test
    @DisplayName("figures / are those of the statistics, under fixed names")
    void figures() {
        Node one = node(ledger.line()).want(2);
        until("it has two", () -> assertThat(one.lent()).isEqualTo(2));

        Map<String, Double> figures =
                one.budget.figures().stream().collect(Collectors.toMap(BudgetFigure::name, BudgetFigure::value));

        assertThat(figures)
                .containsEntry("budget.used", 2.0)
                .containsEntry("budget.up", 1.0)
                .containsEntry("fleet.limit", 10.0)
                .containsEntry("fleet.members", 1.0)
                .containsEntry("fleet.optimiser", 1.0);
        assertThat(figures.get("fleet.granted")).isBetween(2.0, 10.0);
        assertThat(figures.get("fleet.lease.left")).isBetween(0.1, 3.0);
        assertThat(figures.get("fleet.lease.age")).isBetween(0.0, 2.9);
        assertThat(figures.get("fleet.passes")).isPositive();
    }
}
