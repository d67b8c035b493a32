package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilders;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolListener;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("The end of a keyed pool")
class KeyedPoolEndTest {
    private static KeyedPoolBuilder<String, Thing> builder(Kit kit) {
        return KeyedPool.<String, Thing>builder(key -> kit.newThing())
                .closeFunc(kit::closed)
                .name("ftp");
    }

    @Test
    @DisplayName("a forgotten key has repeats of a log line to tell / close / they are told, and no timer is left")
    void forgottenKeyThatFailed(Kit kit) {
        Log log = kit.log();
        KeyedPool<String, Thing> pool = PoolBuilders.build(
                KeyedPool.<String, Thing>builder(key -> {
                            throw new IOException("refused");
                        })
                        .name("ftp")
                        .keyIdleTimeout(ofSeconds(1))
                        .retryDelay(ofMinutes(10)),
                kit.background());
        for (int i = 0; i < 2; i++) {
            Borrower<Thing> borrower = kit.thread(() -> pool.getOrCreate("bad"));
            borrower.failure(PoolCreateException.class);
        }
        for (int i = 0; i < 8 && !pool.keys().isEmpty(); i++) {
            kit.time().advance(ofSeconds(1));
        }
        assertThat(pool.keys()).as("forgotten").isEmpty();

        pool.close();

        kit.time().quiesce();
        assertThat(kit.background().users()).isZero();
        assertThat(log.lines("more like this within 30 s"))
                .singleElement()
                .asString()
                .startsWith("pool \"ftp[bad]\": newFunc failed: ");
    }

    @Test
    @DisplayName("dropped without being closed / it is closed, and no timer is left that looks for keys to forget")
    void dropped(Kit kit) throws Exception {
        kit.log();
        kit.mayLive(1);
        drop(kit);
        Patience.until("it is closed", () -> {
            System.gc();
            kit.time().advance(ofSeconds(10)); // To the next scan: only then does the timekeeper look.
            return kit.alive() == 0;
        });
        assertThat(kit.created()).hasSize(1);
        kit.time().advance(ofSeconds(1));
        assertThat(kit.background().users()).isZero();
    }

    private static void drop(Kit kit) throws InterruptedException {
        KeyedPool<String, Thing> pool = PoolBuilders.build(builder(kit).keyIdleTimeout(ofHours(10)), kit.background());
        pool.put("one", pool.getOrCreate("one"));
    }

    @Test
    @DisplayName("a key is being made / close(drain) / nothing is created for it any more")
    void closedWhileAKeyIsMade(Kit kit) throws Exception {
        Gate gate = kit.gate();
        KeyedPool<String, Thing> pool = PoolBuilders.build(
                builder(kit).initialSize(2).listener(new PoolListener<Thing>() {
                    @Override
                    public PoolListener<Thing> forPool(String name) {
                        gate.passDeaf();
                        return this;
                    }
                }),
                kit.background());
        Borrower<Thing> borrower = kit.thread(() -> pool.getOrCreate("one"));
        gate.awaitArrivals(1);
        assertThat(pool.close(ofMillis(1))).isEmpty();
        gate.open();
        borrower.failure(PoolClosedException.class);
        kit.time().quiesce();
        assertThat(kit.created()).isEmpty();
        assertThat(kit.background().users()).isZero();
        assertThatThrownBy(() -> pool.getOrCreate("two")).isInstanceOf(PoolClosedException.class);
    }

    @Test
    @DisplayName("the pool of a key is being made / close(drain) / nothing is created for it after that has returned")
    void closedWhileTheKeysPoolIsMade(Kit kit) {
        Gate gate = kit.gate();
        kit.inRealTime().mayLive(4);
        KeyedPool<String, Thing> pool =
                PoolBuilders.build(builder(kit).initialSize(4).budget(joinedBehind(gate)), kit.background());
        Borrower<Thing> borrower = kit.thread(() -> pool.getOrCreate("one"));
        gate.awaitArrivals(1);
        Borrower<List<Integer>> closing = kit.thread(() -> {
            assertThat(pool.close(ofMinutes(1))).isEmpty();
            return List.of(kit.created().size(), kit.alive());
        });
        Patience.until(
                "the close has returned, or waits",
                () -> closing.isDone() || closing.thread().getState() == Thread.State.WAITING);
        gate.open();

        List<Integer> atReturn = closing.result();
        borrower.failure(PoolClosedException.class);
        Patience.until("nothing is left to do", () -> kit.background().users() == 0);
        assertThat(atReturn)
                .as("created, and left open")
                .containsExactly(kit.created().size(), 0);
    }

    /** {@return a budget whose pools stop there when they join it} */
    private static PoolBudget joinedBehind(Gate gate) {
        PoolBudget budget = PoolBudget.of(10);
        return (PoolBudget) Proxy.newProxyInstance(
                PoolBudget.class.getClassLoader(), new Class<?>[] {PoolBudget.class}, (self, method, arguments) -> {
                    if (method.getName().equals("join")) {
                        gate.passDeaf();
                    }
                    return method.invoke(budget, arguments);
                });
    }
}
