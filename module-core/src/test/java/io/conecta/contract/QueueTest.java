package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolQueue;
import io.conecta.PoolQueues;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A user's queue")
class QueueTest {
    private static List<Integer> ids(List<Thing> things) {
        return things.stream().map(Thing::id).toList();
    }

    private static List<Integer> inTurn(Kit kit, PoolQueue<Thing> queue) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).queue(queue));
        List<Thing> three = kit.borrow(pool, 3);
        pool.put(three.get(1));
        pool.put(three.get(0));
        pool.put(three.get(2));
        return ids(kit.borrow(pool, 3));
    }

    @Test
    @DisplayName("fifo / borrow / the one that came back first")
    void fifo(Kit kit) {
        assertThat(inTurn(kit, PoolQueues.fifo())).containsExactly(2, 1, 3);
    }

    @Test
    @DisplayName("lifo / borrow / the one that came back last")
    void lifo(Kit kit) {
        assertThat(inTurn(kit, PoolQueues.lifo())).containsExactly(3, 1, 2);
    }

    @Test
    @DisplayName("priority / borrow / the least")
    void priority(Kit kit) {
        assertThat(inTurn(kit, PoolQueues.priority(Comparator.comparing(Thing::id))))
                .containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("of(java.util.Queue) / borrow / in that queue's order")
    void ofQueue(Kit kit) {
        assertThat(inTurn(kit, PoolQueues.of(new ArrayDeque<>()))).containsExactly(2, 1, 3);
    }

    @Test
    @DisplayName("objects leave the pool in any way / the queue holds exactly the idle ones")
    void queueFollows(Kit kit) {
        PoolQueue<Thing> queue = PoolQueues.fifo();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(8)
                .initialSize(8)
                .queue(queue)
                .pingMaxRetries(1)
                .idleTimeout(ofMinutes(16)));
        kit.time().quiesce();
        assertThat(queue.len()).isEqualTo(8);
        Thing lent = kit.borrow(pool);
        assertThat(queue.len()).isEqualTo(7);
        pool.reconfigure(pool.settings().withMaxSize(6));
        kit.time().quiesce();
        assertThat(queue.len()).isEqualTo(5);
        pool.put(lent);
        assertThat(queue.len()).isEqualTo(6);
        kit.pinging((thing, failures) -> thing.id() % 2 == 0);
        kit.time().advance(ofSeconds(10));
        kit.pinging((thing, failures) -> true);
        assertThat(queue.len()).isEqualTo(kit.alive()).isLessThan(6);
        pool.clear();
        assertThat(queue.len()).isZero();
        pool.put(kit.borrow(pool));
        assertThat(queue.len()).isEqualTo(1);
        kit.time().advance(ofMinutes(18));
        assertThat(queue.len()).isZero();
        pool.put(kit.borrow(pool));
        pool.close();
        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.len()).isZero();
    }

    @Test
    @DisplayName("many threads / the queue's account and the pool's agree in the end")
    void underLoad(Kit kit) {
        PoolQueue<Thing> queue = PoolQueues.lifo();
        Pool<Thing> pool =
                kit.inRealTime().build(kit.builder().maxSize(3).queue(queue).scanInterval(ofMillis(3)));
        List<Borrower<Boolean>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(kit.thread(() -> {
                for (int i = 0; i < 300; i++) {
                    pool.put(pool.getOrCreate().take().drop());
                }
                return true;
            }));
        }
        threads.forEach(Borrower::result);
        Patience.until(
                "all idle objects are queued", () -> queue.len() == pool.stats().idle());
    }

    /** Works like fifo but for what a test overrides. */
    private static class Odd implements PoolQueue<Thing> {
        final PoolQueue<Thing> sound = PoolQueues.fifo();

        @Override
        public boolean add(Thing element) {
            return sound.add(element);
        }

        @Override
        public int len() {
            return sound.len();
        }

        @Override
        public void range(Predicate<? super Thing> visitor) {
            sound.range(visitor);
        }

        @Override
        public @Nullable Thing get() {
            return sound.get();
        }

        @Override
        public void done(Thing element) {
            sound.done(element);
        }

        @Override
        public void stop() {
            sound.stop();
        }

        @Override
        public boolean isClosed() {
            return sound.isClosed();
        }
    }

    @Test
    @DisplayName("refuses / return / the object is closed, reported, its place free, a waiter served")
    void refusing(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).queue(new Odd() {
            @Override
            public boolean add(Thing element) {
                return false;
            }
        }));
        Thing first = kit.borrow(pool);
        pool.put(first);
        kit.time().quiesce();
        assertThat(first.timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("failed QUEUE")).containsExactly("failed QUEUE 1 IllegalStateException");
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("throws from everything / any operation / reported, the pool works on")
    void throwing(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(1).queue(new Odd() {
            private UnsupportedOperationException odd() {
                return new UnsupportedOperationException("odd");
            }

            @Override
            public boolean add(Thing element) {
                throw odd();
            }

            @Override
            public int len() {
                throw odd();
            }

            @Override
            public void range(Predicate<? super Thing> visitor) {
                throw odd();
            }

            @Override
            public @Nullable Thing get() {
                throw odd();
            }

            @Override
            public void done(Thing element) {
                throw odd();
            }

            @Override
            public void stop() {
                throw odd();
            }

            @Override
            public boolean isClosed() {
                throw odd();
            }
        }));
        List<Thing> both = kit.borrow(pool, 2);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        pool.put(both.get(0));
        assertThat(waiter.result()).isNotNull();
        kit.time().advance(ofSeconds(30));
        pool.clear();
        assertThat(kit.events().lines("failed QUEUE")).isNotEmpty();
        assertThat(pool.stats().lent()).isEqualTo(2);
    }

    @Test
    @DisplayName("forgets what it was given / borrow / the pool finds it")
    void forgetting(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(2).queue(new Odd() {
            @Override
            public boolean add(Thing element) {
                return true;
            }
        }));
        assertThat(kit.borrow(pool, 2)).hasSize(2);
        assertThat(kit.creations()).isEqualTo(2);
        pool.put(kit.thing(2));
        assertThat(pool.get()).containsSame(kit.thing(2));
        pool.put(kit.thing(2));
        kit.time().advance(ofSeconds(10));
        assertThat(kit.pings()).as("what it forgot is pinged").isEqualTo(1);
    }

    @Test
    @DisplayName("gives everything twice, and things from elsewhere / borrow / never two holders")
    void duplicating(Kit kit) {
        Thing foreign = kit.foreign();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(2).queue(new Odd() {
            private final ArrayDeque<Thing> elements = new ArrayDeque<>();

            @Override
            public synchronized boolean add(Thing element) {
                elements.add(element);
                elements.add(foreign);
                elements.add(element);
                return true;
            }

            @Override
            public synchronized @Nullable Thing get() {
                return elements.poll();
            }

            @Override
            public void done(Thing element) {}
        }));
        for (int i = 0; i < 10; i++) {
            List<Thing> both = kit.borrow(pool, 2);
            assertThat(both.get(0)).isNotSameAs(both.get(1));
            assertThat(pool.get()).isEmpty();
            both.forEach(pool::put);
        }
    }

    @Test
    @DisplayName("gives the same object for ever / borrow / ends, and never two holders")
    void peeking(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(2).queue(new Odd() {
            @Override
            public @Nullable Thing get() {
                return kit.thing(1); // Never removed.
            }
        }));
        List<Thing> both = kit.borrow(pool, 2);
        assertThat(ids(both)).containsExactlyInAnyOrder(1, 2);
        assertThat(kit.thread(pool::get).result()).isEmpty();
        assertThat(kit.events().lines("failed QUEUE")).isNotEmpty();
    }

    @Test
    @DisplayName("blocks / done, on expiry in one pool / other pools go on")
    void blocking(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> slow = kit.build(kit.builder()
                .maxSize(1)
                .initialSize(1)
                .idleTimeout(ofSeconds(16))
                .queue(new Odd() {
                    @Override
                    public void done(Thing element) {
                        gate.passDeaf();
                    }
                }));
        Borrower<Boolean> passing = kit.thread(() -> {
            kit.time().advance(ofSeconds(18));
            return true;
        });
        gate.awaitArrivals(1);
        passing.result();
        assertThat(slow.stats().idle()).isLessThanOrEqualTo(1);
    }

    @Test
    @DisplayName(
            "blocks / add, of an object that is adopted / other pools are built and adopt meanwhile, but not that object")
    void blockingAdopted(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> slow = kit.build(kit.builder().maxSize(1).queue(new Odd() {
            @Override
            public boolean add(Thing element) {
                gate.passDeaf();
                return super.add(element);
            }
        }));
        Thing foreign = kit.foreign();
        Borrower<Boolean> adopting = adopting(kit, slow, foreign);
        gate.awaitArrivals(1);
        Pool<Thing> other = kit.thread(() -> kit.pool(2)).result();
        adopting(kit, other, kit.foreign()).result();
        adopting(kit, other, foreign).failure(IllegalArgumentException.class);
        adopting(kit, slow, foreign).failure(IllegalStateException.class);
        assertThat(other.stats().idle()).isOne();
        gate.open();
        adopting.result();
        assertThat(slow.get()).containsSame(foreign);
        slow.put(foreign);
    }

    private static Borrower<Boolean> adopting(Kit kit, Pool<Thing> pool, Thing thing) {
        return kit.thread(() -> {
            pool.adopt(thing);
            return true;
        });
    }

    @Test
    @DisplayName("blocks / done, in a sweep / reconfigure, clear and suspend do not wait for it")
    void blockingSweep(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> slow = kit.build(kit.builder()
                .maxSize(1)
                .initialSize(1)
                .idleTimeout(ofSeconds(16))
                .leakThreshold(ofMinutes(1))
                .queue(new Odd() {
                    @Override
                    public void done(Thing element) {
                        gate.passDeaf();
                    }
                }));
        kit.time().advance(ofSeconds(18));
        gate.awaitArrivals(1);
        kit.thread(() -> {
                    slow.reconfigure(slow.settings().withReclaimLeaked(true));
                    slow.clear();
                    slow.suspend();
                    return true;
                })
                .result();
        assertThat(slow.settings().reclaimLeaked()).isTrue();
        assertThat(slow.isSuspended()).isTrue();
    }

    @Test
    @DisplayName("a user's order / double returns, leases, expiry / as without it")
    void sameLaws(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).maxLifetime(ofMinutes(8)).queue(PoolQueues.fifo()));
        Thing thing = kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(20)).awaitParked();
        kit.time().advance(ofMinutes(9));
        pool.put(thing);
        assertThat(thing.timesClosed()).isEqualTo(1);
        pool.put(waiter.result());
        assertThatThrownBy(() -> pool.put(kit.thing(2))).isInstanceOf(IllegalStateException.class);
        kit.time().advance(ofMinutes(9));
        assertThat(kit.thing(2).timesClosed()).isEqualTo(1);
    }
}
