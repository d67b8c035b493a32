package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static io.conecta.processor.Expected.check;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the processor says of keys, and where; {@link Expected} tells how to read it. */
class KeyDiagnosticsTest {
    @Test
    void noArray() {
        check("""
                @Pooled class Session {
                    Session(@Key byte[] address) {} //~ ERROR [CON137] @Key address: a byte[] is equal to itself only, so no key would come again; take a List<Byte>, or a type with equals
                }
                """);
        check("""
                class Clients {
                    @Pooled static String open(int port, @Key String host, @Key String... more) { return ""; } //~ ERROR [CON137] @Key more: a String[] is equal to itself only, so no key would come again; take a List<String>, or a type with equals
                }
                """);
    }

    @Test
    void noTypeVariable() {
        check("""
                @Pooled class Session {
                    @New static <X> Session open(@Key java.util.List<X> host) { return new Session(); } //~ ERROR [CON138] @Key host: the pool cannot have keys of type List<X>, which each caller would choose; take a type without type variables
                }
                """);
        check("@Pooled class Session { Session(@Key java.util.List<? extends Number> host) {} }\n");
    }

    @Test
    void notNullUnlessItIsAPart() {
        check("""
                @interface Nullable {}
                @Pooled class Session {
                    Session(@Key @Nullable String host, int port) {} //~ ERROR [CON139] @Key host: a key is never null; remove @Nullable, or let several parameters make the key, which may be null one by one
                }
                """);
        check("""
                @interface Nullable {}
                @Pooled class Session { Session(@Key @Nullable String host, @Key int port) {} }
                """);
    }

    @Test
    void noSetting() {
        check("""
                @Pooled class Session {
                    Session(@Key @Setting(defaultValue = "localhost") String host) {} //~ ERROR [CON140] @Key host: comes with each borrow and not from configuration; remove @Setting or @Key
                }
                """);
        check("@Pooled class Session { Session(@Key String name, @Key int maxSize, @Key int maxTotal) {} }\n");
    }

    @Test
    void optionsOfTheOtherKindOfPool() {
        check("""
                @Pooled(
                        maxTotal = 5, //~ ERROR [CON209] maxTotal = 5: is an option of pools with keys; mark the parameter that is the key with @Key, or remove it
                        keyIdleTimeout = "1m") //~ ERROR [CON209] keyIdleTimeout = "1m": is an option of pools with keys; mark the parameter that is the key with @Key, or remove it
                class Session { Session(String host) {} }
                """);
        check("""
                @Pooled(
                        failFast = false, //~ ERROR [CON209] failFast = false: is an option of pools without keys; remove it
                        minShare = 1) //~ ERROR [CON209] minShare = 1: is an option of pools without keys; remove it
                class Session { Session(@Key String host) {} }
                """);
        check("""
                @Pooled(
                        maxTotal = 0, //~ ERROR [CON202] maxTotal = 0: must be at least 1; raise it, or leave it out for the default none
                        keyIdleTimeout = "soon") //~ ERROR [CON201] keyIdleTimeout = "soon": is not a duration; write numbers with d, h, m, s, ms, us or ns, as in "1h30m", or ISO-8601, or "off"
                class Session { Session(@Key String host) {} }
                """);
    }

    @Test
    void noMoreInitialObjectsOfAKeyThanOfAll() {
        check("""
                @Pooled(
                        initialSize = 5, //~ ERROR [CON203] initialSize = 5: is more than maxTotal = 3; lower initialSize or raise maxTotal
                        maxTotal = 3)
                class Session { Session(@Key String host) {} }
                """);
    }

    @Test
    void aSettingLikeAnOptionOfThisKindOfPoolOnly() {
        check("@Pooled class Session { Session(int maxTotal, String keyIdleTimeout) {} }\n");
        check("""
                @Pooled class Session {
                    Session(@Key String host, int maxTotal) {} //~ ERROR [CON122] parameter maxTotal: maxTotal is an option of every pool; rename the parameter, or give it another key, as in @Setting(name = "objectMaxTotal")
                }
                """);
    }

    @Test
    void aNameThatIsTaken() {
        check("""
                @Pooled class Session { //~ ERROR [CON130] @Pooled a.Session: would generate a.SessionKey, which exists; rename the existing one, or choose another name by poolType
                    Session(@Key String host, @Key int port) {}
                }
                class SessionKey {}
                """);
        check("""
                @Pooled class Session { Session(@Key String host) {} }
                class SessionKey {}
                """);
        check("""
                class Outer {
                    @Pooled(poolType = "Links") static class Session { Session(@Key String host, @Key int port) {} }
                }
                class Outer_SessionKey {}
                """);
    }

    @Test
    void aKeyThatDoesNothing() {
        check("""
                class Session {
                    void use(@Key int port) {} //~ WARNING [CON404] @Key port: does nothing, use(int) does not create pooled objects; mark it with @New, or remove @Key
                }
                """);
        check("""
                @Pooled class Session {
                    @New Session() {}
                    void use(@Key int port) {} //~ WARNING [CON404] @Key port: does nothing, use(int) does not create pooled objects; mark it with @New, or remove @Key
                }
                """);
    }

    @Test
    void aKeyThatIsEqualToItselfOnly() {
        check("""
                class Host {}
                @Pooled class Session {
                    Session(@Key Host host) {} //~ WARNING [CON410] @Key host: Host has no equals, so only the same object is the same key; give it equals and hashCode, or take another type
                }
                """);
        check("""
                class Host { @Override public boolean equals(Object other) { return true; } @Override public int hashCode() { return 1; } }
                class Near extends Host {}
                record Point(int x) {}
                interface Any {}
                @Pooled class Session {
                    Session(@Key Near near, @Key Point point, @Key Any any, @Key Thread.State state, @Key Object object, @Key Class<?> type) {}
                }
                """);
        check("""
                @Pooled class Session { @SuppressWarnings("conecta:CON410") Session(@Key StringBuilder host) {} }
                """);
    }

    @Test
    void aTypeThatGeneratedCodeCannotSee() {
        check("""
                @Pooled class Session {
                    Session(@Key Hidden host) {} //~ ERROR [CON118] @New Session(Hidden): generated code in package a cannot see Hidden; make it at least package-private
                    private record Hidden(int x) {}
                }
                """);
    }

    @Test
    void aMapBesideTheKeyMayBeTheConfiguration() {
        var result = Compilation.of(
                        IMPORTS
                                + "@Pooled class Session { Session(java.util.Map<String, String> all, @Key String host) {} @Ping void a() {} @Destroy void b() {} }")
                .succeeds();
        assertThat(result.problems())
                .singleElement()
                .asString()
                .contains("[CON409] parameter all: ", "by KeyedPools.create(…)");
        assertThat(Compilation.of(
                                IMPORTS
                                        + "@Pooled class Session { Session(@Key java.util.Map<String, String> all) {} @Ping void a() {} @Destroy void b() {} }")
                        .succeeds()
                        .problems())
                .isEmpty();
    }

    @Test
    void noBeanOfCdi() {
        var result = Compilation.of(
                        IMPORTS
                                + "@Pooled class Session { Session(@Key String host) {} @Ping void a() {} @Destroy void b() {} }")
                .withCdi()
                .succeeds();
        assertThat(result.problems())
                .containsExactly(
                        "Session.java:3 NOTE [CON411] @Pooled Session: has a @Key, so no CDI producer is generated;"
                                + " produce the pool by a method of your own, as in SessionPool.create(…)");
        assertThat(result.files().keySet()).noneMatch(name -> name.contains("Producer"));
    }

    @Test
    void aModuleMustProvideIt() {
        String text = "@Pooled public class Session { public Session(@Key String host) {} }\n";
        var result = new Compilation()
                .modular()
                .source(
                        "module-info.java",
                        "module m { requires io.conecta.core; requires static io.conecta.annotations; }")
                .source("a/Session.java", IMPORTS + text)
                .withoutLint()
                .run();
        assertThat(result.diagnostics().stream().map(Compilation.Result::line))
                .anyMatch(line -> line.contains("[CON301] module m: ServiceLoader and KeyedPools.load() will not find"
                        + " a.SessionPoolProvider; add \"provides io.conecta.config.KeyedPoolProvider with"
                        + " a.SessionPoolProvider;\""));
    }
}
