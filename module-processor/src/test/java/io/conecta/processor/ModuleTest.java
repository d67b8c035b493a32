package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Named modules under {@code -Xlint:all -Werror}: main sources, and tests that are compiled into their module from outside. */
class ModuleTest {
    private static final String HOOKS = "@Ping public void check() {} @Destroy public void end() {} }\n";
    private static final String ITEM = IMPORTS + "@Pooled public class Item { public Item() {} " + HOOKS;
    private static final String SESSION = IMPORTS + "@Pooled\nclass Session { " + HOOKS;

    private static Path main(String requires) {
        return Compilation.of("""
                        module a {
                            REQUIRES
                            requires static io.conecta.annotations;
                        }
                        """.replace("REQUIRES", requires), "package a; public class Plain {}")
                .modular()
                .succeeds()
                .classes();
    }

    private static Compilation tests(Path main, String... sources) {
        Compilation tests = Compilation.of(sources).modular().with(main);
        return tests.option("--patch-module", "a=" + tests.sources());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "requires java.compiler;"})
    void osgisAnnotationsAreClaimed(String compiler) {
        var result = Compilation.of("""
                        @SuppressWarnings("requires-automatic")
                        module a {
                            COMPILER
                            requires transitive io.conecta.core;
                            requires static io.conecta.annotations;
                            requires static osgi.annotation;
                            exports a;
                            provides io.conecta.config.PoolProvider with a.ItemPoolProvider;
                        }
                        """.replace("COMPILER", compiler), ITEM)
                .modular()
                .withOsgi()
                .succeeds();
        assertThat(result.report()).isEmpty();
        assertThat(result.files()).containsKey("a/ItemPoolComponent.java");
    }

    @Test
    void producersAreForModulesThatReadCdi() {
        String module = """
                module a {
                    requires transitive io.conecta.core;
                    requires static io.conecta.annotations;
                    CDI
                    exports a;
                    provides io.conecta.config.PoolProvider with a.ItemPoolProvider;
                }
                """;
        var without = Compilation.of(module.replace("CDI", ""), ITEM)
                .modular()
                .withCdi()
                .succeeds();
        assertThat(without.files()).doesNotContainKey("a/ItemPoolProducer.java");
        var with = Compilation.of(module.replace("CDI", "requires static jakarta.cdi;"), ITEM)
                .modular()
                .withCdi()
                .option("-Aconecta.cdi=required", "-Xlint:-processing")
                .succeeds();
        assertThat(with.report()).isEmpty();
        assertThat(with.file("a/ItemPoolProducer.java")).contains("PoolProperties.ofSystem()");
        var missing = Compilation.of(module.replace("CDI", ""), ITEM)
                .modular()
                .withCdi()
                .option("-Aconecta.cdi=required")
                .run();
        assertThat(missing.problems())
                .singleElement()
                .asString()
                .endsWith("and \"requires static jakarta.cdi;\" to module-info.java");
    }

    @Test
    void testsOfAModuleAreNotToldToChangeIt() {
        var result = tests(main("requires io.conecta.core;"), SESSION, SESSION.replace("Session", "Other"))
                .succeeds();
        assertThat(result.report())
                .isEqualTo(
                        "Session.java:4 NOTE [CON407] module a: is compiled without its module-info, as tests are, so"
                                + " ServiceLoader and Pools.load() will not find a.SessionPoolProvider and a.OtherPoolProvider; build"
                                + " such pools by create(…) and builder(…)");
        String silent = SESSION.replace("@Pooled", "@SuppressWarnings(\"conecta:CON407\") @Pooled");
        assertThat(tests(main("requires io.conecta.core;"), silent).succeeds().report())
                .isEmpty();
    }

    @Test
    void testsOfAModuleThatHasNoPools() {
        Path main = main("");
        assertThat(tests(main, SESSION).withoutLint().run().problems())
                .containsExactly(
                        "Session.java:3 ERROR [CON302] module a: generated pools need io.conecta; these are a module's"
                                + " tests, so compile them with \"--add-modules io.conecta.core --add-reads a=io.conecta.core\"");
        tests(main, SESSION)
                .option("--add-modules", "io.conecta.core", "--add-reads", "a=io.conecta.core")
                .succeeds();
    }
}
