package io.conecta.fleet.tck;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Session;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a ledger keeps of mail, and of its hints. */
public abstract class LedgerMailTck extends LedgerMembersTck {
    @Test
    @DisplayName("brings mail and beat with the next renewal, though no hint has been heard")
    void mail() throws Exception {
        Session writer = members.join(connect(LONG));
        Session reader = members.join(connect(LONG));
        Session third = members.join(connect(LONG));
        assertThat(reader.renew("")).isEqualTo(new Renewal(null, 0, "", false));

        for (int i = 1; i <= 50; i++) {
            writer.mail(Map.of(reader.id(), "g=" + i, "neverhere", "g=1"), 100 + i);
            assertThat(reader.renew("")).isEqualTo(new Renewal("g=" + i, 100 + i, writer.id(), false));
        }
        third.mail(Map.of(), 7);
        assertThat(reader.renew("")).isEqualTo(new Renewal("g=50", 7, third.id(), false));
        assertThat(writer.renew("")).isEqualTo(new Renewal(null, 7, third.id(), true));
    }

    @Test
    @DisplayName("wakes a member that has mail, and one that watches when others publish, join or leave")
    void hints() throws Exception {
        AtomicInteger woken = new AtomicInteger();
        Session session = members.join(connect(LONG), "", woken::incrementAndGet);
        Session other = members.join(connect(LONG));

        wakes(session, woken, () -> other.mail(Map.of(session.id(), "g=1"), 1));
        wakes(session, woken, () -> other.mail(Map.of(session.id(), "g=2"), 2));
        session.watchMembers(true);
        wakes(session, woken, () -> other.renew("w=2"));
        wakes(session, woken, () -> other.renew("w=3"));
        Session third = members.join(connect(LONG));
        wakes(session, woken, () -> third.renew("w=4"));
        wakes(session, woken, third::leave);
        session.watchMembers(false);
    }

    private static void wakes(Session session, AtomicInteger woken, ThrowingCallable action) throws Exception {
        // Who has been woken looks what there is; and is then woken again.
        session.renew("");
        settle(woken);
        int before = woken.get();
        assertThatCode(action).doesNotThrowAnyException();
        await().atMost(30, SECONDS).until(() -> woken.get() > before);
    }

    /** Waits until earlier hints, which may be late and doubled, have been heard. */
    private static void settle(AtomicInteger woken) throws InterruptedException {
        for (int before = -1; before != woken.get(); ) {
            before = woken.get();
            MILLISECONDS.sleep(700);
        }
    }

    @Test
    @DisplayName("works on when a listener blocks or throws")
    void badListeners() throws Exception {
        FleetLedger ledger = connect(LONG);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger thrown = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        try {
            Session blocks = members.join(ledger, "", () -> {
                blocked.countDown();
                awaitQuietly(release);
            });
            Session throwing = members.join(ledger, "", () -> {
                thrown.incrementAndGet();
                throw new AssertionError("thrown by a listener, on purpose");
            });
            Session hears = members.join(ledger, "", heard::incrementAndGet);
            Session other = members.join(connect(LONG));
            List<Session> listening = List.of(blocks, throwing, hears);
            listening.forEach(session -> session.watchMembers(true));

            for (int i = 1; i <= 3; i++) {
                Map<String, String> mail = new TreeMap<>();
                listening.forEach(session -> mail.put(session.id(), "g=1"));
                int before = heard.get();
                other.mail(mail, i);
                other.renew("w=" + i);
                await().atMost(30, SECONDS).until(() -> heard.get() > before);
                for (Session session : listening) {
                    assertThat(session.renew("").beat()).isEqualTo(i);
                }
            }
            assertThat(blocked.await(30, SECONDS)).isTrue();
            await().atMost(30, SECONDS).until(() -> thrown.get() > 0);
            blocks.leave();
            blocks.close();
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
