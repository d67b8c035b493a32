package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Pings")
class PingsTest {
    @Test
    @DisplayName("100 black-holed objects / scan / all are found out and closed within 8 pingTimeouts")
    void blackHoledObjects(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(100)
                .initialSize(100)
                .pingTimeout(ofSeconds(1))
                .scanInterval(PoolSettings.FOREVER));
        kit.pingsHangAt(gate);
        pool.scan();
        kit.time().advance(ofSeconds(8));
        assertThat(pool.stats().closed()).isEqualTo(100);
        assertThat(pool.stats().pingFailures()).isEqualTo(100);
    }

    @Test
    @DisplayName("a ping hangs / scan / delays no other")
    void oneHangs(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.fullPool(20);
        kit.pinging((thing, failures) -> {
            if (thing.id() % 7 == 0) {
                gate.pass();
            }
            return true;
        });
        pool.scan();
        kit.time().advance(ofMillis(100));
        assertThat(kit.events().lines("ping")).hasSize(18);
        assertThat(pool.stats().inMaintenance()).isEqualTo(2);
    }

    @Test
    @DisplayName("healthy objects / scan / bounded: one thread after the other's answer, never one for each")
    void bounded(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.fullPool(60);
        kit.pingsStopAt(gate);
        pool.scan();
        kit.time().advance(ofSeconds(4));
        assertThat(gate.held()).isBetween(2, 16);
    }

    @Test
    @DisplayName("dead idle objects, and room / borrow / gets a new object while pings are still running")
    void roomBesideDeadObjects(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(20)
                .initialSize(8)
                .pingIdleAfter(ofSeconds(1))
                .scanInterval(PoolSettings.FOREVER));
        kit.time().advance(ofSeconds(2));
        kit.pingsHangAt(gate);
        Borrower<Thing> borrower = kit.borrower(pool, ofSeconds(2)).awaitParked();
        kit.time().advance(ofMillis(100));
        assertThat(borrower.result()).isSameAs(kit.thing(9));
        assertThat(gate.held()).isPositive();
    }

    @Test
    @DisplayName("one object fails its ping / the others are pinged before they are lent, until one has passed")
    void doubt(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).scanInterval(PoolSettings.FOREVER));
        List<Integer> pinged = new CopyOnWriteArrayList<>();
        Thing broken = suspect(kit, pool);
        kit.pinging((thing, failures) -> {
            pinged.add(thing.id());
            return thing.id() != broken.id();
        });
        // The broken one is not lent unpinged: the two others come first, and without a ping.
        List<Thing> others = kit.borrow(pool, 2);
        assertThat(pinged).isEmpty();
        assertThat(kit.thread(pool::get).result()).isEmpty();
        assertThat(pinged).containsExactly(broken.id());
        kit.time().quiesce();
        assertThat(broken.timesClosed()).isOne();

        others.forEach(pool::put);
        Thing first = kit.borrow(pool);
        assertThat(pinged)
                .as("lent when the other failed, pinged after its return")
                .contains(first.id());
        kit.time().quiesce();
        int soFar = pinged.size();
        Thing second = kit.borrow(pool);
        assertThat(second).isNotSameAs(first);
        pool.put(first);
        pool.put(second);
        kit.borrow(pool, 2);
        assertThat(pinged).as("one has passed: that was enough").hasSize(soFar);
    }

    @Test
    @DisplayName("one object fails its ping / those idle then, and all dead / none of them is lent")
    void allDead(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(5).initialSize(5).scanInterval(PoolSettings.FOREVER));
        Gate gate = kit.gate();
        suspect(kit, pool);
        List<Thing> lent = kit.borrow(pool, 4);
        kit.pinging((thing, failures) -> {
            gate.pass();
            return thing.id() > 5;
        });
        Borrower<Thing> borrower = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        lent.subList(0, 2).forEach(pool::put);
        // Served by what came back before anybody knew; what comes back afterwards is in doubt.
        assertThat(borrower.result().id()).isLessThanOrEqualTo(5);
        gate.open();
        kit.time().quiesce();
        lent.subList(2, 4).forEach(pool::put);
        assertThat(kit.borrow(pool).id()).isGreaterThan(5);
    }

    /** {@return an object that is idle and has to be pinged before it is lent} */
    private static Thing suspect(Kit kit, Pool<Thing> pool) {
        Thing[] used = new Thing[1];
        assertThatThrownBy(() -> pool.run(thing -> {
                    used[0] = thing;
                    throw new IOException("made up");
                }))
                .isInstanceOf(IOException.class);
        kit.time().quiesce();
        return used[0];
    }

    @Test
    @DisplayName("hooks, listeners and queues see the context class loader of the code they belong to, on every thread")
    void contextClassLoader(Kit kit) throws Exception {
        Map<String, String> strange = new ConcurrentHashMap<>();
        List<String> seen = new CopyOnWriteArrayList<>();
        try (URLClassLoader foreign = new URLClassLoader(new URL[0], null)) {
            Look look = where -> {
                seen.add(where);
                ClassLoader loader = Thread.currentThread().getContextClassLoader();
                if (loader != PingsTest.class.getClassLoader()) {
                    strange.put(where, String.valueOf(loader));
                }
            };
            Pool<Thing> pool = kit.build(Pool.builder(() -> {
                        look.at("new");
                        return kit.newThing();
                    })
                    .initialSize(2)
                    .maxSize(2)
                    .pingFunc((thing, failures) -> {
                        look.at("ping");
                        return thing.content == 0;
                    })
                    .closeFunc(thing -> {
                        look.at("close");
                        kit.closed(thing);
                        throw new IOException("made up");
                    })
                    .prepareFunc(thing -> look.at("prepare"))
                    .resetFunc(thing -> look.at("reset"))
                    .pingMaxRetries(1)
                    .leakThreshold(ofSeconds(60))
                    .listener(new Listening(look)));
            ClassLoader after = kit.thread(() -> {
                        Thread.currentThread().setContextClassLoader(foreign);
                        Thing thing = pool.getOrCreate();
                        thing.content = 1;
                        pool.put(thing);
                        pool.discard(pool.getOrCreate());
                        return Thread.currentThread().getContextClassLoader();
                    })
                    .result();
            assertThat(after).as("the borrower keeps its own").isSameAs(foreign);
            kit.time().advance(ofSeconds(20));
            kit.borrow(pool);
            kit.time().advance(ofSeconds(70));
            kit.time().quiesce();
            assertThat(strange).isEmpty();
            assertThat(seen)
                    .contains("new", "ping", "close", "prepare", "reset", "forPool")
                    .contains("onCreate", "onPingSuccess", "onClose", "onHookFailure", "onLeak");
        }
    }

    @FunctionalInterface
    private interface Look {
        void at(String where);
    }

    private record Listening(Look look) implements PoolListener<Thing> {
        @Override
        public PoolListener<Thing> forPool(String pool) {
            look.at("forPool");
            return this;
        }

        @Override
        public void onCreate(Thing object) {
            look.at("onCreate");
        }

        @Override
        public void onPingSuccess(Thing object) {
            look.at("onPingSuccess");
        }

        @Override
        public void onPingFailure(Thing object, int failures) {
            look.at("onPingFailure");
        }

        @Override
        public void onClose(Thing object, @Nullable Throwable error) {
            look.at("onClose");
        }

        @Override
        public void onHookFailure(Hook hook, @Nullable Thing object, Throwable error) {
            look.at("onHookFailure");
        }

        @Override
        public void onLeak(Loan loan, boolean reclaimed) {
            look.at("onLeak");
        }
    }
}
