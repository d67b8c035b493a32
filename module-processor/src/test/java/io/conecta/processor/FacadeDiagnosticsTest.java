package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static io.conecta.processor.Expected.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the processor says of façades, and where; {@link Expected} tells how to read it. */
class FacadeDiagnosticsTest {
    @Test
    void onlyAnInterface() {
        for (String[] wrong : new String[][] {
            {"Session", "a class"},
            {"Thread.State", "an enum"},
            {"Mark", "an annotation"},
            {"Point", "a record"},
            {"int", "an int"},
            {"Runnable[]", "a Runnable[]"}
        }) {
            String name = wrong[0].substring(wrong[0].indexOf('.') + 1);
            check("""
                    @Pooled(facade = TYPE.class) //~ ERROR [CON141] @Pooled(facade = NAME.class): is KIND, and generated code can stand in for an interface only; name an interface that Session implements
                    class Session {}
                    @interface Mark {}
                    record Point(int x) {}
                    """.replace("TYPE", wrong[0])
                    .replace("NAME", name.equals("State") ? "Thread.State" : name)
                    .replace("Thread.State.class): is", "State.class): is")
                    .replace("KIND", wrong[1]));
        }
        check("@Pooled(facade = void.class) class Session {}\n");
    }

    @Test
    void onlyWhatTheClassImplements() {
        check("""
                @Pooled(facade = Runnable.class) //~ ERROR [CON142] @Pooled(facade = Runnable.class): Session does not implement it; implement it there, or name an interface that it implements
                class Session {}
                """);
        check("""
                class Clients {
                    @Pooled(facade = Runnable.class) //~ ERROR [CON142] @Pooled(facade = Runnable.class): String does not implement it; implement it there, or name an interface that it implements
                    static String open() { return ""; }
                }
                """);
    }

    @Test
    void nothingSealed() {
        check("""
                @Pooled(facade = Session.Mailer.class) //~ ERROR [CON143] @Pooled(facade = Mailer.class): is sealed, and generated code is not among those that it permits; name a non-sealed interface
                final class Session implements Session.Mailer.Open {
                    sealed interface Mailer { non-sealed interface Open extends Mailer {} }
                }
                """.replace("implements Session.Mailer.Open", "implements Mailer")
                        .replace("    sealed interface Mailer { non-sealed interface Open extends Mailer {} }\n", "")
                        .replace("Session.Mailer.class", "Mailer.class")
                + "sealed interface Mailer permits Session {}\n");
        check("""
                @Pooled(facade = Open.class)
                final class Session implements Open {}
                sealed interface Mailer permits Open {}
                non-sealed interface Open extends Mailer {}
                """);
    }

    @Test
    void nothingThatGeneratedCodeCannotSee() {
        check("""
                class Outer {
                    @Pooled(facade = Outer.Mailer.class) //~ ERROR [CON144] @Pooled(facade = Mailer.class): generated code in package a cannot see it; make it at least package-private, or public in another package
                    static class Session implements Mailer {}
                    private interface Mailer {}
                }
                """);
        check("""
                class Outer {
                    @Pooled(facade = Outer.Mailer.class) //~ ERROR [CON118] @Pooled send(Hidden): generated code in package a cannot see Hidden; make it at least package-private
                    static class Session implements Mailer { public void send(Hidden h) {} }
                    interface Mailer { void send(Hidden h); }
                    private static class Hidden {}
                }
                """);
        check("""
                class Outer {
                    @Pooled(facade = Outer.Mailer.class) //~ ERROR [CON144] @Pooled(facade = Mailer<Hidden>.class): generated code in package a cannot see it; make it at least package-private, or public in another package
                    static class Session implements Mailer<Hidden> {}
                    interface Mailer<T> {}
                    private static class Hidden {}
                }
                """);
    }

    @Test
    void typeArgumentsAreSettled() {
        check("""
                class Clients {
                    @Pooled(facade = java.util.function.Supplier.class) //~ ERROR [CON145] @Pooled(facade = Supplier.class): is a Supplier<?> here, which no class can implement; settle the type arguments of what is pooled, as in Supplier<String>
                    static java.util.function.Supplier<?> open() { return null; }
                }
                """);
        assertThat(Compilation.of(IMPORTS + """
                        class Clients {
                            @Pooled(facade = java.util.function.Supplier.class) static Impl<?> open() { return null; }
                            static class Impl<T> implements java.util.function.Supplier<java.util.List<T>> { public java.util.List<T> get() { return null; } }
                        }
                        """).withoutLint().run().faults())
                .singleElement()
                .asString()
                .contains("[CON145]");
    }

    /** Kotlin has such names; here an interface is made so by hand. */
    @Test
    void methodsThatJavaCannotName() throws Exception {
        Path classes = Compilation.of("package b; public interface Mailer { void send_x(); void plain(); }")
                .succeeds()
                .classes();
        Path file = classes.resolve("b/Mailer.class");
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("send_x", "send-x"), StandardCharsets.ISO_8859_1);
        String text = """
                abstract class Session implements b.Mailer {
                    @Pooled(facade = b.Mailer.class) //~ ERROR [CON146] @Pooled(facade = Mailer.class): its method send-x cannot be written in Java, so generated code cannot implement it; name an interface without it
                    static Session open() { return null; }
                }
                """;
        check(Compilation.of(IMPORTS + text).with(classes), IMPORTS + text);
    }

    @Test
    void methodsThatHandOutWhatBelongsToTheObject() {
        String mailer = "interface Mailer extends Base<Mailer> {\n";
        StringBuilder methods = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        String[][] all = {
            {"java.util.stream.Stream<String>", "Stream<String>", "which is used and closed"},
            {"java.util.stream.IntStream", "IntStream", "which is used and closed"},
            {"java.io.InputStream", "InputStream", "which is used and closed"},
            {"java.io.Writer", "Writer", "which is used and closed"},
            {"java.nio.channels.Channel", "Channel", "which is used and closed"},
            {"java.sql.Statement[]", "Statement[]", "which is used and closed"},
            {"java.util.Iterator<String>", "Iterator<String>", "which is read"},
            {"Iterable<String>", "Iterable<String>", "which is read"},
            {"java.util.Enumeration<String>", "Enumeration<String>", "which is read"},
            {"java.util.Optional<java.io.Reader>", "Optional<Reader>", "which is used and closed"},
            {
                "java.util.Map<String, ? extends java.util.List<Session>>",
                "Map<String, ? extends List<Session>>",
                "through which the object is used"
            },
            {"java.util.concurrent.CompletableFuture<String>", "CompletableFuture<String>", "and goes on"},
            {"Session", "Session", "through which the object is used"},
            {"Mailer", "Mailer", "through which the object is used"},
            {"Base<Mailer>", "Base<Mailer>", "through which the object is used"},
            {"java.util.List<String>", "", ""},
            {"java.nio.file.Path", "", ""},
            {"Class<? extends Session>", "", ""},
            {"Object", "", ""},
            {"byte[]", "", ""},
        };
        for (int i = 0; i < all.length; i++) {
            boolean isWrong = !all[i][1].isEmpty();
            String declaring = all[i][0].startsWith("Base") ? "base" : "m" + i;
            if (!declaring.equals("base")) {
                methods.append(all[i][0] + " m" + i + "();\n");
            }
            bodies.append("public " + all[i][0] + " " + declaring + "() { return null; }");
            bodies.append(
                    !isWrong
                            ? "\n"
                            : " //~ WARNING [CON420] @Pooled(facade = Mailer.class) " + declaring + "(): returns "
                                    + all[i][1]
                                    + ", " + all[i][2]
                                    + " after the call, when the object is back in the pool and may be somebody else's; return what stands"
                                    + " alone, borrow by pool.call(…) for this, or suppress this if it does stand alone\n");
        }
        String text = "@Pooled(facade = Mailer.class) class Session implements Mailer {\n" + bodies + "}\n" + mailer
                + methods + "}\ninterface Base<T> { Base<T> base(); }\n";
        check(text);
        String noneElse = text.replaceAll(" //~ .*", "");
        check("@SuppressWarnings(\"conecta:CON420\") " + noneElse);
        check(noneElse.replace("public ", "@SuppressWarnings(\"conecta:CON420\") public "));
    }

    @Test
    void methodsThatAreInheritedAreReportedAtTheAnnotation() {
        check("""
                @Pooled(facade = Mailer.class) //~ WARNING [CON420] @Pooled(facade = Mailer.class) open(): returns InputStream, which is used and closed after the call, when the object is back in the pool and may be somebody else's; return what stands alone, borrow by pool.call(…) for this, or suppress this if it does stand alone
                class Session extends Base implements Mailer {}
                interface Mailer { java.io.InputStream open(); default void fine() {} }
                class Base { public java.io.InputStream open() { return null; } }
                """);
    }

    @Test
    void namesOfTheFacadeAreTakenOnlyIfThereIsOne() {
        check("""
                @Pooled class Session implements Runnable { public void run() {} }
                class SessionFacade {}
                class SessionFacadeComponent {}
                """);
        check("""
                @Pooled(facade = Runnable.class) class Session implements Runnable { public void run() {} } //~ ERROR [CON130] @Pooled a.Session: would generate a.SessionFacade, which exists; rename the existing one, or choose another name by poolType
                class SessionFacade {}
                """);
        check("""
                class Clients {
                    @Pooled(facade = Runnable.class, poolType = "S") static Runnable one() { return null; }
                    @Pooled(poolType = "SFacade") static Runnable other() { return null; } //~ ERROR [CON129] @Pooled Clients.other(): would generate a.SFacade, and so would Clients.one(); rename one, or choose another name by poolType
                }
                """);
    }

    @Test
    void anInterfaceThatIsMissingIsTheCompilersToTell() {
        assertThat(Compilation.of(IMPORTS + "@Pooled(facade = Missing.class) class Session {}\n")
                        .withoutLint()
                        .run()
                        .report())
                .contains("cannot find symbol")
                .doesNotContain("[CON3");
    }
}
