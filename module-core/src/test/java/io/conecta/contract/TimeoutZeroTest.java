package io.conecta.contract;

import static io.conecta.kit.Reported.holder;
import static io.conecta.kit.Reported.is;
import static io.conecta.kit.Reported.reportOf;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.Diagnosis.Kind;
import io.conecta.KeyedPool;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilders;
import io.conecta.PoolClosedException;
import io.conecta.PoolListener;
import io.conecta.PoolReport;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A borrower that cannot wait and gets nothing")
class TimeoutZeroTest {
    private static final String REASON = "nothing is created for a borrower that cannot wait (timeout zero)";
    private static final String WAY_OUT = "give it a timeout, or keep objects ready (initialSize, minIdle)";

    private static void saysWhy(PoolTimeoutException refusal) {
        PoolReport report = is(Kind.NONE, reportOf(refusal));
        assertThat(report.diagnosis().sentence()).startsWith(REASON);
        assertThat(report.advice()).isEqualTo(WAY_OUT);
        assertThat(refusal).hasMessageNotContainingAny("taken", "borrower waits", "raise maxSize", "closeTimeout");
    }

    @Test
    @DisplayName("the pool has room, with or without an object that is lent / is told that nothing is created for it")
    void room(Kit kit) {
        Pool<Thing> pool = kit.pool(2);

        saysWhy(kit.borrower(pool, ZERO).failure(PoolTimeoutException.class));
        kit.borrow(pool);
        saysWhy(kit.borrower(pool, ofSeconds(-1)).failure(PoolTimeoutException.class));
        saysWhy(kit.borrower(pool, ZERO).failure(PoolTimeoutException.class));
    }

    @Test
    @DisplayName("a key of a keyed pool / the same")
    void keyed() throws Exception {
        try (KeyedPool<String, Object> pool = KeyedPool.<String, Object>builder(key -> new Object())
                .name("ftp")
                .maxSize(2)
                .maxTotal(5)
                .build()) {
            Object lent = pool.getOrCreate("a");
            saysWhy(refused(pool));
            pool.put("a", lent);
        }
    }

    @Test
    @DisplayName("a key that is not in use / is told that; no key is made, and nothing created")
    void unknownKey(Kit kit) throws Exception {
        List<String> told = new ArrayList<>();
        KeyedPool<String, Thing> pool = PoolBuilders.build(
                KeyedPool.<String, Thing>builder(key -> kit.newThing())
                        .closeFunc(kit::closed)
                        .name("ftp")
                        .maxSize(7)
                        .initialSize(5)
                        .borrowTimeout(ZERO)
                        .listener(new PoolListener<>() {
                            @Override
                            public void onTimeout(PoolTimeoutException timeout) {
                                told.add(String.valueOf(timeout.getMessage()));
                            }
                        }),
                kit.background());
        PoolTimeoutException refusal =
                kit.thread(() -> pool.getOrCreate("a", ZERO)).failure(PoolTimeoutException.class);
        kit.thread(() -> pool.lease("a", ofSeconds(-1))).failure(PoolTimeoutException.class);
        kit.thread(() -> pool.getOrCreate("b")).failure(PoolTimeoutException.class);
        kit.thread(() -> {
                    Thread.currentThread().interrupt();
                    return pool.getOrCreate("a", ZERO);
                })
                .failure(InterruptedException.class);
        kit.time().quiesce();

        assertThat(refusal)
                .hasMessage("pool \"ftp[a]\": nothing idle; maxSize=7, lent=0, creating=0, others waiting=0; " + REASON
                        + ", and its key is not in use; give it a timeout: a key comes with a borrower that can wait");
        PoolReport report = is(Kind.NONE, reportOf(refusal));
        assertThat(report.name()).isEqualTo("ftp[a]");
        assertThat(report.diagnosis().sentence()).startsWith(REASON);
        assertThat(told).hasSize(3).first().isEqualTo(refusal.getMessage());
        assertThat(pool.keys()).isEmpty();
        assertThat(kit.created()).isEmpty();
        assertThat(pool.stats().timeouts()).isEqualTo(3);
        pool.close();
        kit.thread(() -> pool.getOrCreate("a", ZERO)).failure(PoolClosedException.class);
    }

    private static PoolTimeoutException refused(KeyedPool<String, Object> pool) {
        return catchThrowableOfType(PoolTimeoutException.class, () -> pool.getOrCreate("a", ZERO));
    }

    @Test
    @DisplayName(
            "a pool in a budget, which has refused somebody else before / the same; that was no refusal of its own")
    void budget(Kit kit) {
        PoolBudget budget = PoolBudget.of(1).name("server");
        Pool<Thing> one = kit.build(kit.builder().maxSize(2).name("one").budget(budget));
        Pool<Thing> two = kit.build(kit.builder().maxSize(2).name("two").budget(budget));
        kit.mayLive(1);
        saysWhy(kit.borrower(two, ZERO).failure(PoolTimeoutException.class));
        Thing thing = kit.borrow(one);
        Borrower<Thing> refused = kit.borrower(two, ofMillis(20)).awaitParked();
        kit.time().advance(ofMillis(20));
        assertThat(refused.failure(PoolTimeoutException.class)).hasMessageContaining("budget \"server\": 1 of 1 used");
        one.discard(thing);

        saysWhy(kit.borrower(two, ZERO).failure(PoolTimeoutException.class));
    }

    @Test
    @DisplayName("the one idle object is being closed, and there is room for another / is told of both")
    void inHand(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(1).closeTimeout(ofMinutes(9)));
        kit.closing(thing -> gate.pass());
        Borrower<Boolean> discarding = kit.thread(() -> {
            pool.discard(pool.getOrCreate());
            return true;
        });
        gate.awaitArrivals(1);

        PoolTimeoutException refusal = kit.borrower(pool, ZERO).failure(PoolTimeoutException.class);

        assertThat(refusal)
                .hasMessageContainingAll(REASON + ", and 1 object is being pinged, handed off or closed; ", WAY_OUT)
                .hasMessageNotContainingAny("all places", "borrower waits");
        gate.open();
        discarding.result();
    }

    @Test
    @DisplayName("all objects are held / is told that, and is no borrower that waits")
    void allHeld(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(2);
        holder(kit, pool, gate);
        holder(kit, pool, gate);

        assertThat(kit.borrower(pool, ZERO).failure(PoolTimeoutException.class))
                .hasMessageContaining("all 2 objects are held; return objects sooner")
                .hasMessageNotContainingAny("waits", REASON);
        gate.open();
    }

    @Test
    @DisplayName("others that can wait are refused at the same moment / each is told its own reason")
    void othersWait(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(2);
        Borrower<Thing> patient = kit.borrower(pool, ofMillis(200)).awaitParked();
        gate.awaitArrivals(1);
        PoolTimeoutException hasty = kit.borrower(pool, ZERO).failure(PoolTimeoutException.class);
        kit.time().advance(ofMillis(200));

        assertThat(hasty).hasMessageContaining(REASON + "; 1 borrower waits; " + WAY_OUT);
        assertThat(patient.failure(PoolTimeoutException.class))
                .hasMessageContaining("a creation has been under way for 200 ms; 1 borrower waits")
                .hasMessageNotContaining(REASON);
        gate.open();
    }
}
