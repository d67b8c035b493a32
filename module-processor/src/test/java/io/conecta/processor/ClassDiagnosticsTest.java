package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static io.conecta.processor.Expected.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the processor says of the annotated class and its methods, and where; {@link Expected} tells how to read it. */
class ClassDiagnosticsTest {
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
    void anInterfaceNeedsAFactoryToo() {
        check("""
                @Pooled
                interface Session { @New static Session open(String host) { return new Session() {}; } }
                """);
        check("""
                @Pooled //~ ERROR [CON101] @Pooled Session: an interface cannot be pooled, it has no instances of its own; annotate a class, or a static method that returns one
                interface Session<T> { @New static Session<String> open() { return new Session<String>() {}; } }
                """);
        check("""
                @Pooled
                interface Session { @New private static Session open() { return new Session() {}; } } //~ ERROR [CON108] @New open(): is private, and generated code could not call it; remove "private"
                """);
        check("""
                @Pooled
                interface Session { @New static String open() { return ""; } } //~ ERROR [CON115] @New open(): returns String; return Session
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
                    @Destroy boolean quit() { return true; } //~ ERROR [CON106] @Destroy quit(): returns boolean, which would be ignored; return void, and throw if it goes wrong
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
                @Pooled class Session<A, B> {} //~ ERROR [CON110] @Pooled Session: Session has type parameters, and a pool is of one type; pool a subclass that binds them, as in class MySession extends Session<String, String>, or a static method that returns Session<String, String>
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
                    @Ping void check() {} //~ ERROR [CON116] @Ping check(): a static method takes the object first; make it static, and its first parameter a StringBuilder
                    @Destroy void end(StringBuilder s) {} //~ ERROR [CON116] @Destroy end(StringBuilder): a static method takes the object first; make it static
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
    void interfacesThatKnowNothingOfEachOther() {
        String parents = """
                interface Left { @Ping boolean alive(); @Destroy default void quit() {} }
                interface Right { @Ping default boolean works() { return true; } @Destroy static void end(Right r) {} }
                """;
        for (String both : List.of("Left, Right", "Right, Left")) {
            String first = both.startsWith("Left") ? "Left" : "Right";
            String ping = first.equals("Left")
                    ? "Left.alive() and from Right.works()"
                    : "Right.works() and from Left.alive()";
            String quit = first.equals("Left")
                    ? "Left.quit() and from Right.end(Right)"
                    : "Right.end(Right) and from Left.quit()";
            check("""
                    @Pooled class Session implements BOTH { public boolean alive() { return true; } } //~ ERROR [CON133] @Ping Session: inherits it from PING, and neither interface extends the other; override the one to use in Session, with @Ping //~ ERROR [CON133] @Destroy Session: inherits it from QUIT, and neither interface extends the other; override the one to use in Session, with @Destroy
                    """.replace("BOTH", both).replace("PING", ping).replace("QUIT", quit) + parents);
            check("""
                    @Pooled class Session implements BOTH {
                        @Override @Ping public boolean alive() { return true; }
                        @Override @Destroy public void quit() {}
                    }
                    """.replace("BOTH", both) + parents);
        }
        check("""
                class Clients implements Left, Right {
                    @Pooled static Clients open() { return new Clients(); } //~ ERROR [CON133] @Ping Clients: inherits it from Left.alive() and from Right.alive2(), and neither interface extends the other; override the one to use in Clients, with @Ping
                    public void alive() {}
                }
                interface Left { @Ping void alive(); }
                interface Right { @Ping default void alive2() {} }
                """);
    }

    @Test
    void interfacesThatAgreeOrExtendEachOther() {
        check("""
                @Pooled class Session implements Left, Right { public boolean alive() { return true; } }
                interface Left { @Ping boolean alive(); }
                interface Right { @Ping boolean alive(); }
                """);
        for (String both : List.of("Root, Left", "Left, Root")) {
            var result = Compilation.of(IMPORTS + "@Pooled class Session implements " + both + """
                             { @Destroy void end() {} }
                            interface Root { @Ping default boolean alive() { return true; } }
                            interface Left extends Root { @Ping default boolean works() { return true; } }
                            """)
                    .withoutLint()
                    .succeeds();
            assertThat(result.problems()).isEmpty();
            assertThat(result.file("a/SessionFuncs.java")).contains("object.works()");
        }
        var result = Compilation.of(IMPORTS + """
                        @Pooled class Session extends Base implements Right { @Destroy void end() {} }
                        class Base implements Left { @Ping boolean mine() { return true; } }
                        interface Left { @Ping default boolean alive() { return true; } }
                        interface Right { @Ping default boolean works() { return true; } }
                        """).withoutLint().succeeds();
        assertThat(result.problems()).isEmpty();
        assertThat(result.file("a/SessionFuncs.java")).contains("object.mine()");
    }
}
