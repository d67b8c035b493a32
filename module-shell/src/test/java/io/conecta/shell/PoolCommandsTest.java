package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolFailure;
import io.conecta.PoolSettings;
import io.conecta.config.ForwardingPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolCommandsTest {
    private final PoolCommands commands = new PoolCommands();
    private final List<Map.Entry<Map<String, Object>, Pool<?>>> services = new ArrayList<>();

    @AfterEach
    void close() {
        services.forEach(service -> service.getValue().close());
    }

    @Test
    void aTableOfAllPoolsByName() throws Exception {
        Pool<Object> ftp = register("ftp", Pool.builder(Object::new).maxSize(8).initialSize(2));
        register("echo", Pool.builder(Object::new).maxSize(3));

        Object lent = ftp.getOrCreate();

        assertThat(words(commands.pools().replaceAll(" up +\\w+ ", " up AGE ")))
                .containsExactly(
                        List.of(
                                "ID",
                                "NAME",
                                "TYPE",
                                "HEALTH",
                                "SINCE",
                                "SIZE",
                                "IDLE",
                                "LENT",
                                "WAITING",
                                "FAILURES",
                                "PROBLEM"),
                        List.of("102", "echo", "java.lang.Object", "up", "AGE", "1/3", "1", "0", "0", "0"),
                        List.of("101", "ftp", "java.lang.Object", "up", "AGE", "2/8", "1", "1", "0", "0"));
        ftp.put(lent);
    }

    @Test
    void columnsAreAligned() {
        register("a-rather-long-name", Pool.builder(Object::new));
        register("b", Pool.builder(Object::new));

        List<String> lines = commands.pools().lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.stream().map(line -> Math.max(line.indexOf("TYPE"), line.indexOf("java.lang.Object"))))
                .containsOnly(lines.get(0).indexOf("TYPE"));
    }

    @Test
    void thePoolThatWasNotBuiltIsThereWithItsMistake() {
        register("ftp", Pool.builder(Object::new)).close();
        replace(new NotBuilt());

        assertThat(commands.pools()).endsWith("  configuration: 2 mistakes; one; two");
        assertThat(commands.pool("ftp")).startsWith("pool      ftp, not built").contains("2 mistakes; one; two");
        assertThatThrownBy(() -> commands.clear("ftp"))
                .hasMessage("pool \"ftp\" is not built, since its configuration was refused; see conecta:pool ftp");
        assertThatThrownBy(() -> commands.scan("ftp")).hasMessageContaining("is not built");
        assertThatThrownBy(() -> commands.suspend("ftp")).hasMessageContaining("is not built");
        assertThatThrownBy(() -> commands.suspend("ftp", "1s")).hasMessageContaining("is not built");
        assertThatThrownBy(() -> commands.resume("ftp")).hasMessageContaining("is not built");
        assertThatThrownBy(() -> commands.renew("ftp")).hasMessageContaining("is not built");
    }

    @Test
    void aClosedPoolIsSaidToBeClosed() {
        register("ftp", Pool.builder(Object::new)).close();

        assertThat(words(commands.pools()).get(1)).contains("closed");
        assertThat(commands.pool("ftp")).startsWith("pool      ftp, closed").contains("closed for");
    }

    @Test
    void suspendedPoolsLendNothingUntilTheyAreResumed() throws Exception {
        Pool<Object> pool = register("ftp", Pool.builder(Object::new));
        Object lent = pool.getOrCreate();

        assertThat(commands.suspend("ftp")).isEqualTo("ftp: suspended, objects stay; conecta:resume ftp lends again");
        assertThat(pool.get()).isEmpty();
        assertThat(commands.pools())
                .containsPattern(" suspended +\\w+ .* the pool is suspended; call resume\\(\\) to lend again");
        assertThat(commands.pool("ftp")).containsPattern("health +suspended for \\w+: the pool is suspended");
        assertThat(commands.suspend("ftp", "1ms"))
                .isEqualTo("ftp: suspended, 1 still out, to be closed on return; see conecta:pool ftp;"
                        + " conecta:resume ftp lends again");
        pool.put(lent);
        assertThat(commands.suspend("ftp", "10s"))
                .isEqualTo("ftp: suspended, nothing is left open; conecta:resume ftp lends again");
        assertThat(pool.stats().idle()).isZero();

        assertThat(commands.resume("ftp")).isEqualTo("ftp: resumed");
        assertThat(commands.resume("ftp")).isEqualTo("ftp: was not suspended");
        assertThat(pool.getOrCreate()).isNotSameAs(lent);
    }

    @Test
    void renewReplacesEveryObject() throws Exception {
        Pool<Object> pool = register("ftp", Pool.builder(Object::new).maxSize(1));
        Object first = pool.getOrCreate();

        assertThat(commands.renew("ftp", "1ms"))
                .isEqualTo("ftp: renewing 0 idle and 1 lent over 1ms; see conecta:pool ftp");
        pool.put(first);
        Object second = pool.getOrCreate();
        assertThat(second).isNotSameAs(first);

        assertThat(commands.renew("ftp")).isEqualTo("ftp: renewing 0 idle and 1 lent over 0s; see conecta:pool ftp");
        pool.put(second);
        assertThat(pool.getOrCreate()).isNotSameAs(second);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Pool<Object> pool = register("ftp", Pool.builder(Object::new));

        assertThatThrownBy(() -> commands.suspend("ftp", "soon"))
                .hasMessageStartingWith("drain must be ")
                .hasMessageEndingWith("was \"soon\"");
        assertThatThrownBy(() -> commands.renew("ftp", "later")).hasMessageStartingWith("over must be ");
        assertThat(pool.isSuspended()).isFalse();
    }

    @Test
    void noPoolsAreSaidToBeNone() {
        assertThat(commands.pools()).isEqualTo("no pools");
    }

    @Test
    void failedCreationsAreCounted() {
        Pool<Object> down = register(
                "down",
                Pool.builder(() -> {
                            throw new IOException("refused");
                        })
                        .initialSize(0));
        assertThatThrownBy(down::getOrCreate).isInstanceOf(PoolCreateException.class);

        // Probes go on in the background.
        assertThat(commands.pools())
                .containsPattern(" down +\\w+ .* creations fail: java.io.IOException: refused; the next");
        assertThat(commands.pool("down"))
                .containsPattern("health +down for \\w+: creations fail: java.io.IOException: refused");
        assertThat(commands.pool("down"))
                .containsPattern("[1-9]\\d* of creation, 0 of ping")
                .containsPattern(
                        "diagnosis\\R  BACKEND_DOWN +the backend has been down for .*refused\\R  advice +check");
    }

    @Test
    void aPoolWithItsLoansAndSettings() throws Exception {
        Pool<Object> pool = register("ftp", Pool.builder(Object::new).maxSize(8));

        try (Lease<Object> lease = pool.lease()) {
            String held = "java.lang.Object@" + Integer.toHexString(System.identityHashCode(lease.get()));
            assertThat(commands.pool("ftp").lines())
                    .contains("pool      ftp", "service   101")
                    .contains("now       1 of 8 objects: 0 idle, 1 lent, 0 being created; 0 waiting")
                    .contains("  maxSize         8", "  maxWaiters      none")
                    .contains("  borrowTimeout   30s", "  idleTimeout     off")
                    .anyMatch(line -> line.endsWith(held)
                            && line.contains(Thread.currentThread().getName()));
        }

        assertThat(commands.pool("ftp")).endsWith("loans" + System.lineSeparator() + "  none");
    }

    @Test
    void theLastErrorsAreShownWithTheirAge() {
        List<PoolFailure> failures = new ArrayList<>();
        Pool<Object> pool = register("ftp", Pool.builder(Object::new));
        replace(new ForwardingPool<>(pool) {
            @Override
            public List<PoolFailure> failures() {
                return failures;
            }
        });
        assertThat(commands.pool("ftp").lines()).containsSubsequence("last errors", "  none", "settings");

        failures.add(new PoolFailure("creation", "java.io.IOException: refused", Duration.ofMillis(3_400)));
        failures.add(new PoolFailure("configuration", "2 mistakes:\n  one\n  two", Duration.ofMinutes(90)));

        assertThat(commands.pool("ftp").lines())
                .containsSubsequence(
                        "last errors",
                        "  creation       3s ago     java.io.IOException: refused",
                        "  configuration  1h30m ago  2 mistakes; one; two",
                        "settings");
    }

    @Test
    void everySettingIsShownAsTheConfigurationWritesIt() {
        Pool<Object> pool = register("all", Pool.builder(Object::new).maxSize(PoolSettings.UNLIMITED));
        Map<String, String> settings = new HashMap<>(pool.settings().toMap());
        settings.remove("name");
        List<List<String>> shown = words(commands.pool("all"));

        assertThat(settings).containsEntry("maxSize", "none");
        settings.forEach((option, value) -> assertThat(shown).contains(List.of("", option, value)));
        assertThat(commands.pool("all")).contains("now       1 objects:").doesNotContain("2147483647", "PT");
        assertThat(words(commands.pools()).get(1)).contains("1/none");
    }

    @Test
    void clearClosesIdleObjectsAndLentOnesOnReturn() throws Exception {
        Pool<Object> pool = register("ftp", Pool.builder(Object::new).initialSize(3));
        Object lent = pool.getOrCreate();

        assertThat(commands.clear("ftp")).isEqualTo("ftp: 2 idle closed, 1 lent to be closed on return");

        assertThat(pool.stats().idle()).isZero();
        pool.put(lent);
        assertThat(pool.stats().idle()).isZero();
    }

    @Test
    void scanPingsIdleObjects() {
        Semaphore pings = new Semaphore(0);
        register(
                "ftp",
                Pool.builder(Object::new).scanInterval(Duration.ofDays(1)).pingFunc((object, failures) -> {
                    pings.release();
                    return true;
                }));

        assertThat(commands.scan("ftp")).isEqualTo("ftp: scanning 1 idle; see conecta:pool ftp");

        pings.acquireUninterruptibly();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheOneThatWasMeant() {
        register("sessions", Pool.builder(Object::new));
        register("mail", Pool.builder(Object::new));

        assertThatThrownBy(() -> commands.pool("sesions"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no pool \"sesions\"; did you mean \"sessions\"?");
        assertThatThrownBy(() -> commands.clear("MAIL")).hasMessageContaining("did you mean \"mail\"?");
        assertThatThrownBy(() -> commands.scan("nothing-like-it"))
                .hasMessage("no pool \"nothing-like-it\"; there are mail, sessions");
    }

    @Test
    void withoutPoolsTheAnswerSaysWhereTheyComeFrom() {
        assertThatThrownBy(() -> commands.pool("ftp")).hasMessageContaining("no pool is registered");
    }

    @Test
    void twoPoolsOfOneNameAreToldApartByNumber() {
        register("ftp", Pool.builder(Object::new).maxSize(1));
        register("ftp", Pool.builder(Object::new).maxSize(2));

        assertThatThrownBy(() -> commands.pool("ftp"))
                .hasMessage("2 pools are named \"ftp\"; say which by its ID: 101 (java.lang.Object),"
                        + " 102 (java.lang.Object)");
        assertThat(commands.pool("102")).contains("1 of 2 objects");
    }

    /** Puts another pool in the place of the only one. */
    private void replace(Pool<?> pool) {
        services.set(0, Map.entry(services.get(0).getKey(), pool));
        commands.services = List.copyOf(services);
    }

    private <T> Pool<T> register(String name, PoolBuilder<T> builder) {
        Pool<T> pool = builder.name(name).build();
        services.add(Map.entry(
                Map.of("service.id", 101L + services.size(), "pool.name", name, "pool.type", "java.lang.Object"),
                pool));
        commands.services = List.copyOf(services);
        return pool;
    }

    private static List<List<String>> words(String text) {
        return text.lines().map(line -> List.of(line.split(" +"))).toList();
    }
}
