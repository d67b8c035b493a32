package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolBuilders;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beyond 256 objects, idle ones are kept in a packed reserve. */
@ExtendWith(PoolLaws.class)
@DisplayName("A large pool")
class LargePoolTest {
    private static final int SIZE = 400;

    /** {@return a pool whose later objects are in the reserve} */
    private static Pool<Thing> large(Kit kit, UnaryOperator<PoolBuilder<Thing>> options) {
        return kit.build(options.apply(kit.builder().maxSize(SIZE).initialSize(SIZE)));
    }

    private static List<Thing> takeAll(Pool<Thing> pool) {
        List<Thing> all = new ArrayList<>();
        for (Optional<Thing> next = pool.get(); next.isPresent(); next = pool.get()) {
            all.add(next.get().take());
        }
        return all;
    }

    @Test
    @DisplayName("more than 256 objects / borrow all, return all, again / each has one holder, none is lost")
    void allOut(Kit kit) {
        Pool<Thing> pool = large(kit, builder -> builder);
        for (int round = 0; round < 3; round++) {
            List<Thing> all = takeAll(pool);
            assertThat(all).hasSize(SIZE);
            assertThat(pool.stats().lent()).isEqualTo(SIZE);
            assertThat(pool.stats().idle()).isZero();
            all.forEach(thing -> pool.put(thing.drop()));
            assertThat(pool.stats().idle()).isEqualTo(SIZE);
        }
        assertThat(pool.stats().borrowed()).isEqualTo(3L * SIZE);
    }

    @Test
    @DisplayName("an object in the reserve / returned again / rejected")
    void returnedTwice(Kit kit) {
        Pool<Thing> pool = large(kit, builder -> builder);
        List<Thing> all = takeAll(pool);
        all.forEach(thing -> pool.put(thing.drop()));
        for (Thing thing : all) {
            assertThatThrownBy(() -> pool.put(thing)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(pool.stats().idle()).isEqualTo(SIZE);
        assertThat(pool.stats().created()).isEqualTo(SIZE);
    }

    @Test
    @DisplayName("objects in the reserve / idle past their life / closed")
    void idleTimeout(Kit kit) {
        Pool<Thing> pool = large(kit, builder -> builder.idleTimeout(ofMinutes(5)));
        kit.time().advance(ofMinutes(4));
        assertThat(kit.alive()).isEqualTo(SIZE);
        List<Thing> used = takeAll(pool).subList(0, 50);
        kit.time().advance(ofMinutes(2));
        assertThat(kit.alive()).as("lent ones are not idle").isEqualTo(SIZE);
        assertThat(used).hasSize(50);
        pool.loans().forEach(loan -> pool.put(((Thing) loan.object()).drop()));
        kit.time().advance(ofMinutes(6));
        assertThat(kit.alive()).isZero();
        assertThat(pool.stats().idle()).isZero();
    }

    @Test
    @DisplayName("objects in the reserve / past their lifetime / closed")
    void maxLifetime(Kit kit) {
        large(kit, builder -> builder.maxLifetime(ofMinutes(8)));
        kit.time().advance(ofMinutes(7).minusSeconds(1));
        assertThat(kit.alive()).isEqualTo(SIZE);
        kit.time().advance(ofSeconds(62));
        assertThat(kit.alive()).isZero();
    }

    @Test
    @DisplayName("objects in the reserve / scan / each pinged once, the bad ones closed at the limit")
    void scanned(Kit kit) {
        Pool<Thing> pool = large(kit, builder -> builder.pingMaxRetries(2));
        kit.pinging((thing, failures) -> thing.id() % 4 != 0);
        kit.time().advance(ofSeconds(10));
        assertThat(kit.pings()).isEqualTo(SIZE);
        assertThat(kit.alive()).isEqualTo(SIZE);
        kit.time().advance(ofSeconds(10));
        assertThat(kit.pings()).isEqualTo(2 * SIZE);
        assertThat(kit.alive()).isEqualTo(SIZE * 3 / 4);
        kit.pinging((thing, failures) -> true);
        assertThat(takeAll(pool)).hasSize(SIZE * 3 / 4);
    }

    @Test
    @DisplayName("objects in the reserve long idle / borrow / pinged first")
    void pingedFirst(Kit kit) {
        Pool<Thing> pool =
                large(kit, builder -> builder.pingIdleAfter(ofSeconds(5)).scanInterval(ofHours(1)));
        kit.time().advance(ofSeconds(6));
        List<Thing> all = kit.borrow(pool, SIZE);
        assertThat(all).hasSize(SIZE);
        assertThat(kit.pings()).isEqualTo(SIZE);
    }

    @Test
    @DisplayName("maxUses / loans beside stays in the reserve / counted across them")
    void maxUses(Kit kit) {
        Pool<Thing> pool = large(kit, builder -> builder.maxUses(3));
        for (int i = 0; i < 3; i++) {
            assertThat(kit.alive()).isEqualTo(SIZE);
            takeAll(pool).forEach(thing -> pool.put(thing.drop()));
        }
        assertThat(kit.alive()).isZero();
    }

    @Test
    @DisplayName("clear, shrink, close / the reserve is covered")
    void clearShrinkClose(Kit kit) {
        Pool<Thing> pool = large(kit, builder -> builder);
        pool.reconfigure(pool.settings().withMaxSize(300));
        kit.time().quiesce();
        assertThat(kit.alive()).isEqualTo(300);
        pool.clear();
        assertThat(kit.alive()).isZero();
        List<Thing> lent = kit.borrow(pool, 300);
        lent.forEach(pool::put);
        assertThat(pool.stats().idle()).isEqualTo(300);
        pool.close();
        assertThat(kit.alive()).isZero();
    }

    @Test
    @DisplayName("10,000 objects / created, borrowed, returned, closed / every one accounted for")
    void tenThousand(Kit kit) {
        int size = 10_000;
        Pool<Integer[]> pool = PoolBuilders.build(
                Pool.builder(() -> new Integer[0]).maxSize(Integer.MAX_VALUE).initialSize(size), kit.background());
        List<Integer[]> all = new ArrayList<>();
        for (Optional<Integer[]> next = pool.get(); next.isPresent(); next = pool.get()) {
            all.add(next.get());
        }
        assertThat(all).hasSize(size);
        assertThat(pool.stats().lent()).isEqualTo(size);
        all.forEach(pool::put);
        assertThat(pool.stats().idle()).isEqualTo(size);
        pool.close();
        Patience.until("all are closed", () -> pool.stats().closed() == size);
        kit.time().advance(ofMillis(200));
    }

    @Test
    @DisplayName("many threads on a large pool / never two holders, all return")
    void underLoad(Kit kit) {
        Pool<Thing> pool = kit.inRealTime()
                .build(kit.builder()
                        .maxSize(300)
                        .initialSize(300)
                        .scanInterval(ofMillis(5))
                        .idleTimeout(ofMinutes(1)));
        List<Borrower<Boolean>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(kit.thread(() -> {
                List<Thing> mine = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    mine.add(pool.getOrCreate().take());
                    if (mine.size() == 75) {
                        mine.forEach(thing -> pool.put(thing.drop()));
                        mine.clear();
                    }
                }
                mine.forEach(thing -> pool.put(thing.drop()));
                return true;
            }));
        }
        threads.forEach(Borrower::result);
        Patience.until("all are idle", () -> pool.stats().idle() == 300);
        assertThat(kit.created())
                .as("none was closed for an age it does not have")
                .hasSize(300);
    }
}
