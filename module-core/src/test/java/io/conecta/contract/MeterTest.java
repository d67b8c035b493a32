package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolMeter;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Meters")
class MeterTest {
    /** Notes what it is told. */
    private static final class Notes implements PoolMeter {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void waited(Duration time, boolean served) {
            lines.add("waited " + time.toMillis() + (served ? "" : " in vain"));
        }

        @Override
        public void created(Duration time, boolean succeeded) {
            lines.add("created " + time.toMillis() + (succeeded ? "" : " in vain"));
        }

        @Override
        public void used(Duration time) {
            lines.add("used " + time.toMillis());
        }
    }

    private final Notes notes = new Notes();

    private List<String> used() {
        return notes.lines.stream().filter(line -> line.startsWith("used")).toList();
    }

    private Pool<Thing> metered(Kit kit, int size) {
        return kit.build(kit.builder().maxSize(size).initialSize(size).meter(notes));
    }

    @Test
    @DisplayName("each way to end a loan / is told once, with its time")
    void everyLoan(Kit kit) throws Exception {
        Pool<Thing> pool = metered(kit, 1);

        Thing thing = kit.borrow(pool);
        kit.time().advance(ofMillis(7));
        pool.put(thing);
        Lease<Thing> lease = pool.lease();
        kit.time().advance(ofMillis(8));
        lease.close();
        lease.close(); // Which does nothing.
        pool.run(each -> kit.time().advance(ofMillis(9)));
        pool.call(each -> {
            kit.time().advance(ofMillis(10));
            return each;
        });
        thing = pool.get().orElseThrow();
        kit.time().advance(ofMillis(11));
        pool.discard(thing);

        assertThat(used()).containsExactly("used 7", "used 8", "used 9", "used 10", "used 11");
    }

    @Test
    @DisplayName("a reclaimed loan is told, and its late return is not")
    void reclaimed(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(1)
                .leakThreshold(ofSeconds(10))
                .reclaimLeaked(true)
                .meter(notes));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofSeconds(11));

        assertThat(kit.events().lines("leak")).hasSize(1);
        assertThat(notes.lines.stream().filter(line -> line.startsWith("used")))
                .singleElement()
                .satisfies(line -> assertThat(Integer.parseInt(line.substring("used ".length())))
                        .isBetween(10_000, 11_000));
        int told = notes.lines.size();
        pool.put(thing);
        assertThat(notes.lines).hasSize(told);
    }

    @Test
    @DisplayName("the time that resetFunc takes / is not the borrower's")
    void withoutReset(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(1)
                .resetFunc(thing -> kit.time().advance(ofMillis(500)))
                .meter(notes));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofMillis(3));
        pool.put(thing);

        assertThat(notes.lines).contains("used 3");
    }

    @Test
    @DisplayName("a borrower that stood in line is told, served or not; one that did not is not")
    void waits(Kit kit) {
        Pool<Thing> pool = metered(kit, 1);
        Thing thing = kit.borrow(pool);
        Borrower<Thing> first = kit.borrower(pool).awaitParked();
        kit.time().advance(ofMillis(20));
        pool.put(thing);
        thing = first.result();
        Borrower<Thing> second = kit.borrower(pool, ofMillis(30)).awaitParked();
        kit.time().advance(ofMillis(30));
        second.failure(PoolTimeoutException.class);
        assertThat(pool.get()).isEmpty();
        Borrower<Thing> third = kit.borrower(pool, ZERO);
        third.failure(PoolTimeoutException.class);
        pool.put(thing);

        assertThat(notes.lines.stream().filter(line -> line.startsWith("waited")))
                .containsExactly("waited 20", "waited 30 in vain");
    }

    private Pool<Thing> empty(Kit kit) {
        return kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(2)).meter(notes));
    }

    private void awaitCreated(String... lines) {
        Patience.until(
                "it is told: " + List.of(lines) + ", not " + notes.lines,
                () -> notes.lines.stream()
                        .filter(line -> line.startsWith("created"))
                        .toList()
                        .equals(List.of(lines)));
    }

    @Test
    @DisplayName("a creation is told with its time")
    void creation(Kit kit) {
        Pool<Thing> pool = empty(kit);
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Borrower<Thing> borrower = kit.borrower(pool);
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(40));
        gate.open();
        pool.put(borrower.result());

        awaitCreated("created 40");
    }

    @Test
    @DisplayName("a creation that fails is told as such")
    void failedCreation(Kit kit) {
        Pool<Thing> pool = empty(kit);
        kit.creationsFail("refused");
        kit.borrower(pool).failure(PoolCreateException.class);

        awaitCreated("created 0 in vain");
    }

    @Test
    @DisplayName("a creation that exceeds createTimeout is told when that is over, and not again when it ends")
    void lateCreation(Kit kit) {
        Pool<Thing> pool = empty(kit);
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.passDeaf();
            throw new IOException("interrupted");
        });
        Borrower<Thing> borrower = kit.borrower(pool);
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(2));
        borrower.failure(PoolCreateException.class);
        awaitCreated("created 2000 in vain");
        gate.open();
        kit.time().advance(ofSeconds(1)); // A probe.
        awaitCreated("created 2000 in vain", "created 0");
    }

    @Test
    @SuppressWarnings("NullAway") // To see it refused.
    @DisplayName("a meter that is added to a running pool / is told of what begins from then on")
    void added(Kit kit) {
        Pool<Thing> pool = kit.fullPool(2);
        Thing before = kit.borrow(pool);
        pool.addMeter(notes);
        pool.addMeter(notes);
        Thing after = kit.borrow(pool);
        kit.time().advance(ofMillis(5));
        pool.put(before);
        pool.put(after);

        assertThat(used()).containsExactly("used 5");
        assertThatNullPointerException().isThrownBy(() -> pool.addMeter(null)).withMessage("meter");
    }

    @Test
    @DisplayName("more than 1,000 loans within 10 ms / a sample is told, and all are again from the next moment on")
    void sampled(Kit kit) {
        Pool<Thing> pool = metered(kit, 1);
        assertThat(kit.thread(() -> loans(pool, 5_000)).result()).isEqualTo(5_000);
        assertThat(used()).hasSize(1_000);

        kit.time().advance(ofMillis(10));
        kit.thread(() -> loans(pool, 10)).result();
        assertThat(used()).hasSize(1_010);
    }

    @Test
    @DisplayName("less than 1,000 loans in each 10 ms / all are told, however many that makes")
    void notSampled(Kit kit) {
        Pool<Thing> pool = metered(kit, 1);
        for (int moment = 0; moment < 4; moment++) {
            kit.thread(() -> loans(pool, 700)).result();
            kit.time().advance(ofMillis(10));
        }
        assertThat(used()).hasSize(2_800);
    }

    private static int loans(Pool<Thing> pool, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            pool.put(pool.getOrCreate());
        }
        return count;
    }

    @Test
    @DisplayName("a meter that throws / is logged once, and neither borrowers nor other meters suffer")
    void throwing(Kit kit) {
        var log = kit.log();
        AtomicInteger calls = new AtomicInteger();
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(1).meter(new PoolMeter() {
            @Override
            public void used(Duration time) {
                calls.incrementAndGet();
                throw new IllegalStateException("no registry");
            }
        }));
        pool.addMeter(notes);
        for (int i = 0; i < 3; i++) {
            pool.put(kit.borrow(pool));
            kit.time().advance(ofSeconds(60)); // Longer than repeats are counted.
        }

        assertThat(calls).hasValue(3);
        assertThat(used()).hasSize(3);
        assertThat(log.lines("a meter threw")).singleElement().asString().contains("pool \"orders\"");
    }
}
