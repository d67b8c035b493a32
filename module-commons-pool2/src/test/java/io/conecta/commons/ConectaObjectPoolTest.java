package io.conecta.commons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.TrackedUse;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.EvictionConfig;
import org.apache.commons.pool2.impl.EvictionPolicy;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConectaObjectPoolTest {
    private final Thing.Factory factory = new Thing.Factory();
    private final GenericObjectPoolConfig<Thing> config = new GenericObjectPoolConfig<>();
    private ConectaObjectPool<Thing> pool;

    private ConectaObjectPool<Thing> pool(Consumer<GenericObjectPoolConfig<Thing>> settings) {
        settings.accept(config);
        pool = new ConectaObjectPool<>(factory, config);
        return pool;
    }

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
        }
    }

    @Test
    void lifoAndFifo() throws Exception {
        assertThat(reusedFirst(true)).isEqualTo(0);
        pool.close();
        factory.made.set(0);
        assertThat(reusedFirst(false)).isEqualTo(1);
    }

    private int reusedFirst(boolean lifo) throws Exception {
        pool(settings -> settings.setLifo(lifo));
        Thing first = pool.borrowObject();
        Thing second = pool.borrowObject();
        pool.returnObject(second);
        pool.returnObject(first);
        return pool.borrowObject().number;
    }

    @Test
    void maxIdleClosesWhatComesBackBeyondIt() throws Exception {
        pool(settings -> settings.setMaxIdle(1));
        Thing first = pool.borrowObject();
        Thing second = pool.borrowObject();
        pool.returnObject(first);
        pool.returnObject(second);

        assertThat(pool.getNumIdle()).isEqualTo(1);
        assertThat(factory.destroyed).containsExactly(1);
    }

    @Test
    void exhaustedWithoutBlocking() throws Exception {
        pool(settings -> {
            settings.setMaxTotal(1);
            settings.setBlockWhenExhausted(false);
        });
        pool.borrowObject();

        assertThatThrownBy(pool::borrowObject).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void notToWaitIsStillToCreate() throws Exception {
        pool(settings -> {
            settings.setMaxTotal(1);
            settings.setMaxWait(Duration.ZERO);
        });

        assertThat(pool.borrowObject().number).isZero();
        assertThatThrownBy(pool::borrowObject).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void maxWaitEndsTheWait() throws Exception {
        pool(settings -> settings.setMaxTotal(1));
        pool.borrowObject();

        assertThatThrownBy(() -> pool.borrowObject(Duration.ofMillis(20)))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("20 ms");
    }

    @Test
    void whatIsInvalidIsNotLentAgain() throws Exception {
        pool(settings -> settings.setTestOnBorrow(true));
        Thing thing = pool.borrowObject();
        pool.returnObject(thing);
        thing.broken = true;

        assertThat(pool.borrowObject().number).isEqualTo(1);
        assertThat(factory.destroyed).containsExactly(0);
    }

    @Test
    void whatComesBackInvalidIsDestroyed() throws Exception {
        pool(settings -> settings.setTestOnReturn(true));
        Thing thing = pool.borrowObject();
        thing.broken = true;
        pool.returnObject(thing);

        assertThat(pool.getNumIdle()).isZero();
        assertThat(factory.destroyed).containsExactly(0);
    }

    @Test
    void whatIsReturnedTwiceIsRefused() throws Exception {
        pool(settings -> {});
        Thing thing = pool.borrowObject();
        pool.returnObject(thing);

        assertThatIllegalStateException().isThrownBy(() -> pool.returnObject(thing));
        assertThatIllegalStateException().isThrownBy(() -> pool.invalidateObject(thing));
        assertThatIllegalStateException()
                .isThrownBy(() -> pool.returnObject(new Thing(7)))
                .withMessageContaining("not currently part of this pool");
        assertThat(pool.getNumIdle()).isEqualTo(1);
    }

    @Test
    void theFactoryIsToldHowAnObjectGoes() throws Exception {
        pool(settings -> {});
        pool.invalidateObject(pool.borrowObject(), DestroyMode.ABANDONED);
        pool.invalidateObject(pool.borrowObject());

        assertThat(factory.modes).containsExactly(DestroyMode.ABANDONED, DestroyMode.NORMAL);
    }

    @Test
    void addObjectDoesNothingWithoutRoom() throws Exception {
        pool(settings -> settings.setMaxTotal(2));
        pool.addObjects(5);

        assertThat(pool.getNumIdle()).isEqualTo(2);
        assertThat(factory.made).hasValue(2);
    }

    @Test
    void abandonedObjectsAreTakenAway() throws Exception {
        StringWriter log = new StringWriter();
        AbandonedConfig abandoned = new AbandonedConfig();
        abandoned.setRemoveAbandonedOnBorrow(true);
        abandoned.setRemoveAbandonedTimeout(Duration.ofMillis(50));
        abandoned.setLogAbandoned(true);
        abandoned.setLogWriter(new PrintWriter(log, true));
        config.setMaxTotal(1);
        pool = new ConectaObjectPool<>(factory, config, abandoned);
        Thing lost = pool.borrowObject();

        Thing next = pool.borrowObject(); // Waits for that.
        assertThat(next.number).isEqualTo(1);
        while (factory.modes.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(factory.modes).containsExactly(DestroyMode.ABANDONED);
        pool.returnObject(lost); // Too late, and ignored.
        assertThat(pool.getNumIdle()).isZero();
        while (!log.toString().contains("abandonedObjectsAreTakenAway")) { // The listener hears of it after the fact.
            Thread.onSpinWait();
        }
    }

    @Test
    void whatTellsItsUseIsNotTakenAwayByTheClock() {
        AbandonedConfig abandoned = new AbandonedConfig();
        abandoned.setRemoveAbandonedOnBorrow(true);
        class Tracked implements TrackedUse {
            private long lastUsed;

            @Override
            @Deprecated
            public long getLastUsed() {
                lastUsed = System.currentTimeMillis();
                return lastUsed;
            }
        }
        var tracking = new BasePooledObjectFactory<Tracked>() {
            @Override
            public Tracked create() {
                return new Tracked();
            }

            @Override
            public PooledObject<Tracked> wrap(Tracked tracked) {
                return new DefaultPooledObject<>(tracked);
            }
        };
        try (var tracked = new ConectaObjectPool<>(tracking, new GenericObjectPoolConfig<Tracked>(), abandoned)) {
            assertThatIllegalStateException().isThrownBy(tracked::borrowObject).withMessageContaining("TrackedUse");
        }
    }

    @Test
    void idleObjectsAreEvicted() throws Exception {
        pool(settings -> {
            settings.setTimeBetweenEvictionRuns(Duration.ofMillis(20));
            settings.setTestWhileIdle(true);
        });
        Thing thing = pool.borrowObject();
        thing.broken = true;
        pool.returnObject(thing);

        while (factory.destroyed.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(factory.modes).containsExactly(DestroyMode.NORMAL);
    }

    @Test
    void whatCannotBeHadIsRefusedWithTheReason() {
        refused("maxTotal=-1", settings -> settings.setMaxTotal(-1));
        refused("evictionPolicy=", settings -> settings.setEvictionPolicy(new Never()));
        refused("numTestsPerEvictionRun=2", settings -> settings.setNumTestsPerEvictionRun(2));
        AbandonedConfig abandoned = new AbandonedConfig();
        abandoned.setRemoveAbandonedOnBorrow(true);
        abandoned.setUseUsageTracking(true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConectaObjectPool<>(factory, config, abandoned))
                .withMessageStartingWith("useUsageTracking=true cannot be had");
    }

    @Test
    void whatIsNotUsedIsNotRefused() throws Exception {
        pool(settings -> {
            settings.setEvictionPolicy(new Never());
            settings.setNumTestsPerEvictionRun(2);
        });

        assertThat(pool.borrowObject().number).isZero();
    }

    private static void refused(String what, Consumer<GenericObjectPoolConfig<Thing>> setting) {
        GenericObjectPoolConfig<Thing> config = new GenericObjectPoolConfig<>();
        config.setTimeBetweenEvictionRuns(Duration.ofSeconds(1));
        setting.accept(config);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConectaObjectPool<>(new Thing.Factory(), config))
                .withMessageStartingWith(what)
                .withMessageContaining("cannot be had");
    }

    /** A rule that the engine cannot ask. */
    public static final class Never implements EvictionPolicy<Thing> {
        @Override
        public boolean evict(EvictionConfig limits, PooledObject<Thing> thing, int idle) {
            return false;
        }
    }
}
