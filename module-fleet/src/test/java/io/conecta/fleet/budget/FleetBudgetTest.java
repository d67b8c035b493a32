package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.PoolHealth.Status;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.config.Budgets;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.budget.Backend.Wire;
import io.conecta.fleet.tck.InMemoryLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fleet's budget")
class FleetBudgetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Backend backend = new Backend();
    private final InMemoryLedger ledger = new InMemoryLedger(Duration.ofSeconds(3));
    private final List<Node> nodes = new ArrayList<>();

    private Node node(FleetLedger line, int limit) {
        return add(new Node(backend, line, limit));
    }

    private Node add(Node node) {
        nodes.add(node);
        return node;
    }

    private static void until(String what, org.awaitility.core.ThrowingRunnable assertion) {
        await(what).atMost(PATIENCE).untilAsserted(assertion);
    }

    @AfterEach
    void end() {
        nodes.forEach(Node::close);
        assertThat(backend.open()).isZero();
        await("no thread is left")
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("conecta-fleet-db-main")));
    }

    @Test
    @DisplayName("three members / all permits are in use, and never more")
    void shared() {
        Node one = node(ledger.line(), 10).want(8);
        Node two = node(ledger.line(), 10).want(8);
        Node three = node(ledger.line(), 10).want(8);

        until(
                "all are in use",
                () -> assertThat(one.lent() + two.lent() + three.lent()).isEqualTo(10));
        assertThat(backend.most()).isLessThanOrEqualTo(10);
    }

    @Test
    @DisplayName("it is found by its name / while it is open")
    void found() {
        try (FleetBudget budget =
                FleetBudget.builder(ledger.line()).name("found").limit(1).build()) {
            assertThat(Budgets.find("fleet:found")).containsSame(budget);
        }
        assertThat(Budgets.find("fleet:found")).isEmpty();
    }

    @Test
    @DisplayName("a pool that begins with objects / is built once the fleet has granted them")
    void initialObjects() {
        Node one = add(new Node(backend, ledger.line(), 10, builder -> builder, pool -> pool.initialSize(3)));

        assertThat(one.pool.stats().idle()).isEqualTo(3);
        assertThat(one.budget.fleetStats().granted()).isGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("demand moves / permits go with it, without anything being lost")
    void moves() {
        Node one = node(ledger.line(), 10).want(10);
        until("one has all", () -> assertThat(one.lent()).isEqualTo(10));
        Node two = node(ledger.line(), 10).want(10);
        until(
                "two is known",
                () -> assertThat(two.budget.fleetStats().members()).isEqualTo(2));

        one.release();

        until("two has nearly all", () -> assertThat(two.lent()).isGreaterThanOrEqualTo(9));
        assertThat(backend.most()).isLessThanOrEqualTo(10);
    }

    @Test
    @DisplayName(
            "strict, cut off for longer than the lease / lent objects are closed, others get the permits, and the cap holds")
    void cutOff() {
        InMemoryLedger.Line line = ledger.line();
        Node one = node(line, 6).want(6);
        until("one has all", () -> assertThat(one.lent()).isEqualTo(6));
        Node two = node(ledger.line(), 6).want(6);
        until(
                "two is known",
                () -> assertThat(two.budget.fleetStats().members()).isEqualTo(2));

        line.unreachable(true);

        until("two has all", () -> assertThat(two.lent()).isEqualTo(6));
        assertThat(one.lent()).isZero();
        assertThat(one.budget.health().status()).isEqualTo(Status.DOWN);
        assertThat(one.budget.health().reason()).contains("no contact", "the lease has ended");
        assertThat(backend.most()).isLessThanOrEqualTo(6);
        line.unreachable(false);
        one.release();
        two.release();
        one.want(6);
        until("one is back", () -> assertThat(one.lent()).isEqualTo(6));
        assertThat(backend.most()).isLessThanOrEqualTo(6);
    }

    @Test
    @DisplayName("not strict, cut off / it goes on with what it has, and repays the excess")
    void lenient() {
        InMemoryLedger.Line line = ledger.line();
        Node one = add(new Node(backend, line, 4, builder -> builder.strict(false), pool -> pool))
                .want(4);
        until("one has all", () -> assertThat(one.lent()).isEqualTo(4));
        line.unreachable(true);
        until(
                "the lease has ended",
                () -> assertThat(one.budget.fleetStats().overdraft()).isEqualTo(4));
        assertThat(one.budget.health().status()).isEqualTo(Status.RECOVERING);
        Node two = add(new Node(backend, ledger.line(), 4, builder -> builder.strict(false), pool -> pool))
                .want(4);
        until("two has the permits too", () -> assertThat(two.lent()).isEqualTo(4));
        assertThat(one.lent()).isEqualTo(4);

        line.unreachable(false);
        until(
                "it is a member again",
                () -> assertThat(one.budget.fleetStats().overdraft()).isZero());
        one.release();

        until("the excess is repaid", () -> assertThat(backend.open()).isLessThanOrEqualTo(4));
    }

    @Test
    @DisplayName("a member leaves / others have its permits long before a quarantine would be over")
    void leaves() {
        UnaryOperator<io.conecta.fleet.FleetBudgetBuilder> slow = builder -> builder.quarantine(Duration.ofMinutes(10));
        Node one = add(new Node(backend, ledger.line(), 5, slow, pool -> pool)).want(5);
        until("one has all", () -> assertThat(one.lent()).isEqualTo(5));
        Node two = add(new Node(backend, ledger.line(), 5, slow, pool -> pool)).want(5);

        one.close();

        until("two has all", () -> assertThat(two.lent()).isEqualTo(5));
        assertThat(two.budget.fleetStats().quarantined()).isZero();
        assertThat(one.budget.health().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    @DisplayName(
            "the ledger is down at the start / building does not wait, a timeout names the budget, and it works once the ledger is there")
    void downAtStart() throws Exception {
        ledger.stop();
        Node one = node(ledger.line(), 3);
        assertThat(one.budget.health().status()).isEqualTo(Status.RECOVERING);
        assertThat(one.budget.memberId()).isEmpty();

        assertThatThrownBy(() -> one.pool.getOrCreate(Duration.ofMillis(300)))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContaining("fleet budget \"db-main\"")
                .hasMessageContaining("no contact to its ledger yet");
        ledger.start();

        one.pool.put(one.pool.getOrCreate(PATIENCE));
        until("it is up", () -> assertThat(one.budget.health().status()).isEqualTo(Status.UP));
        assertThat(one.budget.memberId()).isNotEmpty();
    }

    @Test
    @DisplayName("an offline share / is there without any contact")
    void offline() throws Exception {
        ledger.stop();
        Node one = add(new Node(backend, ledger.line(), 10, builder -> builder.offlineShare(2, 3), pool -> pool));

        Wire first = one.pool.getOrCreate(PATIENCE);
        Wire second = one.pool.getOrCreate(PATIENCE);
        assertThatThrownBy(() -> one.pool.getOrCreate(Duration.ofMillis(300))).isInstanceOf(PoolTimeoutException.class);
        ledger.start();
        one.want(20);

        until(
                "the rest, less the others' offline shares",
                () -> assertThat(one.lent()).isEqualTo(6));
        one.pool.put(first);
        one.pool.put(second);
    }

    @Test
    @DisplayName("the limit is changed / the fleet comes down to it, and up again")
    void limit() {
        Node one = node(ledger.line(), 8);
        Node two = node(ledger.line(), 8);
        one.want(8);
        until("all are in use", () -> assertThat(one.lent()).isEqualTo(8));

        two.budget.limit(3);
        until(
                "it is heard of",
                () -> assertThat(one.budget.fleetStats().asked()).isLessThanOrEqualTo(3));
        one.release();
        one.want(8);

        until("three are left", () -> assertThat(backend.open()).isEqualTo(3));
        two.budget.limit(6);
        until("six are there", () -> assertThat(one.lent()).isEqualTo(6));
    }

    @Test
    @DisplayName("a share / is to be had while others use all they can get")
    void share() {
        Node one = node(ledger.line(), 6).want(6);
        until("one has all", () -> assertThat(one.lent()).isEqualTo(6));
        Node two = add(new Node(backend, ledger.line(), 6, builder -> builder, pool -> pool.minShare(2)));
        until("one is asked", () -> assertThat(one.budget.fleetStats().asked()).isLessThanOrEqualTo(4));
        one.release();

        two.want(2);

        until("two has its share", () -> assertThat(two.lent()).isEqualTo(2));
        assertThat(backend.most()).isLessThanOrEqualTo(6);
    }

    @Test
    @DisplayName("nonsense in the ledger / members keep what they have, and go on when it is put right")
    void nonsense() {
        Node one = node(ledger.line(), 4).want(2);
        until("two are in use", () -> assertThat(one.lent()).isEqualTo(2));
        String good = ledger.value("db-main").text();
        for (String bad : List.of("nonsense", "conecta-fleet 1\nledger ../../x\n", "x".repeat(300_000), good + good)) {
            ledger.value("db-main", bad);
            Node two = node(ledger.line(), 4);
            until("it is a member", () -> assertThat(two.budget.memberId()).isNotEmpty());
            assertThat(one.lent()).isEqualTo(2);
            assertThat(two.budget.fleetStats().granted()).isZero();
            until(
                    "operators see it",
                    () -> assertThat(one.budget.health().reason()).contains("cannot be understood"));
            two.close();
        }

        ledger.value("db-main", good);
        one.want(2);

        until("all are in use", () -> assertThat(one.lent()).isEqualTo(4));
    }

    @Test
    @DisplayName("the ledger is deleted / its permits end, and are granted anew")
    void deleted() {
        Node one = node(ledger.line(), 4).want(4);
        until("all are in use", () -> assertThat(one.lent()).isEqualTo(4));
        String id = one.budget.memberId();

        ledger.value("db-main", "");

        until("it joins anew", () -> assertThat(one.budget.memberId()).isNotEqualTo(id));
        one.release();
        one.want(4);
        until("all are in use", () -> assertThat(one.lent()).isEqualTo(4));
        assertThat(backend.most()).isLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName("the ledger is deleted while a limit is to be written / the limit is in force once there is another")
    void deletedBeforeALimit() {
        Node one = node(ledger.line(), 4).want(4);
        until("all are in use", () -> assertThat(one.lent()).isEqualTo(4));

        ledger.value("db-main", "");
        one.budget.limit(3);

        until(
                "it is in force",
                () -> assertThat(one.budget.fleetStats().limit()).isEqualTo(3));
        one.release();
        one.want(4);
        until("three are in use", () -> assertThat(one.lent()).isEqualTo(3));
    }

    @Test
    @DisplayName("a ledger that lets nobody join, since the session is gone / is not asked without a pause")
    void goneAtOnce() {
        AtomicInteger joins = new AtomicInteger();
        FleetLedger bad = (fleet, publication, timeout, wake) -> {
            joins.incrementAndGet();
            throw new SessionGoneException("made up", null);
        };
        Node one = node(bad, 4);

        until("it is tried", () -> assertThat(joins.get()).isPositive());
        long since = System.nanoTime();
        until("it is tried again", () -> assertThat(joins.get()).isGreaterThan(1));
        assertThat(joins.get()).isLessThan(3 + (int) ((System.nanoTime() - since) / 500_000_000));
        assertThat(one.lent()).isZero();
    }

    @Test
    @DisplayName("a ledger that throws what it may not / is one that does not answer")
    void throwing() {
        FleetLedger bad = (fleet, publication, timeout, wake) -> {
            throw new IllegalStateException("made up");
        };
        Node one = node(bad, 4);

        until("it says so", () -> assertThat(one.budget.health().reason()).contains("made up"));
    }

    @Test
    @DisplayName("options that are missing or contradict each other / are refused with what to do")
    void refused() {
        assertThatThrownBy(() -> FleetBudget.builder(ledger).limit(3).build()).hasMessageContaining("name must be set");
        assertThatThrownBy(() -> FleetBudget.builder(ledger).name("a b")).hasMessageContaining("was \"a b\"");
        assertThatThrownBy(() -> FleetBudget.builder(ledger).name("x").build())
                .hasMessageContaining("limit must be set");
        assertThatThrownBy(() -> FleetBudget.builder(ledger).limit(0)).hasMessageContaining("limit must be 1 to");
        assertThatThrownBy(() -> FleetBudget.builder(ledger)
                        .name("x")
                        .limit(4)
                        .offlineShare(2, 2)
                        .build())
                .hasMessageContaining("leaves nothing of limit=4");
        assertThatThrownBy(() -> FleetBudget.builder(ledger).quarantine(Duration.ofDays(2)))
                .hasMessageContaining("quarantine must be 0 to one day");
        assertThatThrownBy(() -> new Node(
                        backend,
                        ledger.line(),
                        4,
                        builder -> builder,
                        pool -> pool.closeTimeout(Duration.ofSeconds(5))))
                .hasMessageContaining("closeTimeout=5000 ms is too long for quarantine=2000 ms of fleet \"db-main\"");
        Node one = node(ledger.line(), 4);
        assertThatThrownBy(() -> one.pool.reconfigure(one.pool.settings().withCloseTimeout(PoolSettings.FOREVER)))
                .hasMessageContaining("closeTimeout=off is too long for quarantine=2000 ms of fleet \"db-main\"");
        assertThat(one.pool.settings().closeTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(() -> one.budget.name("other")).hasMessageContaining("cannot be renamed");
        assertThatThrownBy(() -> one.budget.limit(0)).hasMessageContaining("limit must be >= 1");
    }
}
