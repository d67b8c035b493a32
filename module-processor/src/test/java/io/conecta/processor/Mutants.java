package io.conecta.processor;

/** Annotated classes at random, strange ones and wrong ones, but for accidents each of them Java. */
final class Mutants extends MutantWords {
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
            String type = type(hasVariable);
            if (tame && oneIn(3) && !fitting(type).isEmpty()) {
                setting = "@Setting(name = \"k." + i + "\", defaultValue = \"" + fitting(type) + "\") ";
            }
            String dots = i == count - 1 && oneIn(6) ? "..." : "";
            if (setting.isEmpty() && oneIn(tame ? 4 : 12) && (!tame || (dots.isEmpty() && fitsAsKey(type)))) {
                setting = "@Key ";
            }
            list.append(list.isEmpty() ? "" : ", ")
                    .append(setting)
                    .append(oneIn(8) && !(tame && setting.equals("@Key ")) ? nullable(type) : type)
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

    /** What its author says of the parameters, well or badly. */
    private String javadoc() {
        return any(
                "",
                "",
                "",
                "/** @param p0 */ ",
                "/** Makes it.\n @param p0 a {@code List<String>} & <b>more\n @param p1 {@link #end there}, @Ping\n @param <X> any */ ",
                "/** @param p0 {@code {@link x}} {@literal @}\n @param p1 {@code a\n @param b }\n @param p2 {@link */ ");
    }

    /** A method that makes something with type arguments, whose hooks may be those of the class. */
    private String factory(int number) {
        return "    " + javadoc()
                + any(
                        "@Pooled ",
                        "@Pooled(poolType = \"Made" + number + "\") ",
                        "@Pooled(poolType = \"Made" + number + "Pool\") ")
                + "static "
                + any(
                        "java.util.List<String>",
                        "java.util.Map<String, int[]>",
                        "java.util.Map.Entry<String, ?>",
                        "java.util.function.Supplier<? super Integer[]>",
                        "Base<String>",
                        "Base<? extends Nested.Deep>",
                        "java.util.List<java.util.List<Level>[]>")
                + " made(" + parameters("", false) + ")" + throwing("") + " { throw new IllegalStateException(); }";
    }

    private String constructor(String self) {
        String variables = typeParameters();
        return "    " + javadoc()
                + any("", "@New ", "@New ", "@New ", "@New private ").replace("private ", oneIn(3) ? "private " : "")
                + variables
                + self + "(" + parameters("", variables.contains("X")) + ")" + throwing(variables) + " { }";
    }

    /** Options, and a name of the user's own for the pool. */
    private String named(String options, int number) {
        if (!oneIn(4)) {
            return options;
        }
        String name = tame
                ? any(
                        "Sessions" + number,
                        "Some" + number + "Pool",
                        "Pool" + number,
                        "Gr\u00f6\u00dfe" + number,
                        "_" + number)
                : any(
                        "",
                        "Pool",
                        "NewFunc",
                        "PoolFuncs",
                        "var",
                        "int",
                        "a.b",
                        "1x",
                        "Outer" + number,
                        "C" + number,
                        "C" + number + "Pool",
                        "String",
                        "Pooled",
                        "Override");
        String attribute = "poolType = \"" + name + "\"";
        return options.isEmpty() ? "(" + attribute + ")" : options.replaceFirst("\\(", "(" + attribute + ", ");
    }

    private String options() {
        return oneIn(2)
                ? ""
                : any(
                        "(maxSize = 4)",
                        "(maxSize = -4)",
                        "(maxTotal = 4, keyIdleTimeout = \"5m\")",
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

    /** The methods of an interface whose type parameter is A, and as a class implements it that says String. */
    private String[] face() {
        StringBuilder declared = new StringBuilder();
        StringBuilder implemented = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            String variables =
                    any("", "", "", "<X> ", "<X extends Number> ", "<X extends Comparable<X>> ", "<X, Y extends X> ");
            StringBuilder list = new StringBuilder();
            int count = random.nextInt(4);
            for (int j = 0; j < count; j++) {
                String type = faceType(variables.contains("X"));
                list.append(j == 0 ? "" : ", ")
                        .append(oneIn(8) ? "@Nullable " : oneIn(8) ? "final " : "")
                        .append(oneIn(8) ? nullable(type) : type)
                        .append(j == count - 1 && oneIn(5) ? "..." : "")
                        .append(' ')
                        .append(name("p", j));
            }
            String returned = oneIn(3) ? "void" : faceType(variables.contains("X"));
            String thrown = any(
                    "",
                    "",
                    "",
                    " throws Exception",
                    " throws InterruptedException, java.io.IOException",
                    " throws Throwable");
            String method = variables + returned + " "
                    + (tame
                            ? any("m", "send", "lease", "pool", "result") + i
                            : any("m" + i, "m" + i, "send", "pool" + i, "lease", "close", "name", "toString" + i))
                    + "(" + list
                    + ")" + thrown;
            boolean isDefault = oneIn(4);
            declared.append(isDefault ? "default " : "")
                    .append(method)
                    .append(isDefault ? " { throw new IllegalStateException(); }\n" : ";\n");
            if (!isDefault || oneIn(2)) {
                implemented
                        .append("    public ")
                        .append(method.replaceAll("\\bA\\b", "String"))
                        .append(" { throw new IllegalStateException(); }\n");
            }
        }
        return new String[] {declared.toString(), implemented.toString()};
    }

    /** A type that can be seen outside the class. */
    private String faceType(boolean hasVariable) {
        if (oneIn(4)) {
            return any(
                    "A",
                    "A[]",
                    "java.util.List<? extends A>",
                    "Top",
                    "Face<A>",
                    "java.io.InputStream",
                    "java.util.Map<A, ? super A[]>");
        }
        String type = type(hasVariable);
        return type.matches(".*\\b(Hidden|Nested|Level)\\b.*") ? "Inner" : type;
    }

    /** The interface as a façade, or something else that is none. */
    private String withFacade(String options) {
        String attribute = "facade = "
                + (tame || oneIn(2)
                        ? "Face.class"
                        : any(
                                "Top.class",
                                "Shut.class",
                                "Marked.class",
                                "int.class",
                                "Base.class",
                                "java.util.List.class",
                                "void.class",
                                "Nullable.class"));
        return options.isEmpty() ? "(" + attribute + ")" : options.replaceFirst("\\(", "(" + attribute + ", ");
    }

    /** The interfaces of a source file, besides those that are the same in all. */
    private String interfaces = "";

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
        boolean hasFacade = (isClass || header.equals("record")) && oneIn(4);
        String[] face = face();
        interfaces = "interface Face<A> extends Top, Open {\n" + face[0] + "}\n";
        String named = named(
                tame ? any("", "(maxUses = 1 + 1, strict = !true)", "(borrowTimeout = CONST)") : options(), number);
        StringBuilder text = new StringBuilder("@Pooled")
                .append(hasFacade ? withFacade(named) : named)
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
        boolean implementsFace = hasFacade && (tame || !oneIn(8));
        text.append(closeable ? any(" implements AutoCloseable", " implements Marked, AutoCloseable") : "")
                .append(implementsFace ? (closeable ? ", " : " implements ") + "Face<String>" : "")
                .append(" {\n")
                .append(implementsFace ? face[1] : "")
                .append(header.equals("enum") ? "    A, B;\n" : "")
                .append(isInterface ? "    class Hidden {}\n" : "    private static class Hidden {}\n")
                .append("    static class Nested { static class Deep {} }\n    enum Level { LOW, HIGH }\n")
                .append(isClass && !oneIn(3) ? constructor(self) + "\n" : "");
        text.append(tame ? tameHooks(self) + "\n" : "");
        text.append(!isInterface && oneIn(4) ? factory(number) + "\n" : "");
        for (int i = tame || header.equals("@interface") ? 0 : random.nextInt(4); i > 0; i--) {
            text.append(method(self, i, isInterface)).append('\n');
        }
        text.append(closeable ? "    @Override public void close() {}\n" : "");
        return text.append("}\n").toString();
    }

    /** {@return a source file with an annotated class in it} */
    String unit(int number) {
        String nested = classText(number);
        return """
                package fuzz;
                import io.conecta.annotation.*;
                ACCESSclass OuterNUMBER {
                static final String CONST = "5s";
                class Inner {}
                @interface Nullable {}
                interface Typed { @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface Nullable {} }
                interface Marked { @Ping default boolean marked() { return true; } @Destroy static void end(Marked m) {} }
                static abstract class Base<X> { @Ping protected X based() { return null; } @Reset void clear(int... x) {} @Prepare static void go(Base<?> b) {} }
                interface Top { default Object top(int... x) throws Exception { return null; } }
                sealed interface Shut permits Open {}
                non-sealed interface Open extends Shut {}
                INTERFACESNESTED}
                class Pool {}
                class NewFunc { public static NewFunc of(CharSequence text) throws Exception { return null; } }
                class Duration {}
                """.replace("ACCESS", any("", "public "))
                .replace("NUMBER", String.valueOf(number))
                .replace("NESTED", nested)
                .replace("INTERFACES", interfaces);
    }
}
