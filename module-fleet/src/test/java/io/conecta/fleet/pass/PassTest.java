package io.conecta.fleet.pass;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.fleet.internal.Book;
import io.conecta.fleet.internal.Mail;
import io.conecta.fleet.internal.Pass;
import io.conecta.fleet.internal.Publication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Members here come down at once to what they are asked, as far as they use less. */
@DisplayName("A pass over a fleet")
class PassTest {
    private static final long QUARANTINE = 15_000;

    private final Book book = Book.blank("w");
    private final Map<String, Publication> members = new LinkedHashMap<>();

    private void member(String id, int want, int floor, int limit) {
        members.put(id, new Publication(want, 0, 0, 0, 0, 0, floor, limit, 0, 0, QUARANTINE, 0, false, "", List.of()));
    }

    private void want(String id, int want) {
        Publication now = requireNonNull(members.get(id));
        members.put(id, says(now, want, now.promise(), now.promiseEpoch(), now.epoch(), now.ask(), now.word()));
    }

    private static Publication says(
            Publication now, int want, int promise, long promiseEpoch, long epoch, int ask, String word) {
        return new Publication(
                want,
                0,
                promise,
                promiseEpoch,
                epoch,
                ask,
                now.floor(),
                now.limit(),
                0,
                now.reserve(),
                now.quarantineMillis(),
                now.waitedMillis(),
                false,
                word,
                List.of());
    }

    private void configured(String id, int reserve, long quarantineMillis, long waitedMillis) {
        Publication now = requireNonNull(members.get(id));
        members.put(
                id,
                new Publication(
                        now.want(),
                        0,
                        now.promise(),
                        now.promiseEpoch(),
                        now.epoch(),
                        now.ask(),
                        now.floor(),
                        now.limit(),
                        0,
                        reserve,
                        quarantineMillis,
                        waitedMillis,
                        false,
                        now.word(),
                        List.of()));
    }

    /** It has wanted an object for so long, and had no permit. */
    private void waited(String id, long millis) {
        configured(id, 0, QUARANTINE, millis);
    }

    /** Passes until nothing changes. */
    private void settle() {
        for (int i = 0; i < 200; i++) {
            Pass.Result result = Pass.over(book, new LinkedHashMap<>(members), 0);
            assertThat(book.granted() + book.quarantined()).isLessThanOrEqualTo(Math.max(book.capacity(), 0) + over());
            if (!result.changed() && result.mail().isEmpty()) {
                return;
            }
            result.mail().forEach(this::obey);
        }
        throw new AssertionError("it does not settle: " + book.text());
    }

    private int over() {
        return Math.max(0, -book.free());
    }

    private void obey(String id, Mail mail) {
        Publication now = requireNonNull(members.get(id));
        members.put(
                id,
                says(now, now.want(), Math.min(mail.ask(), mail.grant()), mail.epoch(), mail.epoch(), mail.ask(), "w"));
    }

    private int has(String id) {
        return requireNonNull(book.grants().get(id)).permits();
    }

    @Test
    @DisplayName("all want more than there is / all get the same")
    void even() {
        for (int i = 0; i < 4; i++) {
            member("m" + i, 100, 0, 40);
        }
        settle();

        assertThat(List.of(has("m0"), has("m1"), has("m2"), has("m3"))).containsOnly(10);
    }

    @Test
    @DisplayName("one joins a fleet in which many have little too much / it gets its share")
    void newcomer() {
        for (int i = 0; i < 10; i++) {
            member("m" + i, 100, 0, 500);
        }
        settle();
        member("late", 100, 0, 500);

        settle();

        assertThat(has("late")).isGreaterThanOrEqualTo(39);
    }

    @Test
    @DisplayName("some want little / the rest is for the others")
    void maxMin() {
        member("a", 3, 0, 40);
        member("b", 100, 0, 40);
        member("c", 100, 0, 40);
        settle();

        assertThat(has("a")).isEqualTo(3);
        assertThat(has("b") + has("c")).isEqualTo(37);
        want("a", 20);
        settle();
        assertThat(has("a")).isBetween(12, 14);
    }

    @Test
    @DisplayName("a share / is there although others want all, as long as the shares fit")
    void floors() {
        for (int i = 0; i < 9; i++) {
            member("m" + i, 100, 0, 100);
        }
        settle();
        member("floor", 0, 20, 100);

        settle();

        assertThat(has("floor")).isEqualTo(20);
    }

    @Test
    @DisplayName("the smallest limit of all counts / and members come down to it")
    void limits() {
        member("a", 100, 0, 40);
        member("b", 100, 0, 40);
        settle();
        member("c", 0, 0, 10);

        settle();

        assertThat(book.limit()).isEqualTo(10);
        assertThat(book.granted()).isEqualTo(10);
    }

    @Test
    @DisplayName("one vanishes / its permits are in quarantine until that is over")
    void quarantine() {
        member("a", 100, 0, 40);
        member("b", 100, 0, 40);
        settle();
        members.remove("a");

        settle();
        assertThat(book.quarantined()).isEqualTo(20);
        assertThat(has("b")).isEqualTo(20);
        Pass.over(book, new LinkedHashMap<>(members), 14_999);
        assertThat(book.quarantined()).isEqualTo(20);
        Pass.over(book, new LinkedHashMap<>(members), 1);
        settle();

        assertThat(has("b")).isEqualTo(40);
    }

    @Test
    @DisplayName("members are configured with different quarantines / each one's own counts when it vanishes")
    void ownQuarantine() {
        member("a", 100, 0, 40);
        member("b", 100, 0, 40);
        member("c", 100, 0, 40);
        configured("a", 0, 60_000, 0);
        settle();
        members.remove("a");
        members.remove("b");
        settle();

        Pass.over(book, new LinkedHashMap<>(members), 15_000);
        assertThat(book.quarantine()).containsOnlyKeys("a");
        Pass.over(book, new LinkedHashMap<>(members), 45_000);
        assertThat(book.quarantine()).isEmpty();
    }

    @Test
    @DisplayName("one member asks for a reserve / growth leaves it free, whoever passes")
    void reserved() {
        member("a", 100, 0, 40);
        member("b", 100, 0, 40);
        configured("a", 3, QUARANTINE, 0);

        settle();

        assertThat(book.free()).isEqualTo(3);
    }

    @Test
    @DisplayName("more members than permits / they take turns")
    void turns() {
        for (String id : List.of("a", "b", "c", "d")) {
            member(id, 1, 0, 2);
        }
        settle();
        assertThat(List.of(has("a"), has("b"), has("c"), has("d"))).containsExactly(1, 1, 0, 0);
        waited("c", 4_999);
        waited("d", 4_000);
        settle();
        assertThat(has("c")).isZero();

        waited("c", 5_000);
        settle();
        assertThat(List.of(has("a"), has("b"), has("c"), has("d"))).containsExactly(1, 0, 1, 0);

        waited("c", 0);
        waited("b", 5_000);
        waited("d", 6_000);
        settle();
        assertThat(List.of(has("a"), has("b"), has("c"), has("d"))).containsExactly(0, 1, 0, 1);
    }
}
