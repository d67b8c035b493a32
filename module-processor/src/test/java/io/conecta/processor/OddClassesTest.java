package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static io.conecta.processor.Expected.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.config.Pools;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Java that is legal, but seldom written: no warning under {@code -Xlint:all -Werror}, and the right method is called. */
class OddClassesTest {
    /** Borrows once, and returns once, from the only pool of a source. */
    private static void runs(Map<String, ?> configuration, String... texts) throws Exception {
        var compiled = Compilation.of(texts).succeeds();
        assertThat(compiled.faults()).isEmpty();
        try (URLClassLoader loader = compiled.loader();
                Pool<?> pool = Pools.load(loader).get(0).create(configuration)) {
            pool.<RuntimeException>run(object -> assertThat(object).isNotNull());
            pool.<RuntimeException>run(object -> assertThat(object).isNotNull());
            assertThat(pool.stats().closed()).isZero();
        }
    }

    @Test
    void overloadsOfStaticHooksAreToldApart() throws Exception {
        runs(Map.of(), IMPORTS + """
                @Pooled(pingIdleAfter = "0s")
                class Session implements Comparable<Session>, Runnable {
                    @Override public int compareTo(Session other) { return 0; }
                    @Override public void run() {}
                    @Ping static boolean ping(Object any) { return true; }
                    static boolean ping(Session wrong) { return false; }
                    @Prepare static void begin(Comparable<? super Session> right) {}
                    static void begin(Runnable wrong) { throw new IllegalStateException(); }
                    @Reset static <T extends Runnable> void clear(T right) {}
                    static void clear(Comparable<Session> wrong) { throw new IllegalStateException(); }
                    @Destroy void end() {}
                }
                """);
    }

    @Test
    void aMethodMayPoolItsOwnClass() throws Exception {
        String base = IMPORTS + """
                interface Base {
                    @Ping default boolean alive() { return true; }
                    @Destroy static void end(Base object) {}
                }
                """;
        String session = IMPORTS + """
                class Session implements Base {
                    @Pooled(pingIdleAfter = "0s") static Session open(String host) { return new Session(); }
                    @Prepare void begin() {}
                }
                """;
        runs(Map.of("host", "h"), base, session);
        assertThat(Compilation.of(base, session).succeeds().file("a/Session_OpenFuncs.java"))
                .contains("object.alive()", "Base.end(object)", "object.begin()");
    }

    @Test
    void anInterfaceIsPooledThroughItsFactory() throws Exception {
        runs(Map.of("host", "h"), IMPORTS + """
                @Pooled(name = "s")
                interface Session {
                    @New static Session open(String host) {
                        return new Session() {
                            @Override public boolean alive() { return true; }
                            @Override public void quit() {}
                        };
                    }
                    @Ping boolean alive();
                    @Destroy void quit();
                }
                """);
    }

    @Test
    void parsersThatAnOverloadMakesAmbiguousAreNone() throws Exception {
        String text = IMPORTS + """
                @Pooled
                class Session {
                    Session(Clear clear, Vague vague) {}
                    @Ping void ok() {}
                    @Destroy void end() {}
                    static class Clear {
                        public static Clear of(CharSequence text) { return new Clear(); }
                        public static Clear of(Object any) { throw new IllegalStateException(); }
                        private static Clear of(String text) { throw new IllegalStateException(); }
                        static Clear use() { return of(""); }
                    }
                    static class Vague {
                        public static Vague of(CharSequence text) { return new Vague(); }
                        public static Vague of(Comparable<String> text) { return new Vague(); }
                    }
                }
                """;
        assertThat(Compilation.of(text).succeeds().file("a/SessionPoolProvider.java"))
                .contains("Session.Clear::of", "configuration.required(\"vague\").object(Session.Vague.class)");
    }

    @Test
    void deprecationIsSuppressedWhereverItComesFrom() {
        String old = IMPORTS + """
                @Deprecated(forRemoval = true)
                interface Old {
                    @Reset static void clear(Object any) {}
                }
                """;
        String parsed = IMPORTS + """
                class Parsed {
                    @Deprecated public static Parsed of(String text) { return new Parsed(); }
                }
                """;
        String inherits = IMPORTS + """
                @SuppressWarnings("removal") @Pooled class Inherits implements Old { @Ping void ok() {} @Destroy void end() {} }
                """;
        String parses = IMPORTS + """
                @Pooled class Parses { Parses(Parsed parsed) {} @Ping void ok() {} @Destroy void end() {} }
                """;
        String deep = IMPORTS + """
                @Pooled class Deep {
                    @SuppressWarnings("removal") <X extends Old> Deep(X bounded, Class<? extends Old[]> type) {}
                    @Ping void ok() {}
                    @Destroy void end() {}
                }
                """;
        Compilation.of(old, parsed, inherits, parses, deep).succeeds();
    }

    @Test
    void typesThatSayMoreThanAClassLiteral() {
        Compilation.of(IMPORTS + """
                class Outer<T> {
                    class Inner { class Deep {} }
                }
                """, IMPORTS + """
                @Pooled class Session {
                    @SafeVarargs
                    <X> Session(
                            Outer<String>.Inner inner, Outer<?>.Inner.Deep deep, Class<? extends Enum<?>> constants,
                            Class<? extends java.util.List<?>[]> lists, java.util.List<X>... more) {}
                    @Ping void ok() {}
                    @Destroy void end() {}
                }
                """).succeeds();
    }

    @Test
    void typeVariablesHideNoGeneratedType() {
        var result = Compilation.of(IMPORTS + """
                        @Pooled class Session {
                            <SessionPool, SessionPool_, NewFunc, String> Session(
                                    SessionPool a, SessionPool_ b, NewFunc c, java.util.List<String> d) {}
                            @Ping void ok() {}
                            @Destroy void end() {}
                        }
                        """).succeeds();
        assertThat(result.file("a/SessionFuncs.java")).contains("<SessionPool__, SessionPool_, NewFunc, String>");
    }

    @Test
    void exceptionsThatATypeVariableNames() throws Exception {
        runs(Map.of(), IMPORTS + """
                @Pooled class Session {
                    @Ping <E extends Throwable> boolean ping() throws E { return true; }
                    @Reset static <E extends java.io.IOException> void clear(Session session) throws E {}
                    @Destroy void end() {}
                }
                """);
        check("""
                @Pooled class Session {
                    <E extends Throwable> Session(Class<E> type) throws E {} //~ ERROR [CON117] @New Session(Class<E>): throws E, which is not an Exception; declare Exception or a subclass
                }
                """);
    }

    @Test
    void staticMethodsOfInterfacesThatGeneratedCodeCannotName() {
        String hidden = """
                package b;
                import io.conecta.annotation.*;
                interface Hidden { @Ping static void check(Object any) {} } //~ ERROR [CON119] @Ping check(Object): is not visible in package a, where generated code is; override it in Session
                """;
        String base = "package b;\npublic class Base implements Hidden {}\n";
        String session = IMPORTS + "@Pooled class Session extends b.Base {}\n";
        check(Compilation.of(hidden, base, session), hidden, base, session);
    }

    @Test
    void defaultsThatNothingFits() {
        check("""
                @Pooled class Session {
                    enum None {}
                    Session(
                        @Setting(defaultValue = "x") None none, //~ ERROR [CON125] @Setting(defaultValue = "x") None none: is not a None; write no default, since there is no constant
                        @Setting(defaultValue = "java.lang.String") Class<? extends Number> type, //~ ERROR [CON125] @Setting(defaultValue = "java.lang.String") Class<? extends Number> type: is not a Class<? extends Number>; write the name of a subclass of Number
                        @Setting(defaultValue = "java.lang.Byte") Class<? extends Number> right,
                        @Setting(defaultValue = "not.here.Yet") Class<? extends Number> later
                    ) {}
                }
                """);
    }

    /** A variable obscures a type of its name wherever an expression may stand. */
    @Test
    void parametersThatAreCalledAsTypesAre() throws Exception {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put("Path", "p");
        configuration.put("route", "q");
        configuration.put("Integer", "1");
        configuration.put("Session", "2");
        configuration.put("SessionFuncs", "3");
        configuration.put("SessionPoolProvider", "4");
        configuration.put("PoolConfiguration", "5s");
        String session = IMPORTS + """
                import java.nio.file.Path;
                @Pooled class Session {
                    @New static Session open(
                            Path Path, route route, Integer Integer, int Session, String SessionFuncs, long SessionPoolProvider,
                            java.time.Duration PoolConfiguration, @Setting(defaultValue = "LOW") Level Level) {
                        return new Session();
                    }
                    @Ping boolean alive() { return true; }
                    @Destroy void end() {}
                    enum Level { LOW }
                }
                """;
        String route = IMPORTS + "class route { public static route of(String text) { return new route(); } }";
        runs(configuration, session, route);
        assertThat(Compilation.of(session, route).succeeds().file("a/SessionPool.java"))
                .contains("@param Path_ passed to {@code open}", "route route_,", "int Session_,");
    }

    /** What Kotlin compiles a static method of a companion object to. */
    @Test
    void companionObjectsOfKotlin() throws Exception {
        runs(Map.of("host", "h"), IMPORTS + """
                @Pooled public final class Session {
                    public static final Session.Companion Companion = new Companion();
                    @New public static final Session open(String host, @Setting(defaultValue = "22") int port) { return new Session(); }
                    @Ping public static final boolean alive(Session session) { return true; }
                    @Destroy public final void end() {}
                    public static final class Companion {
                        @New public final Session open(String host, @Setting(defaultValue = "22") int port) { return null; }
                        @Ping public final boolean alive(Session session) { return true; }
                    }
                }
                """);
        runs(Map.of("host", "h"), IMPORTS + """
                public final class Clients {
                    public static final Clients.Companion Companion = new Companion();
                    @Pooled public static final Thread open(String host) { return new Thread(); }
                    @Ping public static final boolean alive(Thread thread) { return true; }
                    public static final class Companion {
                        @Pooled public final Thread open(String host) { return null; }
                        @Ping public final boolean alive(Thread thread) { return true; }
                    }
                }
                """);
        check("""
                final class Clients {
                    static final class Companion {
                        @Pooled Thread open(String host) { return null; } //~ ERROR [CON127] @Pooled open(String): generated code could not call it, it is not static; make it static and not private
                    }
                }
                """);
    }

    @Test
    void aFactoryOfAGenericClassIsNoSecondMistake() {
        check("""
                @Pooled class Session<E extends Exception> { //~ ERROR [CON110] @Pooled Session: Session has type parameters, and a pool is of one type; pool a subclass that binds them, as in class MySession extends Session<Exception>, or a static method that returns Session<Exception>
                    @New static Session<RuntimeException> of() { return null; }
                }
                """);
    }

    @Test
    void messagesStayOnOneLine() {
        check("""
                @Pooled(name = "\\n\\t") //~ ERROR [CON204] name = "\\n\\t": must not be blank; give a name, or leave it out for the default "Session"
                class Session {}
                """);
    }

    @Test
    void aModuleHasOneDirectiveForAllProviders() {
        String module = """
                module a { //~ WARNING [CON301] module a: ServiceLoader and Pools.load() will not find a.OtherPoolProvider and a.ThirdPoolProvider; extend the directive to "provides io.conecta.config.PoolProvider with a.SessionPoolProvider, a.OtherPoolProvider, a.ThirdPoolProvider;"
                    requires io.conecta.core;
                    requires static io.conecta.annotations;
                    provides io.conecta.config.PoolProvider with a.SessionPoolProvider;
                }
                """;
        String session = IMPORTS + "@Pooled class Session {}\n";
        String other = IMPORTS + "@Pooled class Other {}\n";
        String third = IMPORTS + "@Pooled class Third {}\n";
        check(Compilation.of(module, session, other, third).modular(), module, session, other, third);
    }
}
