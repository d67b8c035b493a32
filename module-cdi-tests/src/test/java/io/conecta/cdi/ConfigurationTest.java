package io.conecta.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.conecta.config.PoolConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What MicroProfile Config says of pools: every spelling, the right precedence, and all mistakes at once. */
class ConfigurationTest extends WithContainer {
    /** What couriers need. */
    static class Beans {
        @Produces
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    /** What they would like. */
    static class Greetings {
        @Produces
        Supplier<String> greeting() {
            return () -> "hello";
        }
    }

    /** A rival. */
    static class MoreBeans {
        @Produces
        Clock another() {
            return Clock.tickSeconds(ZoneOffset.UTC);
        }
    }

    private List<String> mistakes(Class<?>... beans) {
        Throwable thrown = catchThrowable(() -> start(beans));
        while (thrown != null && !(thrown instanceof PoolConfigurationException)) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(PoolConfigurationException.class);
        return ((PoolConfigurationException) thrown).mistakes();
    }

    @Test
    void everySpellingIsOneKey() {
        echo().file("conecta.pools.echo.maxSize", 2)
                .file("conecta.pools.echo.borrow-timeout", "2s")
                .file("conecta.pools.echo.idle_timeout", "3m")
                .file("conecta.pools.echo.MAXLIFETIME", "off")
                .file("conecta.pools.Echo.leak-threshold", "4m")
                .variable("CONECTA_POOLS_ECHO_MAX_WAITERS", 5)
                .variable("CONECTA_POOLS_ECHO_CLOSETIMEOUT", "6s")
                .variable("CONECTA_POOLS_ECHO_EU_MAX_SIZE", "for another pool");
        var settings = start(EchoClientPoolProducer.class)
                .select(EchoClientPool.class)
                .get()
                .settings();
        assertThat(settings.maxSize()).isEqualTo(2);
        assertThat(settings.borrowTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.leakThreshold()).isEqualTo(Duration.ofMinutes(4));
        assertThat(settings.maxWaiters()).isEqualTo(5);
        assertThat(settings.closeTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(settings.failFast()).isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void theHigherSourceWinsHoweverItSpells() {
        echo().file("conecta.pools.echo.max-size", 2)
                .variable("CONECTA_POOLS_ECHO_MAXSIZE", 3)
                .file("conecta.pools.echo.maxWaiters", 4)
                .variable("CONECTA_POOLS_ECHO_MAX_WAITERS", 5)
                .commandLine("conecta.pools.echo.max_waiters", 6)
                .file("conecta.pools.echo.min-idle", 1)
                .commandLine("conecta.pools.echo.minIdle", "");
        var settings = start(EchoClientPoolProducer.class)
                .select(EchoClientPool.class)
                .get()
                .settings();
        assertThat(settings.maxSize()).isEqualTo(3);
        assertThat(settings.maxWaiters()).isEqualTo(6);
        assertThat(settings.minIdle()).isZero();
    }

    @Test
    void expressionsAreExpanded() {
        settings.file("conecta.pools.echo.host", "127.0.0.1")
                .file("conecta.pools.echo.port", "${echo.port}")
                .commandLine("echo.port", server.port());
        assertThat(start(EchoClientPoolProducer.class)
                        .select(EchoClientPool.class)
                        .get()
                        .isClosed())
                .isFalse();
    }

    @Test
    void allMistakesOfAllPoolsAreToldAtOnce() {
        settings.file("conecta.pools.echo.max-size", "lots")
                .file("conecta.pools.echo.port", "x")
                .file("conecta.pools.echo.min-idel", "1")
                .variable("CONECTA_POOLS_ECHO_BORROW_TIMEOUT", "soon")
                .commandLine("conecta.pools.echo.maxUses", 1)
                .commandLine("conecta.pools.echo.max-uses", 2)
                .file("conecta.pools.echo.name", "other")
                .file("conecta.pools.Courier.clock", "UTC")
                .file("conecta.pools.Courier.passwrd", "s3cret");
        List<String> mistakes = mistakes(EchoClientPoolProducer.class, CouriersProducer.class);
        assertThat(mistakes)
                .containsExactlyInAnyOrder(
                        "conecta.pools.echo.host: is missing; add conecta.pools.echo.host=…",
                        "conecta.pools.echo.max-size must be a whole number or none, was \"lots\"; the default is 10, and none"
                                + " is no limit (PropertiesConfigSource[source=a.properties])",
                        "conecta.pools.echo.port must be a whole number (int), was \"x\" (PropertiesConfigSource[source=a.properties])",
                        "conecta.pools.echo.min-idel: no such key; did you mean conecta.pools.echo.min-idle? (PropertiesConfigSource[source=a.properties])",
                        "CONECTA_POOLS_ECHO_BORROW_TIMEOUT must be a duration such as 500ms, 5s, 1h30m or PT5S, or off, was"
                                + " \"soon\"; the default is 30s, and off is no limit (EnvConfigSource)",
                        "conecta.pools.echo.max-uses and conecta.pools.echo.maxUses: are one key in several spellings; keep one"
                                + " of them (PropertiesConfigSource[source=command line];"
                                + " PropertiesConfigSource[source=command line])",
                        "conecta.pools.echo.name: the pool is called echo, as its configuration is; leave this out, or name it"
                                + " by @Pooled(name = …) (PropertiesConfigSource[source=a.properties])",
                        "conecta.pools.Courier.clock: is a bean of type java.time.Clock, which text cannot stand for; leave it"
                                + " out (PropertiesConfigSource[source=a.properties])",
                        "conecta.pools.Courier.passwrd: no such key; did you mean conecta.pools.Courier.password? (PropertiesConfigSource[source=a.properties])",
                        "pool \"Courier\": the parameter clock of io.conecta.cdi.Courier needs a bean of type java.time.Clock, and"
                                + " there is none; declare one");
    }

    @Test
    void aPoolThatNobodyKnowsIsAWarning() {
        echo().file("conecta.pools.ecoh.max-size", 2);
        start(EchoClientPoolProducer.class);
        assertThat(log)
                .containsExactly("properties configure a pool that does not exist: conecta.pools.ecoh; did you mean"
                        + " conecta.pools.echo?");
    }

    @Test
    void aDisabledPoolNeedsNothingAndLendsNothing() {
        settings.file("conecta.pools.echo.enabled", false);
        SeContainer container = start(EchoClientPoolProducer.class);
        EchoClientPool pool = container.select(EchoClientPool.class).get();
        assertThatThrownBy(pool::stats)
                .hasStackTraceContaining(
                        "pool \"echo\" is disabled by conecta.pools.echo.enabled=false; remove that, or do"
                                + " not use the pool");
    }

    @Test
    void enabledIsTrueOrFalse() {
        echo().file("conecta.pools.echo.enabled", "maybe");
        assertThat(mistakes(EchoClientPoolProducer.class))
                .containsExactly(
                        "conecta.pools.echo.enabled must be true or false, was \"maybe\" (PropertiesConfigSource[source=a.properties])");
    }

    @Test
    void whatTextCannotStandForIsABean() throws Exception {
        settings.file("conecta.pools.Courier.towns[1]", "Ulm")
                .file("conecta.pools.Courier.towns[0]", "Bern")
                .file("conecta.pools.Courier.fees.bern", "1")
                .file("conecta.pools.Courier.fees.ulm", "2")
                .file("conecta.pools.Courier.password", "hush");
        Couriers pool = start(CouriersProducer.class, Beans.class)
                .select(Couriers.class)
                .get();
        pool.run(courier -> {
            assertThat(courier.clock).isEqualTo(Clock.systemUTC());
            assertThat(courier.greeting).isNull();
            assertThat(courier.towns).containsExactly("Bern", "Ulm");
            assertThat(courier.fees).isEqualTo(Map.of("bern", "1", "ulm", "2"));
            assertThat(courier.password).isEqualTo("hush");
        });
    }

    @Test
    void whatMayBeMissingIsTakenIfItIsThere() throws Exception {
        start(CouriersProducer.class, Beans.class, Greetings.class)
                .select(Couriers.class)
                .get()
                .run(courier -> assertThat(courier.greeting.get()).isEqualTo("hello"));
    }

    @Test
    void ofSeveralBeansNoneIsChosen() {
        assertThat(mistakes(CouriersProducer.class, Beans.class, MoreBeans.class))
                .containsExactly(
                        "pool \"Courier\": the parameter clock of io.conecta.cdi.Courier needs a bean of type java.time.Clock, and"
                                + " there are several; leave one without a qualifier, or give the pool a producer of your own");
    }
}
