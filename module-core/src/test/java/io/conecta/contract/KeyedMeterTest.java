package io.conecta.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.PoolBuilders;
import io.conecta.PoolMeter;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("The meter of a keyed pool")
class KeyedMeterTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();

    private PoolMeter throwing(ClassLoader users) {
        return (PoolMeter)
                Proxy.newProxyInstance(users, new Class<?>[] {PoolMeter.class}, (self, method, arguments) -> {
                    told.add(method.getName());
                    loaders.add(Thread.currentThread().getContextClassLoader());
                    throw new IllegalStateException("made up");
                });
    }

    private static KeyedPool<String, Thing> pool(Kit kit, Gate closing, PoolMeter meter) {
        kit.mayLive(10);
        return PoolBuilders.build(
                KeyedPool.<String, Thing>builder(key -> kit.newThing())
                        .closeFunc(thing -> {
                            closing.passDeaf();
                            kit.closed(thing);
                        })
                        .closeTimeout(ofSeconds(1))
                        .meter(meter)
                        .name("ftp"),
                kit.background());
    }

    @Test
    @DisplayName(
            "it throws whatever it is told / logged once with its class and the pool's name, with its class loader,"
                    + " and the close waits")
    void throwing(Kit kit) throws Exception {
        Log log = kit.log();
        Gate gate = kit.gate();
        try (URLClassLoader users = new URLClassLoader(new URL[0], KeyedMeterTest.class.getClassLoader())) {
            PoolMeter meter = throwing(users);
            KeyedPool<String, Thing> pool = pool(kit, gate, meter);
            for (String key : List.of("one", "two")) {
                pool.put(key, kit.thread(() -> pool.getOrCreate(key)).result());
            }

            Borrower<Boolean> closing = kit.thread(() -> {
                        pool.close();
                        return true;
                    })
                    .awaitParked();
            gate.open();
            closing.result();

            assertThat(kit.alive()).isZero();
            assertThat(told).contains("created", "used").containsOnlyOnce("poolClosed");
            assertThat(loaders).containsOnly(users);
            assertThat(log.lines("a meter threw"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "pool \"ftp\": a meter threw: " + meter.getClass().getName());
            kit.time().quiesce();
        }
    }

    @Test
    @DisplayName("it throws at the end / close(drain) / waits, and lists what is left")
    void drain(Kit kit) {
        kit.log();
        Gate gate = kit.gate();
        gate.open();
        KeyedPool<String, Thing> pool = pool(kit, gate, throwing(KeyedMeterTest.class.getClassLoader()));
        Thing thing = kit.thread(() -> pool.getOrCreate("one")).result();

        Borrower<Integer> closing =
                kit.thread(() -> pool.close(ofSeconds(1)).size()).awaitParked();
        kit.time().advance(ofSeconds(1));
        assertThat(closing.result()).isOne();

        pool.put("one", thing);
        kit.time().quiesce();
        assertThat(kit.alive()).isZero();
    }
}
