package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the processor says, and where. In the sources below, {@code //~} is followed by the kind and text of the one message
 * expected on that line; there must be no others but notes.
 */
class DiagnosticsTest {
    private static final String IMPORTS = "package a;\nimport io.conecta.annotation.*;\n";

    private static void check(String text) {
        check(Compilation.of(IMPORTS + text), IMPORTS + text);
    }

    private static void check(Compilation compilation, String... texts) {
        List<String> expected = new ArrayList<>();
        for (String text : texts) {
            List<String> lines = text.lines().toList();
            String file = Compilation.nameOf(text);
            for (int i = 0; i < lines.size(); i++) {
                int mark = lines.get(i).indexOf("//~ ");
                if (mark >= 0) {
                    for (String one : lines.get(i).substring(mark + 4).split(" //~ ", -1)) {
                        expected.add(file.substring(file.lastIndexOf('/') + 1) + ":" + (i + 1) + " " + one);
                    }
                }
            }
        }
        var result = compilation.withoutLint().run();
        assertThat(result.diagnostics().stream()
                        .map(Compilation.Result::line)
                        .filter(line -> !line.contains(" NOTE "))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void onlyClassesHaveInstances() {
        check("""
                @Pooled //~ ERROR [CON101] @Pooled Color: an enum cannot be pooled, its instances are fixed; annotate a class, or a static method that returns one
                enum Color { RED }
                """);
        check("""
                @Pooled //~ ERROR [CON101] @Pooled Shape: an interface cannot be pooled, it has no instances of its own; annotate a class, or a static method that returns one
                interface Shape { @Ping int x(String s); }
                """);
        check("""
                @Pooled //~ ERROR [CON101] @Pooled Mark: an annotation cannot be pooled, it has no instances of its own; annotate a class, or a static method that returns one
                @interface Mark { }
                """);
    }

    @Test
    void anAbstractClassNeedsAFactory() {
        check("""
                @Pooled //~ ERROR [CON102] @Pooled Session: an abstract class cannot be created; make it concrete, or mark a static method that returns one with @New
                abstract class Session { Session() {} Session(int i) {} }
                """);
        check("""
                @Pooled
                abstract class Session { @New static Session open() { return new Session() {}; } }
                """);
    }

    @Test
    void aPingTakesTheFailureCountAtMost() {
        check("""
                @Pooled class Session {
                    @Ping //~ ERROR [CON103] @Ping check(int, int): takes at most one int (the failure count); remove a parameter
                    boolean check(int a, int b) { return true; }
                }
                """.replace("@Ping //~", "@Ping boolean check(int a, int b) { return true; } //~")
                .replace("    boolean check(int a, int b) { return true; }\n", ""));
        check("""
                @Pooled class Session {
                    @Ping void check(String s) {} //~ ERROR [CON103] @Ping check(String): takes at most one int (the failure count); make it an int, or remove it
                }
                """);
        check("""
                @Pooled class Session {
                    @Ping static void check(Session s, long n) {} //~ ERROR [CON103] @Ping check(Session, long): takes at most one int (the failure count); make it an int, or remove it
                }
                """);
    }

    @Test
    void aPingReturnsBooleanOrNothing() {
        check("""
                @Pooled class Session {
                    @Ping java.util.List<String> check() { return null; } //~ ERROR [CON104] @Ping check(): returns List<String>; return boolean (whether the object is healthy), or void and throw when it is not
                }
                """);
    }

    @Test
    void otherHooksTakeAndReturnNothing() {
        check("""
                @Pooled class Session {
                    @Prepare void begin(int i) {} //~ ERROR [CON105] @Prepare begin(int): takes no parameters; remove them
                    @Reset static void clean(Session s, String t) {} //~ ERROR [CON105] @Reset clean(Session, String): takes no parameters; remove all but the first
                    @Destroy boolean quit() { return true; } //~ ERROR [CON106] @Destroy quit(): returns boolean, which nobody would look at; return void, and throw if it goes wrong
                }
                """);
    }

    @Test
    void oneMethodForEachRole() {
        check("""
                @Pooled class Session {
                    @New Session() {}
                    @New static Session open() { return null; } //~ ERROR [CON107] @New open(): Session has another @New, Session(); keep one
                    @Ping void a() {}
                    @Ping void b() {} //~ ERROR [CON107] @Ping b(): Session has another @Ping, a(); keep one
                    @Ping void c() {} //~ ERROR [CON107] @Ping c(): Session has another @Ping, a(); keep one
                }
                """);
    }

    @Test
    void nothingPrivate() {
        check("""
                class Outer {
                    private static class Middle { //~ ERROR [CON109] @Pooled Session: Middle is private, and generated code could not see it; remove "private"
                        @Pooled static class Session {
                            @New private Session() {} //~ ERROR [CON108] @New Session(): is private, and generated code could not call it; remove "private"
                            @Ping private void a() {} //~ ERROR [CON108] @Ping a(): is private, and generated code could not call it; remove "private"
                        }
                    }
                    @Pooled private static class Other {} //~ ERROR [CON109] @Pooled Other: Other is private, and generated code could not see it; remove "private"
                }
                """);
    }

    @Test
    void nothingGeneric() {
        check("""
                @Pooled class Session<A, B> {} //~ ERROR [CON110] @Pooled Session: Session has type parameters, and a pool is of one type; pool a subclass that settles them, as in class MySession extends Session<String, String>
                """);
    }

    @Test
    void noInnerClass() {
        check("""
                class Outer {
                    @Pooled class Session {} //~ ERROR [CON111] @Pooled Session: an inner class needs an object around it; make it static
                }
                """);
    }

    @Test
    void oneConstructorOrAMark() {
        check("""
                @Pooled class Session { private Session() {} } //~ ERROR [CON112] @Pooled Session: generated code can call none of its constructors; make one package-private, or mark a static method that returns one with @New
                """);
        check("""
                @Pooled class Session { Session() {} Session(int i) {} } //~ ERROR [CON113] @Pooled Session: has 2 constructors that could create it; mark the one to use with @New
                """);
    }

    @Test
    void aFactoryIsStaticAndReturnsTheClass() {
        check("""
                @Pooled class Session {
                    @New Session open() { return null; } //~ ERROR [CON114] @New open(): an instance method cannot create the first object; make it static
                }
                """);
        check("""
                @Pooled class Session {
                    @New static Object open() { return null; } //~ ERROR [CON115] @New open(): returns Object; return Session
                }
                """);
    }

    @Test
    void aStaticHookTakesTheObject() {
        check("""
                @Pooled class Session {
                    @Ping static void check(String s) {} //~ ERROR [CON116] @Ping check(String): a static method takes the object first; make its first parameter a Session
                    @Destroy static void quit() {} //~ ERROR [CON116] @Destroy quit(): a static method takes the object first; make its first parameter a Session
                }
                """);
        check("""
                class Clients {
                    @Pooled static StringBuilder text() { return null; }
                    @Ping void check() {} //~ ERROR [CON116] @Ping check(): a static method takes the object first; make its first parameter a StringBuilder
                }
                """);
    }

    @Test
    void exceptionsOnly() {
        check("""
                @Pooled class Session {
                    Session() throws Throwable {} //~ ERROR [CON117] @New Session(): throws Throwable, which is not an Exception; declare Exception or a subclass
                    @Ping void check() throws Throwable {} //~ ERROR [CON117] @Ping check(): throws Throwable, which is not an Exception; declare Exception or a subclass
                }
                """);
    }

    @Test
    void typesThatGeneratedCodeSees() {
        check("""
                @Pooled class Session {
                    private enum Mode { A }
                    Session(
                        java.util.List<? extends Mode[]> m //~ ERROR [CON118] @New Session(List<? extends Mode[]>): generated code in package a cannot see Mode; make it at least package-private
                    ) {}
                }
                """);
    }

    @Test
    void inheritedMethodsThatGeneratedCodeSees() {
        String base = """
                package b;
                import io.conecta.annotation.*;
                public class Base { @Ping protected void check() {} } //~ ERROR [CON119] @Ping check(): is not visible in package a, where generated code is; override it in Session
                """;
        String session = IMPORTS + "@Pooled class Session extends b.Base {}\n";
        check(Compilation.of(base, session), base, session);
        String overrides = IMPORTS + "@Pooled class Session extends b.Base { @Override protected void check() {} }\n";
        String fine = base.replaceAll("//~.*", "");
        check(Compilation.of(fine, overrides), fine, overrides);
    }

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
                    @Pooled static int b() { return 0; } //~ ERROR [CON128] @Pooled b(): returns int; return a class or an interface without type parameters
                    @Pooled static java.util.List<String> c() { return null; } //~ ERROR [CON128] @Pooled c(): returns List<String>; return a class or an interface without type parameters
                    @Pooled @New static StringBuffer d() { return null; } //~ ERROR [CON131] @New d(): @Pooled says so already; remove @New
                }
                """);
    }

    @Test
    void namesThatAreTaken() {
        check("""
                class Clients {
                    @Pooled static StringBuilder text() { return null; }
                    @Pooled static StringBuilder text(int i) { return null; } //~ ERROR [CON129] @Pooled Clients.text(int): would generate a.Clients_TextPool, and so would Clients.text(); rename one
                }
                """);
        check("""
                @Pooled class Session {} //~ ERROR [CON130] @Pooled a.Session: would generate a.SessionPool, which exists; rename the existing one
                class SessionPool {}
                """);
    }

    @Test
    void lombokThatDoesNotRun() {
        String session = IMPORTS
                + "@Pooled @lombok.Data class Session { //~ ERROR [CON132] @Pooled Session: Lombok is to write its constructor, but has"
                + " not; put lombok on the processor path, or write the constructor\n"
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
    void numbers() {
        check("""
                @Pooled(
                    maxSize = 0, //~ ERROR [CON202] maxSize = 0: must be at least 1; raise it, or leave it out for the default 10
                    minIdle = -1, //~ ERROR [CON202] minIdle = -1: must be at least 0; raise it, or leave it out for the default 0
                    maxUses = 0, //~ ERROR [CON202] maxUses = 0: must be at least 1; raise it, or leave it out for the default unlimited
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
    void modulesThatHideTheProvider() {
        String module = """
                module a { //~ WARNING [CON301] module a: ServiceLoader and Pools.load() will not find a.SessionPoolProvider; add "provides io.conecta.PoolProvider with a.SessionPoolProvider;"
                    requires io.conecta.core;
                    requires static io.conecta.annotations;
                }
                """;
        String session = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(module, session).modular(), module, session);
        String silent = "@SuppressWarnings(\"conecta:CON301\")\n" + module.replaceAll("//~.*", "");
        check(Compilation.of(silent, session).modular(), silent, session);
    }

    @Test
    void modulesThatDoNotReadCore() {
        String module = """
                module a { //~ ERROR [CON302] module a: generated pools need io.conecta; add "requires io.conecta.core;"
                    requires static io.conecta.annotations;
                }
                """;
        String session = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(module, session).modular(), module, session);
    }

    @Test
    void classPathsWithoutCore() {
        String session = IMPORTS
                + "@Pooled class Session {} //~ ERROR [CON303] @Pooled Session: generated code needs io.conecta.Pool, which is not on"
                + " the class path; add the dependency io.conecta:conecta-core\n";
        check(Compilation.of(session).path(Compilation.classes("module-annotations")), session);
    }

    @Test
    void osgiThatIsRequiredButNotThere() {
        String session = IMPORTS
                + "@Pooled class Session {} //~ ERROR [CON304] @Pooled Session: -Aconecta.osgi=required, but"
                + " org.osgi.annotation.bundle.Header is not visible, so bnd would not register the service; add"
                + " org.osgi:osgi.annotation with scope provided\n";
        check(Compilation.of(session).option("-Aconecta.osgi=required"), session);
        String fine = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(fine).option("-Aconecta.osgi=required").withOsgi(), fine);
        var none = Compilation.of(fine)
                .option("-Aconecta.osgi=none")
                .withOsgi()
                .withoutLint()
                .run();
        assertThat(none.files()).doesNotContainKey("a/SessionPoolComponent.java");
    }

    @Test
    void osgiOptionsThatThereAreNot() {
        String session = IMPORTS + "@Pooled class Session {}\n";
        var result = Compilation.of(session)
                .option("-Aconecta.osgi=maybe")
                .withoutLint()
                .run();
        assertThat(result.faults())
                .containsExactly(
                        "-:-1 ERROR [CON305] -Aconecta.osgi=maybe: there is none such; use required, none or auto");
    }

    @Test
    void filesThatCannotBeWritten() throws IOException {
        Path output = Scratch.directory();
        // A file where a directory should be.
        Files.createDirectories(output.resolve("generated"));
        Files.createFile(output.resolve("generated/a"));
        var result = Compilation.of(IMPORTS + "@Pooled class Session {}")
                .output(output)
                .withoutLint()
                .run();
        assertThat(result.faults())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Session.java:3 ERROR [CON306] a.SessionFuncs: cannot be written: ")
                .endsWith("; make the output directory writable");
    }

    @Test
    void aBugIsAMessageToo() {
        assertThat(Problem.BUG.message("Session", new IllegalStateException("x")))
                .isEqualTo(
                        "[CON399] @Pooled Session: the processor failed with java.lang.IllegalStateException: x; please report"
                                + " it with the class, and write the pool by hand meanwhile: Pool.builder(…)");
    }

    @Test
    void notesOnWhatIsMissing() {
        var result = Compilation.of(IMPORTS + "@Pooled\nclass Session {}").run();
        assertThat(result.problems())
                .containsExactly(
                        "Session.java:3 NOTE [CON401] @Pooled Session: has no @Ping, so its objects count as healthy; mark a"
                                + " method that tells",
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
    void parametersThatOsgiCannotSupply() {
        String session = IMPORTS
                + "@Pooled class Session { Session(\n"
                + "byte[] key //~ WARNING [CON405] parameter key: a byte[] is neither text nor a service, so no OSGi component is"
                + " generated; wrap it in an interface, or compile with -Aconecta.osgi=none\n"
                + ") {} }\n";
        check(Compilation.of(session).withOsgi(), session);
    }

    @Test
    void everyProblemIsTested() throws IOException {
        String tests = Files.readString(Path.of("src/test/java/io/conecta/processor/DiagnosticsTest.java"));
        for (Problem problem : Problem.values()) {
            assertThat(tests).contains("[" + problem.id() + "]");
        }
    }
}
