package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.inventory.Format;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final PoolCommands commands = new PoolCommands();
    private final PoolInventory inventory = new PoolInventory();
    private final List<Map.Entry<Map<String, Object>, Pool<?>>> services = new ArrayList<>();
    private final KeyedPool<String, Object> keyed =
            KeyedPool.builder((String host) -> new Object()).name("hosts").build();

    @AfterEach
    void close() {
        services.forEach(service -> service.getValue().close());
        keyed.close();
    }

    @Test
    void everyPoolExplainsItself() throws Exception {
        register("ftp", Pool.builder(Object::new).maxSize(8));
        Pool<Object> echo = register("echo", Pool.builder(Object::new));
        show(keyed);

        try (Lease<Object> lent = echo.lease()) {
            assertThat(lent.get()).isNotNull();
            assertThat(masked(commands.report()))
                    .isEqualTo(masked(
                            echo.report() + "\n\n" + services.get(0).getValue().report() + "\n\n"
                                    + keyed.report().toString().stripTrailing()));
        }
        assertThat(printed(Format.TEXT)).isEqualTo(masked(commands.report()) + System.lineSeparator());
    }

    @Test
    void oneExplainsItselfByNameOrNumber() {
        Pool<Object> ftp = register("ftp", Pool.builder(Object::new).maxSize(8));
        register("echo", Pool.builder(Object::new));
        show(keyed);

        assertThat(masked(commands.report("ftp"))).isEqualTo(masked(ftp.report().toString()));
        assertThat(masked(commands.report("101"))).isEqualTo(masked(ftp.report().toString()));
        assertThat(commands.report("hosts")).startsWith("keyed pool \"hosts\"");
        assertThatThrownBy(() -> commands.report("fttp")).hasMessage("no pool \"fttp\"; did you mean \"ftp\"?");
    }

    @Test
    void keyedPoolsAreInTheTableAndShowTheirKeys() throws Exception {
        show(keyed);
        assertThat(commands.pools()).containsPattern("(?m)^- +hosts +keyed +up +\\w+ +0/none +0 +0 +0 +0$");
        assertThat(commands.pool("hosts")).startsWith("keyed pool \"hosts\"").endsWith("keys\n  none");

        Object lent = keyed.getOrCreate("one");
        assertThat(commands.pools()).containsPattern("(?m)^- +hosts +keyed +up +\\w+ +1/none +0 +1 +0 +0$");
        assertThat(commands.pool("hosts")).containsPattern("keys\n +KEY +SIZE +LACKS\n +.*one.* +1$");
        keyed.put("one", lent);
        register("hosts", Pool.builder(Object::new));
        show(keyed);
        assertThat(commands.pool("hosts")).startsWith("pool ");
    }

    @Test
    void noPoolsAreSaidToBeNone() {
        assertThat(commands.report()).isEqualTo("no pools");
        assertThat(printed(Format.TEXT)).isEqualTo("no pools" + System.lineSeparator());
        assertThat(printed(Format.JSON))
                .isEqualTo("{\"pools\":[],\"keyedPools\":[],\"budgets\":[]}" + System.lineSeparator());
    }

    @Test
    void programsReadTheSameAsJson() throws Exception {
        Pool<Object> pool = register("ftp", Pool.builder(Object::new).maxSize(8).leakTraces("all"));
        show(keyed);

        try (Lease<Object> lent = pool.lease()) {
            String object = "java.lang.Object@" + Integer.toHexString(System.identityHashCode(lent.get()));
            assertThat(printed(Format.JSON))
                    .startsWith("{\"pools\":[{\"service\":101,\"type\":\"java.lang.Object\",\"name\":\"ftp\","
                            + "\"diagnosis\":\"NONE\",")
                    .contains("\"health\":{\"status\":\"UP\",\"reason\":\"objects can be borrowed\",\"ms\":N}")
                    .contains("\"stats\":{\"idle\":0,\"lent\":1,\"creating\":0,")
                    .contains("\"settings\":{\"name\":\"ftp\",\"maxSize\":\"8\",")
                    .contains("\"loans\":[{\"ms\":N,\"borrower\":\""
                            + Thread.currentThread().getName() + "\",\"object\":\"" + object + "\",\"trace\":[\"")
                    .contains("\"waiters\":[],\"creations\":[],\"failures\":[]}]")
                    .contains("\"keyedPools\":[{\"name\":\"hosts\",\"health\":{\"status\":\"UP\",")
                    .endsWith("\"keys\":0,\"troubled\":[]}],\"budgets\":[]}" + System.lineSeparator());
        }
    }

    @Test
    void aPoolThatWasNotBuiltReportsItsMistake() {
        register("ftp", Pool.builder(Object::new)).close();
        services.set(0, Map.entry(services.get(0).getKey(), new NotBuilt()));
        show();

        assertThat(printed(Format.JSON)).contains("\"name\":\"ftp\"");
    }

    private void show(KeyedPool<?, ?>... more) {
        commands.services = List.copyOf(services);
        commands.keyed = List.of(more);
        inventory.services = List.copyOf(services);
        inventory.keyed = List.of(more);
    }

    private String printed(Format format) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        inventory.print(writer, format, false);
        writer.flush();
        return masked(text.toString());
    }

    /** {@return a report without its times} */
    private static String masked(String report) {
        return report.replaceAll("\\d+\\.\\d{3} s", "TIME").replaceAll("\"ms\":\\d+", "\"ms\":N");
    }

    private Pool<Object> register(String name, PoolBuilder<Object> builder) {
        Pool<Object> pool = builder.name(name).build();
        services.add(Map.entry(
                Map.of("service.id", 101L + services.size(), "pool.name", name, "pool.type", "java.lang.Object"),
                pool));
        show();
        return pool;
    }
}
