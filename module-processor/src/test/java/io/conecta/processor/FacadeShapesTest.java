package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.config.Pools;
import java.net.URLClassLoader;
import java.util.Map;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interfaces as people write them, and as hardly anybody does: their façades compile under {@code -Xlint:all -Werror} and by Eclipse's
 * compiler, and implement everything.
 */
class FacadeShapesTest {
    private static final String REST = " @Ping boolean pings() { return true; } @Destroy void ends() {} }\n";

    /** Compiles a pooled class and what it needs by both compilers, and {@return the façade, which is the same} */
    private static String facade(String... texts) {
        String[] sources = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            sources[i] = IMPORTS + texts[i];
        }
        var eclipse = Compilation.of(sources)
                .withOsgi()
                .compiler(new EclipseCompiler())
                .withoutLint()
                .option("--release", "17", "-warn:none")
                .succeeds();
        var javac =
                Compilation.of(sources).withOsgi().option("-Xlint:-processing").succeeds();
        assertThat(javac.faults()).isEmpty();
        assertThat(eclipse.faults()).isEmpty();
        assertThat(eclipse.file("a/SessionFacade.java")).isEqualTo(javac.file("a/SessionFacade.java"));
        return javac.file("a/SessionFacade.java");
    }

    private static String session(String facade, String extending, String body) {
        return "@Pooled(facade = " + facade + ".class) public class Session " + extending + " { " + body + REST;
    }

    @Test
    void methodsOfAllInterfacesOnce() {
        String text = facade(
                "interface Top { Object get() throws Exception; default void up() {} }\n",
                "interface Left extends Top { CharSequence get() throws java.io.IOException, InterruptedException; }\n",
                "interface Right extends Top { Comparable<String> get() throws java.io.IOException; void up(); }\n",
                "interface Mailer extends Left, Right { String get() throws java.io.IOException; void up(); }\n",
                session("Mailer", "implements Mailer", "public String get() { return \"\"; } public void up() {}"));
        assertThat(text)
                .containsOnlyOnce("get() throws")
                .contains("public String get() throws IOException {")
                .containsOnlyOnce("public void up() {");
    }

    @Test
    void interfacesThatKnowNothingOfEachOther() {
        String text = facade(
                "interface Left { CharSequence get() throws java.io.IOException, InterruptedException; }\n",
                "interface Right { String get() throws java.io.FileNotFoundException, java.sql.SQLException; }\n",
                "interface Mailer extends Left, Right {}\n",
                session("Mailer", "implements Mailer", "public String get() { return \"\"; }"));
        assertThat(text).contains("public String get() throws FileNotFoundException {");
    }

    @Test
    void typeArgumentsComeThroughGenericSuperclasses() {
        String text = facade(
                "interface Mailer<K, V extends java.util.List<? super K>> { V swap(K key, java.util.Map<? extends K, V[]> more); K[] all(); }\n",
                "abstract class Base<T> implements Mailer<T, java.util.List<Object>> { public T[] all() { return null; } }\n",
                session(
                        "Mailer",
                        "extends Base<int[]>",
                        "public java.util.List<Object> swap(int[] k, java.util.Map<? extends int[], java.util.List<Object>[]> m) { return null; }"));
        assertThat(text)
                .contains(
                        "class SessionFacade implements Mailer<int[], List<Object>> {",
                        "public List<Object> swap(int[] key, Map<? extends int[], List<Object>[]> more) {",
                        "public int[][] all() {");
    }

    @Test
    void rawInterfaces() {
        facade(
                "interface Mailer<T> { java.util.List<T> all(java.util.List<? extends T> of, T... more); <X> X one(X x); }\n"
                        .replace("java.util.List<T> all", "@SuppressWarnings(\"unchecked\") java.util.List<T> all"),
                "@SuppressWarnings({\"rawtypes\", \"unchecked\"}) @Pooled(facade = Mailer.class) public class Session implements Mailer {"
                        + " public java.util.List all(java.util.List of, Object... more) { return of; } public Object one(Object x) { return x; } "
                        + REST);
    }

    @Test
    void namesThatGeneratedCodeNeeds() {
        String text = facade("""
                interface Mailer {
                    int java = 1; int pool = 2; int io = 3; java.lang.String Lease = ""; java.lang.String ForwardingPool = "";
                    class String {} class Lease {} interface Override {} class Throwable extends Exception { private static final long serialVersionUID = 1; } class ForwardingPool {} class Object {}
                    class Session {} class SessionFacade {} class Mailer2 {}
                    int lease(int lent, int object, int result, int thrown, int pool, int java, int Lease, int lease_);
                    Lease lease(); void leaseUnchecked(); Mailer object(String s, java.lang.String t) throws Throwable; java.lang.Object result(); void pool();
                    <Session, Lease, Throwable> Session thrown(Session s, Lease l, java.util.List<Throwable> t);
                }
                """, """
                @SuppressWarnings("conecta:CON420")
                @Pooled(facade = Mailer.class) public class Session implements Mailer {
                    public int lease(int a, int b, int c, int d, int e, int f, int g, int h) { return 0; }
                    public Mailer.Lease lease() { return null; }
                    public void leaseUnchecked() {}
                    public Mailer object(Mailer.String s, java.lang.String t) { return null; }
                    public java.lang.Object result() { return null; }
                    public void pool() {}
                    public <A, B, C> A thrown(A s, B l, java.util.List<C> t) { return s; }
                """ + REST);
        assertThat(text)
                .contains("@java.lang.Override", "catch (java.lang.Throwable thrown)", "a.Session lent = this.pool");
    }

    @Test
    void exceptionsThatNothingButATypeArgumentSettles() {
        String text = facade(
                "interface Mailer<E extends Throwable> { <X extends java.io.IOException> void close(int i) throws X, E; <X extends Throwable> X get() throws X; }\n",
                session(
                        "Mailer",
                        "implements Mailer<InterruptedException>",
                        "public <X extends java.io.IOException> void close(int i) throws X {} public <X extends Throwable> X get() { return null; }"));
        assertThat(text)
                .contains(
                        "object.<X>close(i);",
                        "throws X, InterruptedException {\n        Session lent = this.pool.getOrCreate();")
                .contains("X get() throws X {\n        Session lent = this.pool.getOrCreateUnchecked();");
    }

    @Test
    void overloadsAreToldApart() throws Exception {
        String mailer = IMPORTS + """
                public interface Mailer {
                    String is(Object o); String is(String s); String is(int i); String is(Integer i); String is(long l);
                    String is(Object... o); String is(String s, Object... o); String is(String s, String t); String is(int... i);
                    <T extends Number> String is(T t); <T extends Comparable<T>> String is(java.util.List<T> t); String is(java.util.Collection<?> c);
                }
                """;
        StringBuilder body = new StringBuilder();
        for (String parameters : new String[] {
            "Object o",
            "String s",
            "int i",
            "Integer i",
            "long l",
            "Object... o",
            "String s, Object... o",
            "String s, String t",
            "int... i"
        }) {
            body.append("public String is(" + parameters + ") { return \"" + parameters + "\"; }\n");
        }
        body.append("public <T extends Number> String is(T t) { return \"Number\"; }")
                .append("public <T extends Comparable<T>> String is(java.util.List<T> t) { return \"List\"; }")
                .append("public String is(java.util.Collection<?> c) { return \"Collection\"; }");
        String session = IMPORTS + session("Mailer", "implements Mailer", body.toString());
        try (URLClassLoader loader = Compilation.of(mailer, session)
                        .option("-Xlint:-overloads")
                        .succeeds()
                        .loader();
                Pool<?> pool = Pools.load(loader).get(0).create(Map.of())) {
            Object facade =
                    loader.loadClass("a.SessionPool").getMethod("facade").invoke(pool);
            Class<?> type = loader.loadClass("a.Mailer");
            int checked = 0;
            for (var method : type.getMethods()) {
                Object[] arguments = new Object[method.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    Class<?> of = method.getParameterTypes()[i];
                    arguments[i] = of == int.class ? (Object) 1 : of == long.class ? (Object) 1L : null;
                }
                Object session1 = pool.getOrCreate();
                Object expected = method.invoke(session1, arguments);
                put(pool, session1);
                assertThat(method.invoke(facade, arguments))
                        .as(method.toString())
                        .isEqualTo(expected);
                checked++;
            }
            assertThat(checked).isEqualTo(12);
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Pool<?> pool, Object object) {
        ((Pool<Object>) pool).put(object);
    }

    @Test
    void whatTheCompilerWouldWarnOf() {
        facade("""
                interface Mailer extends java.io.Serializable, Cloneable {
                    @Deprecated void old();
                    @Deprecated(forRemoval = true) void older();
                    @SuppressWarnings("unchecked") void several(java.util.List<String>... lists);
                    @SuppressWarnings("unchecked") <T> void any(T... ts);
                    Object clone();
                    @SuppressWarnings("removal") void finalize();
                }
                """, """
                @SuppressWarnings({"deprecation", "removal", "serial", "unchecked"})
                @Pooled(facade = Mailer.class) public class Session implements Mailer {
                    public void old() {} public void older() {} public void several(java.util.List<String>... l) {} public <T> void any(T... ts) {}
                    public Object clone() { return this; } public void finalize() {}
                """ + REST);
    }

    @Test
    void annotationsOfNullness() {
        String text = facade(
                "@interface Nullable {}\n",
                "@java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface Typed {\n @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface Nullable {} }\n",
                """
                interface Mailer {
                    @Nullable String declared(@Nullable String a, int b, @Nullable Object... c);
                    Typed.@Typed.Nullable Nullable typed();
                    java.util.List<@Typed.Nullable String> used(@Typed.Nullable String a, String @Typed.Nullable [] b);
                }
                """.replace("Typed.@Typed.Nullable Nullable typed();", "@Typed.Nullable String typed();"),
                session(
                        "Mailer",
                        "implements Mailer",
                        "public String declared(String a, int b, Object... c) { return a; } public String typed() { return null; }"
                                + " public java.util.List<String> used(String a, String[] b) { return null; }"));
        assertThat(text)
                .contains(
                        "public @Nullable String declared(@Nullable String a, int b, @Nullable Object... c) {",
                        "public @Typed.Nullable String typed() {",
                        "public List<@Typed.Nullable String> used(@Typed.Nullable String a, String @Typed.Nullable [] b) {");
    }

    @Test
    void whatAMethodReturnsMayBeTheInterface() throws Exception {
        String clients = IMPORTS + """
                @SuppressWarnings("conecta")
                class Clients {
                    @Pooled(facade = Mailer.class, poolType = "Sessions") static Mailer<String> open() { return to -> to; }
                    @Pooled(facade = Mailer.class) static Impl other() { return new Impl(); }
                    static class Impl implements Mailer<Integer> { public Integer send(Integer i) { return i + 1; } }
                    interface Mailer<T> { T send(T to); }
                }
                """.replace("Mailer.class", "Clients.Mailer.class");
        var result =
                Compilation.of(clients).withOsgi().option("-Xlint:-processing").succeeds();
        assertThat(result.file("a/SessionsFacade.java")).contains("implements Clients.Mailer<String>");
        assertThat(result.file("a/Clients_OtherFacade.java")).contains("implements Clients.Mailer<Integer>");
        assertThat(result.file("OSGI-INF/a.Sessions_facade.xml")).contains("<provide interface=\"a.Clients$Mailer\"/>");
        try (URLClassLoader loader = result.loader();
                Pool<?> pool = Pools.load(loader).stream()
                        .filter(provider -> provider.poolType().getSimpleName().equals("Sessions"))
                        .findFirst()
                        .orElseThrow()
                        .create(Map.of())) {
            var facade = loader.loadClass("a.Sessions").getMethod("facade");
            facade.setAccessible(true);
            var send = loader.loadClass("a.Clients$Mailer").getMethod("send", Object.class);
            send.setAccessible(true);
            assertThat(send.invoke(facade.invoke(pool), "to")).isEqualTo("to");
        }
    }

    @Test
    void interfacesOfTheJdk() {
        for (String type : new String[] {
            "Runnable",
            "java.util.concurrent.Callable",
            "java.util.List",
            "java.sql.Connection",
            "java.util.Map",
            "java.util.function.Function",
            "CharSequence",
            "java.util.concurrent.ExecutorService",
            "javax.sql.DataSource",
            "javax.management.MBeanServerConnection",
            "java.nio.channels.ByteChannel",
            "java.util.NavigableMap"
        }) {
            String arguments = switch (type) {
                case "java.util.concurrent.Callable", "java.util.List" -> "<String>";
                case "java.util.Map", "java.util.function.Function", "java.util.NavigableMap" -> "<String, int[]>";
                default -> "";
            };
            String text = IMPORTS + "@SuppressWarnings(\"conecta\") class Clients { @Pooled(facade = " + type
                    + ".class, poolType = \"Sessions\") static " + type + arguments + " open() { return null; } }\n";
            Compilation.of(text).withOsgi().option("-Xlint:-processing").succeeds();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"package a;\n", ""})
    void aClassOfAnyPackageAndVisibility(String packageName) {
        Compilation.of(packageName + """
                        import io.conecta.annotation.*;
                        @SuppressWarnings("conecta")
                        class Outer {
                            interface Mailer { void send(Outer.Mailer.To to); enum To { ALL } }
                            @Pooled(facade = Mailer.class) static class Session implements Mailer {
                                public void send(To to) {}
                            }
                        }
                        """)
                .withOsgi()
                .option("-Xlint:-processing")
                .succeeds();
    }

    @Test
    void aCollaboratorMayBeCalledAsTheComponentsOwn() {
        String text = facade(
                "public interface Collaborator { void send(); }\n",
                "@Pooled(facade = Collaborator.class) public class Session implements Collaborator { public Session(Collaborator pool) {} public void send() {}"
                        + REST);
        assertThat(text).contains("implements Collaborator {");
    }
}
