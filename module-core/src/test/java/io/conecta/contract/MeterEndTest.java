package io.conecta.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolBuilders;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.config.ConfiguredPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("The end of a meter")
class MeterEndTest {
    /** Counts how often it hears of the end. */
    private static final class Counting implements PoolMeter {
        private final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger loans = new AtomicInteger();

        @Override
        public void used(Duration time) {
            loans.incrementAndGet();
        }

        @Override
        public void poolClosed() {
            ends.incrementAndGet();
        }
    }

    @Test
    @DisplayName("the pool is closed / each meter is told once, however often that is done")
    void closed(Kit kit) throws Exception {
        Counting built = new Counting();
        Counting added = new Counting();
        Pool<Thing> pool = kit.build(kit.builder().meter(built));
        pool.addMeter(added);
        assertThat(built.ends).hasValue(0);
        pool.close();
        pool.close(ofSeconds(1));
        assertThat(built.ends).hasValue(1);
        assertThat(added.ends).hasValue(1);
    }

    @Test
    @DisplayName("a loan is out when the pool is closed / its time follows")
    void loanThatEndsLater(Kit kit) {
        Counting meter = new Counting();
        Pool<Thing> pool = kit.build(kit.builder().meter(meter));
        Thing thing = kit.borrow(pool);
        pool.close();
        assertThat(meter.ends).hasValue(1);
        assertThat(meter.loans).hasValue(0);
        pool.put(thing);
        assertThat(meter.loans).hasValue(1);
    }

    @Test
    @DisplayName("a meter is added to a closed pool / it is told at once, once")
    void addedLate(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder());
        pool.close();
        Counting meter = new Counting();
        pool.addMeter(meter);
        pool.addMeter(meter);
        assertThat(meter.ends).hasValue(1);
    }

    @Test
    @DisplayName("a meter throws at the end / that is logged, the others are told, and the pool is closed")
    void throwing(Kit kit) {
        Log log = kit.log();
        Pool<Thing> pool = kit.build(kit.builder().meter(new PoolMeter() {
            @Override
            public void poolClosed() {
                throw new IllegalStateException("made up");
            }
        }));
        Counting after = new Counting();
        pool.addMeter(after);
        pool.close();
        assertThat(after.ends).hasValue(1);
        assertThat(log.lines("a meter threw")).hasSize(1);
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    @DisplayName("a pool is dropped without being closed / its meter is told")
    void dropped(Kit kit) {
        Counting meter = new Counting();
        drop(kit, meter);
        Patience.until("it is told", () -> {
            System.gc();
            kit.time().advance(ofSeconds(10)); // To the next scan: only then does the timekeeper look.
            return meter.ends.get() == 1;
        });
        kit.time().advance(ofSeconds(1));
        assertThat(meter.ends).hasValue(1);
    }

    private static void drop(Kit kit, PoolMeter meter) {
        PoolBuilders.build(kit.builder().name("dropped").meter(meter), kit.background());
    }

    @Test
    @DisplayName("a pool could not be built and is closed / its meters are told, the late one too")
    void neverBuilt() {
        Unbuilt pool = new Unbuilt(Map.of("maxSize", "none of your business"));
        Counting meter = new Counting();
        pool.addMeter(meter);
        pool.addMeter(meter);
        pool.activate();
        assertThat(pool.stats().maxSize()).isZero();
        pool.close();
        pool.close();
        assertThat(meter.ends).hasValue(1);
        Counting late = new Counting();
        pool.addMeter(late);
        assertThat(late.ends).hasValue(1);
    }

    @Test
    @DisplayName("a pool is built after its meter was added / the meter measures, and is told once at the end")
    void builtLater() throws Exception {
        Unbuilt pool = new Unbuilt(Map.of());
        Counting meter = new Counting();
        pool.addMeter(meter);
        pool.activate();
        Counting second = new Counting();
        pool.addMeter(second);
        pool.put(pool.getOrCreate());
        assertThat(meter.loans).hasValue(1);
        assertThat(second.loans).hasValue(1);
        pool.close();
        assertThat(meter.ends).hasValue(1);
        assertThat(second.ends).hasValue(1);
        Counting late = new Counting();
        pool.addMeter(late);
        assertThat(late.ends).hasValue(1);
    }

    /** As the component of a typed pool. */
    private static final class Unbuilt extends ConfiguredPool<Object> {
        Unbuilt(Map<String, ?> properties) {
            super(new Provider(), properties);
        }
    }

    private static final class Provider implements PoolProvider<Object> {
        @Override
        public Class<Object> type() {
            return Object.class;
        }

        @Override
        public Class<Unbuilt> poolType() {
            return Unbuilt.class;
        }

        @Override
        public PoolSettings settings() {
            return PoolSettings.defaults().withName("objects");
        }

        @Override
        public NewFunc<Object> newFunc(PoolConfiguration configuration) {
            configuration.check();
            return Object::new;
        }

        @Override
        public PoolBuilder<Object> builder(NewFunc<? extends Object> newFunc) {
            return Pool.<Object>builder(newFunc).settings(settings());
        }
    }
}
