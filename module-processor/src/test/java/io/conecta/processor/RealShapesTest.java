package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sense in, not a word out: what people pool, combined at random, compiles under {@code -Xlint:all -Werror}. The shapes are those of
 * drivers, clients and parsers: what they are created from, what they throw, how one asks whether they live and how they end. A
 * hundred mutants by default, {@code -Dconecta.mutants=1000} for the thousand, {@code -Dconecta.mutation.seed} for others.
 */
class RealShapesTest {
    private static final int MUTANTS = Integer.getInteger("conecta.mutants", 100);
    private static final int BATCH = 50;

    /** Clients that are no part of the JDK, as far as a pool sees them. */
    private static final String API = """
            package client;

            import java.io.IOException;
            import java.util.List;
            import java.util.concurrent.CompletionStage;

            public final class Api {
                private Api() {}
                public interface JmsSession extends AutoCloseable { boolean getTransacted() throws IOException; @Override void close() throws IOException; }
                public static class FtpClient {
                    public boolean sendNoOp() throws IOException { return true; }
                    public void disconnect() throws IOException {}
                }
                public static final class FtpsClient extends FtpClient {}
                public interface SshSession { boolean isConnected(); void sendKeepAliveMsg() throws Exception; void disconnect(); }
                public interface SmtpTransport extends AutoCloseable { boolean isConnected(); @Override void close(); }
                public interface RedisConnection<K, V> extends AutoCloseable { boolean isOpen(); CompletionStage<V> get(K key); @Override void close(); }
                public interface Document { Object get(Object key); }
                public interface MongoCollection<T> { List<? super T> find(Class<? extends T> type); }
                public interface Codec<K, V> { K key(V value); }
                public abstract static class Channel { public abstract Channel shutdownNow(); public abstract boolean isTerminated(); }
                public interface Observer<T extends Comparable<T>> { void onNext(T value); }
                public enum Security { NONE, STARTTLS, @Deprecated SSL3 }
            }
            """;

    /** A type, parameters (with a default after "="), exceptions, a ping of {@code c} and a close of it. */
    private record Shape(String type, String parameters, String thrown, String ping, String close) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    "java.sql.Connection",
                    "String url; String user; String password; javax.sql.DataSource source; int timeout=5",
                    "java.sql.SQLException",
                    "return c.isValid(5)",
                    "c.close()"),
            new Shape(
                    "java.sql.PreparedStatement",
                    "javax.sql.DataSource source; String sql=select 1; int resultSetType=1003",
                    "java.sql.SQLException",
                    "return !c.isClosed()",
                    "c.close()"),
            new Shape(
                    "Api.JmsSession",
                    "boolean transacted=true; int acknowledgeMode=1; Runnable onClose; String... queues",
                    "IOException, InterruptedException",
                    "return c.getTransacted()",
                    "c.close()"),
            new Shape(
                    "javax.naming.ldap.LdapContext",
                    "java.net.URI url=ldap://localhost:389; String bindDn; String bindPassword; Api.Security security=NONE",
                    "javax.naming.NamingException",
                    "c.getNameInNamespace()",
                    "c.close()"),
            new Shape(
                    "Api.SmtpTransport",
                    "String host=localhost; int port=25; Api.Security security=SSL3; Duration timeout=1m30s",
                    "IOException",
                    "return c.isConnected()",
                    "c.close()"),
            new Shape(
                    "Api.FtpClient",
                    "java.net.InetAddress host; int port=21; String user=anonymous; boolean passive=true; char typ=I",
                    "java.net.SocketException, IOException",
                    "return c.sendNoOp()",
                    "c.disconnect()"),
            new Shape("Api.FtpsClient", "long limit=-1; Integer port", "", "c.sendNoOp()", "c.disconnect()"),
            new Shape(
                    "Api.SshSession",
                    "Path identity; java.util.List<String> algorithms; Duration keepAlive=off; short window=7",
                    "Exception",
                    "c.sendKeepAliveMsg()",
                    "c.disconnect()"),
            new Shape(
                    "Api.RedisConnection<String, String>",
                    "java.net.URI uri; Api.Codec<String, String> codec; Duration timeout=2s",
                    "",
                    "return c.isOpen()",
                    "c.close()"),
            new Shape(
                    "Api.RedisConnection<? extends CharSequence, byte[]>",
                    "Api.Codec<? super String, byte[]> codec; double ratio=0.75; float load=.5",
                    "java.util.concurrent.TimeoutException",
                    "return c.isOpen()",
                    "c.close()"),
            new Shape(
                    "Api.MongoCollection<Api.Document>",
                    "String database; Class<? extends Api.Document> type; byte level=3",
                    "",
                    "c.find(Api.Document.class)",
                    ""),
            new Shape(
                    "Api.Channel",
                    "String target; java.util.concurrent.Executor executor; Api.Observer<String> observer; long keepAlive=30",
                    "",
                    "return !c.isTerminated()",
                    "c.shutdownNow()"),
            new Shape(
                    "java.net.Socket",
                    "java.net.InetAddress host=localhost; int port; javax.net.SocketFactory factory",
                    "IOException",
                    "return c.isConnected()",
                    "c.close()"),
            new Shape(
                    "javax.xml.parsers.DocumentBuilder",
                    "boolean validating=false; org.xml.sax.EntityResolver resolver",
                    "javax.xml.parsers.ParserConfigurationException",
                    "return c.isNamespaceAware()",
                    "c.reset()"),
            new Shape("java.util.regex.Matcher", "String pattern=a\\\\d+; int flags=0", "", "c.pattern()", ""),
            new Shape("java.util.Map.Entry<String, java.util.List<int[]>>", "String key", "", "c.getKey()", ""));

    private final Random random = new Random(Long.getLong("conecta.mutation.seed", 20260101L));

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String parameters(Shape shape) {
        List<String> kept = new ArrayList<>();
        for (String one : shape.parameters().split("; ", -1)) {
            String[] parts = one.split("=", 2);
            String plain = parts[0];
            String name = plain.substring(plain.lastIndexOf(' ') + 1);
            if (oneIn(4)) {
                continue;
            }
            List<String> setting = new ArrayList<>();
            if (parts.length > 1 && !oneIn(3)) {
                setting.add("defaultValue = \"" + parts[1] + "\"");
            }
            if (oneIn(6)) {
                setting.add("name = \"" + name + ".key\"");
            }
            if (oneIn(6)) {
                setting.add("description = \"what it is for: <b> & \\\"c\\\"\"");
            }
            kept.add((setting.isEmpty() && oneIn(2) ? "" : "@Setting(" + String.join(", ", setting) + ") ")
                    + any("", "", "final ")
                    + plain);
        }
        boolean isVarArgs = !kept.isEmpty() && kept.get(kept.size() - 1).contains("...");
        if (oneIn(5)) {
            kept.add(isVarArgs ? 0 : kept.size(), "X extra");
        }
        return String.join(", ", kept);
    }

    private String options(int number) {
        List<String> options = new ArrayList<>();
        if (oneIn(3)) {
            options.add("poolType = \"" + any("Sessions", "Some", "Pool", "Duration", "Api") + number + any("", "Pool")
                    + "\"");
        }
        if (oneIn(3)) {
            options.add(any("maxSize = 4", "maxLifetime = \"30m\"", "pingIdleAfter = \"0s\"", "name = \"a.b-c\""));
        }
        return options.isEmpty() ? "" : "(" + String.join(", ", options) + ")";
    }

    private String factory(Shape shape, int number) {
        String parameters = parameters(shape);
        String variables =
                parameters.contains("X extra") ? any("<X extends Runnable> ", "<X extends AutoCloseable> ") : "";
        String thrown = shape.thrown().isEmpty() ? "" : " throws " + shape.thrown();
        return "    @Pooled" + options(number) + "\n    " + any("", "public ", "protected ") + "static " + variables
                + shape.type() + " open" + number + "(" + parameters + ")" + thrown
                + " { throw new IllegalStateException(); }\n";
    }

    private String hooks(Shape shape) {
        boolean isVoid = !shape.ping().startsWith("return");
        String body = "(" + shape.type() + " c" + any("", ", int failures") + ") throws Exception { " + shape.ping()
                + "; }\n";
        return "    @Ping " + any("", "public ") + "static " + (isVoid ? "void" : "boolean") + " ping" + body
                + (shape.close().isEmpty() || oneIn(3)
                        ? ""
                        : "    @Destroy static void close(" + any("final ", "") + shape.type()
                                + " c) throws Exception { " + shape.close() + "; }\n")
                + any("", "    @Prepare static void ready(Object any) {}\n");
    }

    /** A class of one's own around a client. */
    private String wrapper(Shape shape, int number) {
        String parameters = parameters(shape).replace("X extra", "AutoCloseable extra");
        String thrown = shape.thrown().isEmpty() ? "" : " throws " + shape.thrown();
        boolean isVoid = !shape.ping().startsWith("return");
        return "    @Pooled" + options(number) + "\n    " + any("", "public ") + "static " + any("", "final ")
                + "class Own" + number
                + any("", " implements Checked") + " {\n        private " + shape.type() + " c;\n        "
                + any("", "@New ")
                + "Own" + number + "(" + parameters + ")" + thrown + " {}\n"
                + "        @Override @Ping public " + (isVoid ? "void" : "boolean") + " alive() throws Exception { "
                + shape.ping() + "; }\n        " + any("", "@Reset ") + "void clear() { c = null; }\n    }\n";
    }

    private String unit(int number) {
        StringBuilder body = new StringBuilder();
        Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
        body.append(factory(shape, 1)).append(hooks(shape));
        for (int i = 2; i < 4; i++) {
            Shape other = SHAPES.get(random.nextInt(SHAPES.size()));
            boolean isVoid = !other.ping().startsWith("return");
            String own = wrapper(other, i);
            body.append(
                    own.contains("implements Checked")
                            ? own.replace("Checked", isVoid ? "Told" : "Checked")
                            : own.replace("@Override ", ""));
        }
        return """
                package pNUMBER;

                import client.Api;
                import io.conecta.annotation.*;
                import java.io.IOException;
                import java.nio.file.Path;
                import java.time.Duration;

                ACCESSfinal class Clients {
                    private Clients() {}
                    interface Checked { @Ping boolean alive() throws Exception; @Destroy default void end() throws IOException {} }
                    interface Told { @Ping void alive() throws Exception; }
                BODY}
                """.replace("NUMBER", String.valueOf(number))
                .replace("ACCESS", any("", "public "))
                .replace("BODY", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac", "ecj"})
    void whatPeoplePoolCompilesInSilence(String name) {
        JavaCompiler compiler = name.equals("ecj") ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
        int generated = 0;
        for (int from = 0; from < MUTANTS; from += BATCH) {
            Compilation compilation = new Compilation().compiler(compiler).source("client/Api.java", API);
            if (name.equals("ecj")) {
                compilation.withoutLint().option("--release", "17", "-proceedOnError");
            } else {
                compilation.option("--release", "17", "-Xlint:-options,-processing");
            }
            for (int i = from; i < Math.min(MUTANTS, from + BATCH); i++) {
                compilation.source("p" + i + "/Clients.java", unit(i));
            }
            Compilation seeing = switch (from / BATCH % 4) {
                case 1 -> compilation.withMicroProfile();
                case 3 -> compilation;
                default -> compilation.withOsgi();
            };
            var result = seeing.run();
            List<String> said = result.diagnostics().stream()
                    .filter(diagnostic -> name.equals("javac") || isOfInterest(diagnostic))
                    .map(diagnostic -> (diagnostic.getSource() == null
                                    ? ""
                                    : diagnostic.getSource().toUri()) + " " + Compilation.Result.line(diagnostic))
                    .filter(line -> !line.contains(" NOTE "))
                    .collect(Collectors.toList());
            assertThat(said).as("seed of batch " + from).isEmpty();
            assertThat(result.success()).isTrue();
            generated += (int) result.files().keySet().stream()
                    .filter(file -> file.endsWith("Provider.java"))
                    .count();
        }
        assertThat(generated).isEqualTo(3 * MUTANTS);
    }

    /** ECJ has an opinion on the style of the sources, too; what counts is what it says of generated ones. */
    private static boolean isOfInterest(javax.tools.Diagnostic<? extends javax.tools.JavaFileObject> diagnostic) {
        return diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR
                || (diagnostic.getSource() != null
                        && diagnostic.getSource().toUri().getPath().contains("/generated/"));
    }
}
