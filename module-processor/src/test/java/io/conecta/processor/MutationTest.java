package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.validate.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Nonsense in, sense out: a thousand annotated classes, mutated at random. Each gives generated code that compiles, or an error with
 * a known id at the user's own line, or is no Java to begin with.
 */
class MutationTest {
    private static final int CLASSES = 1_000;

    private static final Set<String> IDS =
            Arrays.stream(Problem.values()).map(Problem::id).collect(Collectors.toSet());

    private final Random random = new Random(Long.getLong("conecta.mutation.seed", 20260101L));

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** Whether the mutant at hand is strange, but right. */
    private boolean tame;

    private String type(boolean hasVariable) {
        String type = any(
                "int",
                "long",
                "char",
                "boolean",
                "byte",
                "double",
                "Integer",
                "Boolean",
                "String",
                "Object",
                "String[]",
                "int[]",
                "int[][]",
                "java.util.List<String>",
                "java.util.List<? extends Number>",
                "java.util.List<String>[]",
                "java.util.Map<String, int[]>",
                "java.time.Duration",
                "java.nio.file.Path",
                "java.net.URI",
                "java.net.InetAddress",
                "Class<?>",
                "Class<? extends Number>",
                "Class<Runnable>",
                "Class<? super Integer>",
                "Class<? extends java.util.List<String>>",
                "Class",
                "java.util.List",
                "Thread.State",
                "java.util.Map.Entry<String, ?>",
                "Runnable",
                "java.util.Optional<String>",
                "java.time.LocalDate",
                "java.util.UUID",
                "X",
                "X[]",
                "java.util.List<X>",
                "Class<? extends X>",
                "NewFunc",
                "Pool",
                "Duration",
                "Hidden",
                "Nested",
                "Nested.Deep",
                "Level",
                "Inner",
                "java.util.Locale",
                "java.util.function.Supplier<? super Integer[]>",
                "@Deprecated Void",
                "Comparable<Comparable<String>>");
        if (tame && type.equals("Hidden")) {
            return "Nested";
        }
        return hasVariable ? type : type.replaceAll("\\bX\\b", "Number");
    }

    private String name(String prefix, int i) {
        return oneIn(4)
                ? (tame ? "_" : "")
                        + any(
                                "configuration",
                                "properties",
                                "object",
                                "failures",
                                "newFunc",
                                "name",
                                "maxSize",
                                "pool",
                                "settings",
                                "java",
                                "io",
                                "type",
                                "builder",
                                "create",
                                "record",
                                "$",
                                "_x",
                                "gr\u00f6\u00dfe",
                                "DEFAULTS",
                                "check",
                                "named")
                        + (oneIn(2) && i == 0 ? "" : String.valueOf(i))
                : prefix + i;
    }

    private String parameters(String first, boolean hasVariable) {
        StringBuilder list = new StringBuilder(first);
        int count = oneIn(4) ? random.nextInt(14) : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String setting = oneIn(4) && !tame
                    ? any(
                            "@Setting ",
                            "@Setting(name = \"k" + i + "\") ",
                            "@Setting(name = \"\") ",
                            "@Setting(name = \"pool.x\") ",
                            "@Setting(defaultValue = \"1\") ",
                            "@Setting(defaultValue = \"\\\\ \\\" \\u20ac \\n\", description = \"<a> & \\\"b\\\"\") ")
                    : oneIn(8) ? "@Nullable " : oneIn(8) ? "final " : "";
            String dots = i == count - 1 && oneIn(6) ? "..." : "";
            list.append(list.isEmpty() ? "" : ", ")
                    .append(setting)
                    .append(type(hasVariable))
                    .append(dots)
                    .append(' ')
                    .append(name("p", i));
        }
        return list.toString();
    }

    private String modifiers() {
        return any("", "", "", "public ", "protected ", "private ")
                + any("", "", "", "static ", "final ", "static final ", "synchronized ");
    }

    private String typeParameters() {
        return any(
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "<X> ",
                "<X extends Number> ",
                "<X extends Comparable<X>> ",
                "<X, Y extends X> ",
                "<X extends Number & Runnable> ",
                "<X extends Exception> ",
                "<Unused> ");
    }

    private String throwing(String typeParameters) {
        return any(
                        "",
                        "",
                        "",
                        " throws Exception",
                        " throws java.io.IOException, Error",
                        " throws Throwable",
                        " throws X")
                .replace(typeParameters.contains("X extends Exception") ? "Y" : " throws X", "");
    }

    private String body(String result) {
        return result.equals("void") ? "{ }" : "{ throw new IllegalStateException(); }";
    }

    /** Hooks that are right, one for each role at most. */
    private String tameHooks(String self) {
        return (any(
                                "",
                                "@Ping boolean NAME() BODY",
                                "@Ping void NAME(int n) throws Exception BODY",
                                "@Ping <X extends Error> void NAME() throws X BODY",
                                "@Ping static boolean NAME(SELF s, int n) BODY",
                                "@Ping static <X> void NAME(X o) BODY")
                        + "\n"
                        + any("", "@Destroy void NAME() BODY", "@Destroy static void NAME(Object s) BODY") + "\n"
                        + any("", "@Prepare public final void NAME() BODY", "@Prepare static void NAME(SELF s) BODY")
                        + "\n"
                        + any("", "@Reset @Deprecated protected void NAME() BODY"))
                .replace("BODY", "{ throw new IllegalStateException(); }")
                .replace("NAME() {", name("m", 1) + "() {")
                .replaceAll("NAME", name("n", 1).replace("$", "n"))
                .replace("SELF", self);
    }

    private String method(String self, int i, boolean inInterface) {
        String variables = typeParameters();
        boolean hasVariable = variables.contains("X");
        String result = oneIn(4) ? type(hasVariable) : any("void", "boolean", "SELF", "void", "boolean");
        String annotations = any(
                "@Ping ",
                "@Ping ",
                "@Destroy ",
                "@Destroy ",
                "@Prepare ",
                "@Reset ",
                "@New ",
                "@New @Ping ",
                "@Pooled ",
                "@Deprecated @Ping ");
        String modifiers = inInterface ? any("default ", "static ") : modifiers();
        if (oneIn(2) && annotations.contains("New") && !inInterface) {
            modifiers = "static ";
            result = "SELF";
        }
        boolean isStatic = modifiers.contains("static");
        String first = oneIn(3) || (isStatic && !annotations.contains("New"))
                ? any("SELF s", "SELF s", "SELF s", "Object o", hasVariable ? "X x" : "Object x", "final SELF me")
                : "";
        String parameters = annotations.contains("New") || annotations.contains("Pooled") || oneIn(6)
                ? parameters(annotations.contains("New") ? "" : first, hasVariable)
                : first + (first.isEmpty() && oneIn(3) ? "int n" : "");
        return ("    " + annotations + modifiers + variables + result + " " + name("m", i) + i + "(" + parameters + ")"
                        + throwing(variables) + " " + body(result))
                .replace("SELF", self);
    }

    private String constructor(String self) {
        String variables = typeParameters();
        return "    "
                + any("", "@New ", "@New ", "@New ", "@New private ").replace("private ", oneIn(3) ? "private " : "")
                + variables
                + self + "(" + parameters("", variables.contains("X")) + ")" + throwing(variables) + " { }";
    }

    private String options() {
        return oneIn(2)
                ? ""
                : any(
                        "(maxSize = 4)",
                        "(maxSize = -4)",
                        "(maxSize = Integer.MAX_VALUE, name = \"a\\\"b\\\\\")",
                        "(scanInterval = \"1h30m\", pingIdleAfter = \"0s\")",
                        "(scanInterval = \"\")",
                        "(minIdle = 4, maxSize = 2)",
                        "(idleTimeout = \"9223372036854775807s\")",
                        "(idleTimeout = \"1ns\", maxLifetime = \"PT0.001S\")",
                        "(reclaimLeaked = true)",
                        "(name = \"\")",
                        "(maxUses = 1 + 1, failFast = !true)",
                        "(borrowTimeout = CONST)");
    }

    private String classText(int number) {
        String self = "C" + number + any("", "", "", "Pool", "Funcs", "_D", "$E");
        tame = number % 2 == 0;
        String header = tame
                ? any("class", "record", "final class")
                : any(
                        "class",
                        "class",
                        "class",
                        "class",
                        "class",
                        "class",
                        "class",
                        "class",
                        "class",
                        "record",
                        "record",
                        "enum",
                        "interface",
                        "@interface",
                        "abstract class",
                        "final class");
        boolean isClass = header.endsWith("class");
        boolean isInterface = header.endsWith("interface");
        StringBuilder text = new StringBuilder("@Pooled")
                .append(tame ? any("", "(maxUses = 1 + 1, failFast = !true)", "(borrowTimeout = CONST)") : options())
                .append(' ')
                .append(any("", "", "", "public ", "protected ", oneIn(3) && !tame ? "private " : ""))
                .append(any("static ", "static ", "static ", "static ", oneIn(3) && !tame ? "" : "static "))
                .append(header)
                .append(' ')
                .append(self)
                .append(isClass && !tame && oneIn(12) ? "<T>" : "")
                .append(header.equals("record") ? "(" + parameters("", false) + ")" : "")
                .append(
                        isClass && oneIn(4)
                                ? any(" extends Base<String>", " extends Base<Boolean>", " extends Thread")
                                : "");
        boolean closeable = !isInterface && oneIn(4);
        text.append(closeable ? any(" implements AutoCloseable", " implements Marked, AutoCloseable") : "")
                .append(" {\n")
                .append(header.equals("enum") ? "    A, B;\n" : "")
                .append(isInterface ? "    class Hidden {}\n" : "    private static class Hidden {}\n")
                .append("    static class Nested { static class Deep {} }\n    enum Level { LOW, HIGH }\n")
                .append(isClass && !oneIn(3) ? constructor(self) + "\n" : "");
        text.append(tame ? tameHooks(self) + "\n" : "");
        for (int i = tame || header.equals("@interface") ? 0 : random.nextInt(4); i > 0; i--) {
            text.append(method(self, i, isInterface)).append('\n');
        }
        text.append(closeable ? "    @Override public void close() {}\n" : "");
        return text.append("}\n").toString();
    }

    private String unit(int number) {
        return """
                package fuzz;
                import io.conecta.annotation.*;
                ACCESSclass OuterNUMBER {
                static final String CONST = "5s";
                class Inner {}
                @interface Nullable {}
                interface Marked { @Ping default boolean marked() { return true; } @Destroy static void end(Marked m) {} }
                static abstract class Base<X> { @Ping protected X based() { return null; } @Reset void clear(int... x) {} @Prepare static void go(Base<?> b) {} }
                NESTED}
                class Pool {}
                class NewFunc { public static NewFunc of(CharSequence text) throws Exception { return null; } }
                class Duration {}
                """.replace("ACCESS", any("", "public "))
                .replace("NUMBER", String.valueOf(number))
                .replace("NESTED", classText(number));
    }

    @Test
    void aThousandMutants() throws IOException {
        int compiled = 0;
        int refused = 0;
        int noJava = 0;
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null)) {
            for (int i = 0; i < CLASSES; i++) {
                String text = unit(i);
                Compilation.Result result = compilation(text, i, files).run();
                boolean isOurs = result.diagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .allMatch(
                                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[CON"));
                boolean isJava = isOurs
                        || compilation(text, i, files)
                                .processors()
                                .option("-proc:none")
                                .run()
                                .success();
                check(text, result, isJava);
                if (result.success()) {
                    compiled++;
                } else if (isJava) {
                    refused++;
                } else {
                    noJava++;
                }
            }
        }
        assertThat(List.of(compiled, refused, noJava))
                .as("generated, refused, no Java")
                .satisfies(
                        counts -> assertThat(counts.get(0)).isGreaterThan(CLASSES / 5),
                        counts -> assertThat(counts.get(1)).isGreaterThan(CLASSES / 5),
                        counts -> assertThat(counts.get(2)).isLessThan(CLASSES / 3));
    }

    private static Compilation compilation(String text, int number, StandardJavaFileManager files) {
        Compilation compilation =
                new Compilation().withoutLint().files(files).source("fuzz/Outer" + number + ".java", text);
        return number % 2 == 0 ? compilation.withOsgi() : compilation;
    }

    /** No failure of the processor, no error in a generated file, and what is Java fails for a known reason only. */
    private static void check(String text, Compilation.Result result, boolean isJava) {
        List<Diagnostic<? extends JavaFileObject>> errors = result.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .collect(Collectors.toList());
        for (Diagnostic<? extends JavaFileObject> error : errors) {
            String line = Compilation.Result.line(error);
            String id = line.replaceAll("(?s).*\\[(CON\\d+)\\].*", "$1");
            assertThat(id).as(text + "\n" + line).isNotEqualTo(Problem.BUG.id());
            if (error.getSource() != null) {
                assertThat(error.getSource().getName())
                        .as(text + "\n" + line + "\n" + result.generated())
                        .contains("Outer");
            }
            if (isJava) {
                assertThat(IDS)
                        .as(text + "\n" + line + "\n" + result.generated())
                        .contains(id);
            }
        }
    }
}
