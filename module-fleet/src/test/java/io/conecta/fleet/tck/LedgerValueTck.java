package io.conecta.fleet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a ledger keeps of its shared value. */
public abstract class LedgerValueTck extends LedgerTck {
    @Test
    @DisplayName("lets exactly one of 64 concurrent compare-and-sets on a version win")
    void oneWins() throws Exception {
        List<Session> sessions = join(64, List.of(connect(LONG), connect(LONG), connect(LONG), connect(LONG)));
        CyclicBarrier start = new CyclicBarrier(sessions.size());
        ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
        try {
            for (int round = 0; round < 10; round++) {
                long version = sessions.get(0).read().version();
                List<Future<Boolean>> results = new ArrayList<>();
                for (Session session : sessions) {
                    results.add(threads.submit(() -> {
                        start.await();
                        return session.compareAndSet(version, "by " + session.id());
                    }));
                }
                Set<String> winners = new HashSet<>();
                for (int i = 0; i < results.size(); i++) {
                    if (results.get(i).get()) {
                        winners.add("by " + sessions.get(i).id());
                    }
                }
                assertThat(winners).as("winners of round " + round).hasSize(1);
                Value now = sessions.get(round).read();
                assertThat(winners).contains(now.text());
                assertThat(now.version()).isNotEqualTo(version);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("shows a compare-and-set that has returned to whoever reads")
    void readsWhatWasSet() throws Exception {
        Session one = members.join(connect(LONG));
        Session other = members.join(connect(LONG));
        assertThat(one.read()).isEqualTo(new Value(0, ""));
        long version = 0;
        Set<Long> versions = new HashSet<>(Set.of(0L));

        for (int i = 0; i < 100; i++) {
            Session writer = i % 2 == 0 ? one : other;
            Session reader = i % 2 == 0 ? other : one;
            assertThat(writer.compareAndSet(version, "text " + i)).isTrue();
            Value read = reader.read();
            assertThat(read.text()).isEqualTo("text " + i);
            assertThat(versions.add(read.version()))
                    .as("a version is never used again")
                    .isTrue();
            version = read.version();
        }
        assertThat(one.compareAndSet(0, "created twice")).isFalse();
        assertThat(one.compareAndSet(version + 1, "the future")).isFalse();
        assertThat(other.read()).isEqualTo(new Value(version, "text 99"));
    }

    @Test
    @DisplayName("holds a value of 256 KB, lines and all")
    void large() throws Exception {
        Session one = members.join(connect(LONG));
        Session other = members.join(connect(LONG));
        String text = "m 8k2f01a 12 7 …\n".repeat(256 * 1024 / 17);

        assertThat(one.compareAndSet(0, text)).isTrue();
        Value read = other.read();
        assertThat(read.text()).isEqualTo(text);
        assertThat(other.compareAndSet(read.version(), "short")).isTrue();
        assertThat(one.read().text()).isEqualTo("short");
    }

    @Test
    @DisplayName("refuses what is beyond its bounds before anything is sent")
    void bounds() throws Exception {
        FleetLedger ledger = connect(LONG);
        for (String name : List.of("", "a/b", "ä", "a".repeat(101), "..", "x\ny")) {
            assertThatThrownBy(() -> ledger.join(name, "", Members.CALL, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Session session = members.join(ledger, "", () -> {});
        assertThatThrownBy(() -> session.renew("w".repeat(2_001))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.renew("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.compareAndSet(0, "v".repeat(512 * 1024 + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.mail(Map.of(session.id(), "g".repeat(201)), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.mail(Map.of("../ledger", "g"), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.forget("../ledger")).isInstanceOf(IllegalArgumentException.class);

        session.renew("w".repeat(2_000));
        session.mail(Map.of(session.id(), "ü".repeat(200)), 1);
        assertThat(session.renew("").mail()).isEqualTo("ü".repeat(200));
        assertThat(session.read().version()).isZero();
    }
}
