package io.conecta.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Diagnosis.Kind;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolSettings;
import io.conecta.internal.flow.Diagnostician.Finding;
import io.conecta.internal.flow.Rotation.Pace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The diagnostician, with made-up facts")
class DiagnosticianTest {
    private static final long MS = 1_000_000;

    private PoolSettings settings = PoolSettings.defaults().withMaxSize(4);
    private Status status = Status.BUSY;
    private int lent = 4;
    private int inHand;
    private boolean full = true;
    private int creating;
    private boolean cannotWait;
    private int waiting = 1;
    private @Nullable String failure;
    private @Nullable PoolBudget shortOf;
    private long creationNanos;
    private long usualNanos;
    private List<String> ended = List.of();
    private int overdue;
    private boolean othersReturn;
    private boolean turnsAway;
    private @Nullable String deadlock;
    private Pace pace = Pace.UNKNOWN;

    private Finding examine() {
        return Diagnostician.examine(new Facts(
                settings,
                new PoolHealth(status, "made up", Duration.ofSeconds(7), List.of()),
                lent,
                inHand,
                full,
                creating,
                waiting,
                cannotWait,
                400 * MS,
                failure,
                shortOf,
                creationNanos,
                null,
                usualNanos,
                ended,
                overdue,
                overdue == 0 ? null : "sleepy",
                othersReturn,
                turnsAway,
                deadlock,
                pace));
    }

    private Kind kind() {
        return examine().diagnosis().kind();
    }

    private static Pace steady(int grown, long refused) {
        return new Pace(10_000 * MS, 180, 55.0 * MS, 50.0 * MS, 5 * MS, grown, refused);
    }

    @Test
    @DisplayName("several things are true / what explains the others comes first")
    void order() {
        pace = steady(5, 3);
        assertThat(kind()).isEqualTo(Kind.TOO_SMALL);
        pace = new Pace(10_000 * MS, 1, 900.0 * MS, 50.0 * MS, 5 * MS, 5, 3);
        assertThat(kind()).isEqualTo(Kind.SLOW_USE);
        turnsAway = true;
        assertThat(kind()).isEqualTo(Kind.OVERLOAD);
        ended = List.of("gone");
        assertThat(kind()).isEqualTo(Kind.LEAK);
        creating = 1;
        creationNanos = 3_000 * MS;
        assertThat(kind()).isEqualTo(Kind.CREATOR_STUCK);
        failure = "refused";
        status = Status.DOWN;
        assertThat(kind()).isEqualTo(Kind.BACKEND_DOWN);
        deadlock = "each other";
        assertThat(kind()).isEqualTo(Kind.DEADLOCK);
        status = Status.SUSPENDED;
        assertThat(kind()).isEqualTo(Kind.SUSPENDED);
        status = Status.CLOSED;
        assertThat(kind()).isEqualTo(Kind.NONE);
    }

    @Test
    @DisplayName("steady, 180/s of 55 ms each, too few objects / the size that suffices")
    void size() {
        pace = steady(0, 1);
        assertThat(examine().advice())
                .contains("served 180/s, 55 ms each", ": 11 objects suffice at 0.5 s p99; you have 4");
        assertThat(Sizing.objects(180, 55.0 * MS)).isEqualTo(11);
        assertThat(Sizing.objects(0, 55.0 * MS)).isOne();
        assertThat(Sizing.objects(1_000, 10.0 * MS)).isBetween(11, 13);
    }

    @Test
    @DisplayName("steady and nobody waits long / nothing is wrong")
    void healthy() {
        pace = steady(0, 0);
        assertThat(kind()).isEqualTo(Kind.NONE);
        waiting = 0;
        assertThat(examine().advice()).isEmpty();
    }

    @Test
    @DisplayName("a creation / stuck from 3 s, or from ten times the usual; not while nobody waits")
    void creations() {
        lent = 1;
        creating = 1;
        creationNanos = 2_999 * MS;
        assertThat(kind()).isEqualTo(Kind.NONE);
        usualNanos = 300 * MS;
        assertThat(kind()).isEqualTo(Kind.NONE);
        usualNanos = 290 * MS;
        assertThat(kind()).isEqualTo(Kind.CREATOR_STUCK);
        usualNanos = 1;
        creationNanos = 499 * MS;
        assertThat(kind()).isEqualTo(Kind.NONE);
        creationNanos = 9_000 * MS;
        assertThat(kind()).isEqualTo(Kind.CREATOR_STUCK);
        waiting = 0;
        assertThat(kind()).isEqualTo(Kind.NONE);
    }

    @Test
    @DisplayName("a holder's thread has ended / a leak only if somebody waits for it and no thread returns for others")
    void ended() {
        ended = List.of("gone");
        assertThat(kind()).isEqualTo(Kind.LEAK);
        othersReturn = true;
        assertThat(kind()).isEqualTo(Kind.NONE);
        othersReturn = false;
        waiting = 0;
        assertThat(kind()).isEqualTo(Kind.NONE);
        waiting = 1;
        lent = 3;
        assertThat(kind()).isEqualTo(Kind.NONE);
    }

    @Test
    @DisplayName("loans beyond leakThreshold / a leak if others come and go; if it is all of them, they are slow")
    void overdue() {
        settings = settings.withLeakThreshold(Duration.ofMinutes(1));
        othersReturn = true;
        overdue = 1;
        assertThat(examine().diagnosis().sentence()).contains("1 of 4", "while others come and go", "sleepy");
        assertThat(kind()).isEqualTo(Kind.LEAK);
        overdue = 4;
        pace = new Pace(10_000 * MS, 0, 0, 0, 60_000 * MS, 0, 0);
        assertThat(kind()).isEqualTo(Kind.SLOW_USE);
    }

    @Test
    @DisplayName("somebody waits and not all are held / other places are said to be taken only if they are")
    void partlyHeld() {
        lent = 1;
        inHand = 3;
        assertThat(examine().diagnosis().sentence())
                .isEqualTo("1 of 4 objects is held, and the other places are taken by ones that are pinged, handed off"
                        + " or closed; 1 borrower waits");
        full = false;
        inHand = 0;
        assertThat(examine().diagnosis().sentence())
                .isEqualTo(
                        "1 of 4 objects is held, and there is room for one that is not created yet; 1 borrower waits");
        lent = 0;
        assertThat(examine().diagnosis().sentence())
                .isEqualTo("there is room for one that is not created yet; 1 borrower waits");
        assertThat(examine().advice())
                .isEqualTo("wait longer (borrowTimeout) or keep objects ready (initialSize, minIdle)");
        full = true;
        lent = 3;
        assertThat(examine().diagnosis().sentence())
                .isEqualTo("3 of 4 objects are held, and one has just become free; 1 borrower waits");
    }
}
