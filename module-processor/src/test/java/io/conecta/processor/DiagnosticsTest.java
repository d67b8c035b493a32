package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static io.conecta.processor.Expected.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the processor says of parameters and options; {@link Expected} tells how to read it. */
class DiagnosticsTest {
    @Test
    void typeParametersThatConfigurationFills() {
        check("""
                @Pooled class Session {
                    @New <X extends Comparable<X>> Session(X x) {} //~ ERROR [CON121] @New Session(X): configuration cannot fill the type parameter X extends Comparable<X>; use a plain type, or bound it by one class without type arguments
                }
                """);
    }

    @Test
    void keysOfSettings() {
        check("""
                @Pooled class Session {
                    Session(
                        int maxSize, //~ ERROR [CON122] parameter maxSize: maxSize is an option of every pool; rename the parameter, or give it another key, as in @Setting(name = "objectMaxSize")
                        @Setting(name = "a b") int port, //~ ERROR [CON123] @Setting(name = "a b"): a key is letters, digits, '_', '-' and '.', begins with a letter, and does not begin with pool. or service. or component.; write for instance "port"
                        int MAX_SIZE, //~ ERROR [CON122] parameter MAX_SIZE: MAX_SIZE is an option of every pool; rename the parameter, or give it another key, as in @Setting(name = "objectMAX_SIZE")
                        String userName,
                        @Setting(name = "user-name") String user, //~ ERROR [CON124] parameter user: the key user-name is taken by another parameter; rename one
                        String host,
                        @Setting(name = "host") String other //~ ERROR [CON124] parameter other: the key host is taken by another parameter; rename one
                    ) {}
                }
                """);
    }

    @Test
    void defaultsOfSettings() {
        check("""
                @Pooled class Session {
                    enum Mode { FAST, SLOW }
                    Session(
                        @Setting(defaultValue = "x") int port, //~ ERROR [CON125] @Setting(defaultValue = "x") int port: is not an int; write a whole number, for instance "22"
                        @Setting(defaultValue = "") Long id, //~ ERROR [CON125] @Setting(defaultValue = "") Long id: is not a Long; write a whole number, for instance "22"
                        @Setting(defaultValue = "yes") boolean tls, //~ ERROR [CON125] @Setting(defaultValue = "yes") boolean tls: is not a boolean; write "true" or "false"
                        @Setting(defaultValue = "MIDDLE") Mode mode, //~ ERROR [CON125] @Setting(defaultValue = "MIDDLE") Mode mode: is not a Mode; write one of FAST, SLOW
                        @Setting(defaultValue = "1 minute") java.time.Duration time, //~ ERROR [CON125] @Setting(defaultValue = "1 minute") Duration time: is not a Duration; write for instance "30s"
                        @Setting(defaultValue = ":") java.net.URI uri, //~ ERROR [CON125] @Setting(defaultValue = ":") URI uri: is not a URI; write for instance "tcp://localhost:7000"
                        @Setting(defaultValue = "x") Runnable work //~ ERROR [CON126] @Setting(defaultValue = "x") work: a Runnable has no text form, the caller supplies it; remove the default
                    ) {}
                }
                """);
    }

    @Test
    void aPooledMethodIsStaticAndReturnsAClass() {
        check("""
                class Clients {
                    @Pooled private StringBuilder a() { return null; } //~ ERROR [CON127] @Pooled a(): generated code could not call it, it is private and not static; make it static and not private
                    @Pooled static int b() { return 0; } //~ ERROR [CON128] @Pooled b(): returns int; return a class or an interface
                    @Pooled static <X> X c() { return null; } //~ ERROR [CON128] @Pooled c(): returns X; return a class or an interface
                    @Pooled static java.util.List e() { return null; } //~ ERROR [CON128] @Pooled e(): returns List; return it with type arguments that are settled, as in List<String>, or a class that extends that
                    @Pooled static <X extends Number> Inner<X> f() { return null; } //~ ERROR [CON128] @Pooled f(): returns Inner<X>; return it with type arguments that are settled, as in Inner<Number>, or a class that extends that
                    @Pooled static Inner<Integer>.Most g() { return null; } //~ ERROR [CON128] @Pooled g(): returns Inner<Integer>.Most; return a class that needs no object around it
                    static class Inner<T extends Number> { class Most {} }
                    @Pooled @New static StringBuffer d() { return null; } //~ ERROR [CON131] @New d(): @Pooled already implies it; remove @New
                }
                """);
    }

    @Test
    void namesThatAreTaken() {
        check("""
                class Clients {
                    @Pooled static StringBuilder text() { return null; }
                    @Pooled static StringBuilder text(int i) { return null; } //~ ERROR [CON129] @Pooled Clients.text(int): would generate a.Clients_TextPool, and so would Clients.text(); rename one, or choose another name by poolType
                }
                """);
        check("""
                @Pooled class Session {} //~ ERROR [CON130] @Pooled a.Session: would generate a.SessionPool, which exists; rename the existing one, or choose another name by poolType
                class SessionPool {}
                """);
    }

    @Test
    void chosenNamesThatAreTakenOrNone() {
        check("""
                class Clients {
                    @Pooled(poolType = "Sessions") static StringBuilder text() { return null; }
                    @Pooled(poolType = "SessionsFuncs") static StringBuffer other() { return null; } //~ ERROR [CON129] @Pooled Clients.other(): would generate a.SessionsFuncs, and so would Clients.text(); rename one, or choose another name by poolType
                    @Pooled(poolType = "Clients") static Thread thread() { return null; } //~ ERROR [CON130] @Pooled Clients.thread(): would generate a.Clients, which exists; rename the existing one, or choose another name by poolType
                    @Pooled(poolType = "b.Sessions") static Thread b() { return null; } //~ ERROR [CON206] poolType = "b.Sessions": is not the simple name of a class; write one without a package, or leave it out for the default "Clients_BPool"
                    @Pooled(poolType = "record") static Thread c() { return null; } //~ ERROR [CON206] poolType = "record": is not the simple name of a class; write one without a package, or leave it out for the default "Clients_CPool"
                    @Pooled(poolType = "String") static Thread e() { return null; } //~ ERROR [CON207] poolType = "String": would hide java.lang.String in its package; choose another name, or leave it out for the default "Clients_EPool"
                    @Pooled(poolType = "Ping") static Thread f() { return null; } //~ ERROR [CON207] poolType = "Ping": would hide io.conecta.annotation.Ping in its package; choose another name, or leave it out for the default "Clients_FPool"
                    @Pooled(poolType = "") static Thread d() { return null; } //~ ERROR [CON206] poolType = "": is not the simple name of a class; write one without a package, or leave it out for the default "Clients_DPool"
                }
                """);
    }

    @Test
    void lombokThatDoesNotRun() {
        String session = IMPORTS
                + "@Pooled @lombok.Data class Session { //~ ERROR [CON132] @Pooled Session: Lombok should have generated its"
                + " constructor, but did not; put lombok on the processor path, or write the constructor\n"
                + "private final int port = 1; }\n";
        check(Compilation.of(session).with(Compilation.jar("lombok")), session);
    }

    @Test
    void durations() {
        check("""
                @Pooled(
                    maxLifetime = "30 minutes", //~ ERROR [CON201] maxLifetime = "30 minutes": is not a duration; write numbers with d, h, m, s, ms, us or ns, as in "30m", or ISO-8601, or "off"
                    idleTimeout = "10", //~ ERROR [CON201] idleTimeout = "10": is not a duration; write numbers with d, h, m, s, ms, us or ns, as in "10s", or ISO-8601, or "off"
                    pingTimeout = "0s", //~ ERROR [CON202] pingTimeout = "0s": must be more than zero; raise it, or leave it out for the default "5s"
                    borrowTimeout = "-PT1S", //~ ERROR [CON202] borrowTimeout = "-PT1S": must be zero or more; raise it, or leave it out for the default "30s"
                    pingIdleAfter = "0s")
                class Session {}
                """);
    }

    @Test
    void samplings() {
        check("""
                class Clients {
                    @Pooled(leakTraces = "1/0") static Thread a() { return null; } //~ ERROR [CON208] leakTraces = "1/0": is not off, all or 1/N with a whole number N >= 1; write "1/100", say, or leave it out for the default "off"
                    @Pooled(leakTraces = "password=hunter2") static Thread b() { return null; } //~ ERROR [CON208] leakTraces = "password=…": is not off, all or 1/N with a whole number N >= 1; write "1/100", say, or leave it out for the default "off"
                    @Pooled(leakTraces = " 1/100 ") static Thread c() { return null; }
                }
                """);
    }

    @Test
    void numbers() {
        check("""
                @Pooled(
                    maxSize = 0, //~ ERROR [CON202] maxSize = 0: must be at least 1; raise it, or leave it out for the default 10
                    minIdle = -1, //~ ERROR [CON202] minIdle = -1: must be at least 0; raise it, or leave it out for the default 0
                    maxUses = 0, //~ ERROR [CON202] maxUses = 0: must be at least 1; raise it, or leave it out for the default none
                    name = " ") //~ ERROR [CON204] name = " ": must not be blank; give a name, or leave it out for the default "Session"
                class Session {}
                """);
    }

    @Test
    void contradictions() {
        check("""
                @Pooled(
                    minIdle = 11, //~ ERROR [CON203] minIdle = 11: is more than maxSize = 10; lower minIdle or raise maxSize
                    initialSize = 12, //~ ERROR [CON203] initialSize = 12: is more than maxSize = 10; lower initialSize or raise maxSize
                    reclaimLeaked = true) //~ ERROR [CON203] reclaimLeaked = true: needs a leakThreshold, which is off; add leakThreshold = "1m", say
                class Session {}
                """);
    }

    @Test
    void secretsAreNotRepeated() {
        check("""
                @Pooled(
                    borrowTimeout = "password=hunter2", //~ ERROR [CON201] borrowTimeout = "password=…": is not a duration; write numbers with d, h, m, s, ms, us or ns, as in "1h30m", or ISO-8601, or "off"
                    name = "ftp://anna:hunter2@host") //~ ERROR [CON205] name = "ftp://…@host": must not hold a secret, since logs, threads and services show it; give another name
                class Session {
                    Session(
                        @Setting(defaultValue = "hunter2") int passcode, //~ ERROR [CON125] @Setting(defaultValue = "…") int passcode: is not an int; write a whole number, for instance "22"
                        @Setting(defaultValue = "ftp://anna:hunter2@h h") java.net.URI uri, //~ ERROR [CON125] @Setting(defaultValue = "ftp://…@h h") URI uri: is not a URI; write for instance "tcp://localhost:7000"
                        @Setting(defaultValue = "hunter2") Runnable apiKey //~ ERROR [CON126] @Setting(defaultValue = "…") apiKey: a Runnable has no text form, the caller supplies it; remove the default
                    ) {}
                }
                """);
    }

    @Test
    void notesOnWhatIsMissing() {
        var result = Compilation.of(IMPORTS + "@Pooled\nclass Session {}").run();
        assertThat(result.problems())
                .containsExactly(
                        "Session.java:3 NOTE [CON401] @Pooled Session: has no @Ping, so its objects count as healthy; mark a"
                                + " method that checks one",
                        "Session.java:3 NOTE [CON402] @Pooled Session: has no @Destroy and is not AutoCloseable, so nothing is"
                                + " called when an object is closed; mark a method if it holds something");
        var silent = Compilation.of(IMPORTS
                        + "@Pooled @SuppressWarnings({\"conecta:CON401\", \"conecta:CON402\"})\nclass Session {}")
                .run();
        assertThat(silent.problems()).isEmpty();
    }

    @Test
    void annotationsThatDoNothing() {
        check("""
                final class Session {
                    @New //~ WARNING [CON403] @New Session(int): does nothing, Session is not @Pooled; add @Pooled to the class, or remove @New
                    Session(int port) {}
                    @Ping void check() {} //~ WARNING [CON403] @Ping check(): does nothing, Session is not @Pooled; add @Pooled to the class, or remove @Ping
                    void use(@Setting int port) {} //~ WARNING [CON404] @Setting port: does nothing, use(int) does not create pooled objects; mark it with @New, or remove @Setting
                }
                class Base { @Ping void check() {} }
                """);
    }

    @Test
    void settingsOnFieldsThatAreNoParameters() {
        check("""
                @Pooled class Session {
                    @Setting(name = "a.b", defaultValue = "1") final int fine;
                    @Setting(defaultValue = "x") //~ ERROR [CON125] @Setting(defaultValue = "x") int port: is not an int; write a whole number, for instance "22"
                    final int port;
                    @Setting //~ WARNING [CON408] @Setting other: does nothing, Session(int, int, long) has no parameter of that name and type; put it on a parameter, or remove @Setting
                    int other;
                    Session(int fine, int port, long other) { this.fine = fine; this.port = port; }
                }
                class Plain {
                    @Setting int port; //~ WARNING [CON403] @Setting port: does nothing, Plain is not @Pooled; add @Pooled to the class, or remove @Setting
                }
                """);
    }

    @Test
    void buildersOfLombok() {
        check("""
                @Pooled class Session { //~ ERROR [CON134] @Pooled Session: its constructor takes the builder of @SuperBuilder, which configuration cannot fill; add @AllArgsConstructor, or mark a static method that returns one with @New
                    protected Session(SessionBuilder<?, ?> builder) {}
                    abstract static class SessionBuilder<C extends Session, B extends SessionBuilder<C, B>> {
                        abstract B self();
                        abstract C build();
                    }
                }
                """);
    }

    @Test
    void parametersThatOsgiCannotSupply() {
        String session = IMPORTS + """
                @Pooled class Session {
                    Session(
                        byte[] key, //~ WARNING [CON405] parameter key: a byte[] is neither text nor a service, so no OSGi component is generated; take a String and decode it, or compile with -Aconecta.osgi=none
                        int[] ports, //~ WARNING [CON405] parameter ports: an int[] is neither text nor a service, so no OSGi component is generated; take a List<Integer>, or compile with -Aconecta.osgi=none
                        java.net.URI[] uris, //~ WARNING [CON405] parameter uris: a URI[] is neither text nor a service, so no OSGi component is generated; take a List<URI>, or compile with -Aconecta.osgi=none
                        Runnable[] tasks //~ WARNING [CON405] parameter tasks: a Runnable[] is neither text nor a service, so no OSGi component is generated; take an interface that gives them, or compile with -Aconecta.osgi=none
                    ) {}
                }
                """;
        check(Compilation.of(session).withOsgi(), session);
    }

    @Test
    void parametersThatLookLikeValuesButWouldBeServices() {
        String text =
                "take text and make one of it, or take an interface of your own that gives it, or suppress this if there"
                        + " is such a service";
        String looks =
                "looks like a value, but has no text form, so the OSGi component waits for a service of that type; ";
        String session = IMPORTS + """
                @Pooled class Session {
                    record Login(String user) {}
                    Session(
                        java.net.InetSocketAddress address, //~ WARNING [CON406] parameter address: an InetSocketAddress LOOKSTEXT
                        java.util.Map<String, Integer> map, //~ WARNING [CON406] parameter map: a Map<String, Integer> LOOKSTEXT
                        java.util.List<Runnable> list, //~ WARNING [CON406] parameter list: a List<Runnable> LOOKSTEXT
                        java.util.Properties properties, //~ WARNING [CON406] parameter properties: a Properties LOOKSTEXT
                        java.util.OptionalInt maybe, //~ WARNING [CON406] parameter maybe: an OptionalInt LOOKSTEXT
                        java.util.Optional<Runnable> task, //~ WARNING [CON406] parameter task: an Optional<Runnable> LOOKStake what is in it as a @Nullable parameter, or suppress this if there is such a service
                        Login login, //~ WARNING [CON406] parameter login: a Login LOOKSgive Login a public static valueOf, of or parse that takes a String, or take an interface that gives it, or suppress this if there is such a service
                        @SuppressWarnings("conecta:CON406") java.util.Date date,
                        Runnable runnable, java.util.concurrent.Executor executor, javax.net.SocketFactory sockets,
                        javax.net.ssl.SSLContext context, java.time.Clock clock, ClassLoader loader
                    ) {}
                }
                """.replace("LOOKSTEXT", looks + text).replace("LOOKS", looks);
        check(Compilation.of(session).withOsgi(), session);
        String elsewhere = session.replaceAll(" //~.*", "");
        check(Compilation.of(elsewhere), elsewhere);
    }

    @Test
    void aParameterThatMayBeTheConfiguration() {
        var result = Compilation.of(
                        IMPORTS
                                + "@Pooled class Session { @New Session(java.util.Map<String, String> all) {} @Ping void a() {} @Destroy void b() {} }")
                .succeeds();
        assertThat(result.problems())
                .containsExactly(
                        "Session.java:3 NOTE [CON409] parameter all: a map could be meant for it, so SessionPool has no"
                                + " create(Map) and builder(Map) for configuration; build pools from configuration by Pools.create(…)");
    }

    @Test
    void everyProblemIsTested() throws IOException {
        Path folder = Path.of("src/test/java/io/conecta/processor");
        String tests = Files.readString(folder.resolve("ClassDiagnosticsTest.java"))
                + Files.readString(folder.resolve("CompilationDiagnosticsTest.java"))
                + Files.readString(folder.resolve("DiagnosticsTest.java"))
                + Files.readString(folder.resolve("FacadeDiagnosticsTest.java"))
                + Files.readString(folder.resolve("KeyDiagnosticsTest.java"))
                + Files.readString(folder.resolve("ModuleTest.java"))
                + Files.readString(folder.resolve("IncrementalTest.java"));
        for (Problem problem : Problem.values()) {
            assertThat(tests).contains("[" + problem.id() + "]");
        }
    }
}
