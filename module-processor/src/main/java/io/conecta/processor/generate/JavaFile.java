package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Key;
import io.conecta.processor.model.ParameterReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One source file in the making: text whose types are named through {@link Imports}. */
final class JavaFile {
    /** Lines longer than this are folded. */
    private static final int WIDTH = 120;

    /** A link with type arguments. */
    private static final Pattern LINK = Pattern.compile("(\\{@link [^<}]*)<[^}]*>}");

    private final Blueprint blueprint;
    private final String simpleName;
    private final Imports imports;
    private final StringBuilder body = new StringBuilder();
    private final Set<String> lint = new TreeSet<>();

    JavaFile(Blueprint blueprint, String simpleName) {
        this.blueprint = blueprint;
        this.simpleName = simpleName;
        this.imports = new Imports(blueprint);
    }

    String qualifiedName() {
        return blueprint.names().qualified(simpleName);
    }

    Imports imports() {
        return imports;
    }

    /** Shorthand for {@link Imports#use(String)}. */
    String use(String qualified) {
        return imports.use(qualified);
    }

    /** {@return what is pooled} */
    String type() {
        return imports.use(blueprint.type());
    }

    /** {@return by what objects are asked for; only where the pool has keys} */
    String keyType() {
        Key key = Objects.requireNonNull(blueprint.key());
        return key.isRecord()
                ? imports.use(blueprint.names().qualified(blueprint.names().key()))
                : imports.use(new ParameterReader(blueprint.tools())
                        .boxed(key.parts().get(0).type()));
    }

    /** Notes that a conversion in this file is unchecked. */
    void isUnchecked() {
        suppress("unchecked");
    }

    /** Notes what the compiler would warn of in this file. */
    void suppress(String... names) {
        lint.addAll(List.of(names));
    }

    /** Annotates a method that hands on a varargs parameter whose type says more than an array can know. */
    void safeVarargs() {
        line("    @" + use("java.lang.SafeVarargs"));
        lint.add("varargs");
        isUnchecked();
    }

    JavaFile line(String text) {
        body.append(text).append('\n');
        return this;
    }

    /** Ends the last line with a semicolon. */
    JavaFile endStatement() {
        body.insert(body.length() - 1, ';');
        return this;
    }

    JavaFile blank() {
        return line("");
    }

    /** Adds {@code before + (items) + after}, one item a line if it is too long. */
    JavaFile call(String before, List<String> items, String after) {
        String flat = before + "(" + String.join(", ", items) + ")" + after;
        if (flat.length() <= WIDTH || items.isEmpty()) {
            return line(flat);
        }
        String indent = " ".repeat(before.length() - before.stripLeading().length() + 8);
        return line(before + "(\n" + indent + String.join(",\n" + indent, items) + ")" + after);
    }

    /** Adds a javadoc comment, folded if it is too long. */
    JavaFile doc(String indent, String words) {
        // A link is to a class, whatever its type arguments.
        String text = words.indexOf('<') < 0 ? words : LINK.matcher(words).replaceAll("$1}");
        if (indent.length() + text.length() + 8 <= WIDTH) {
            return line(indent + "/** " + text + " */");
        }
        return line(indent + "/**").folded(indent, text).line(indent + " */");
    }

    /** Adds a javadoc comment with block tags. */
    JavaFile doc(String indent, String text, List<String> tags) {
        line(indent + "/**").folded(indent, text).line(indent + " *");
        tags.forEach(tag -> folded(indent, tag));
        return line(indent + " */");
    }

    private JavaFile folded(String indent, String text) {
        StringBuilder row = new StringBuilder(indent + " *");
        for (String word : text.split(" ", -1)) {
            if (row.length() + 1 + word.length() > WIDTH) {
                line(row.toString());
                row = new StringBuilder(indent + " *");
            }
            row.append(' ').append(word);
        }
        return line(row.toString());
    }

    /** {@return the file} */
    @Override
    public String toString() {
        String head = head();
        String packageName = blueprint.names().packageName();
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + imports.declarations()
                + body.toString().replace(HEAD, head);
    }

    /** Where the type's annotations go; known only when its body is. */
    private static final String HEAD = "@HEAD@\n";

    /** Adds the annotations of the file's type. */
    JavaFile annotations() {
        if (blueprint.hasGenerated()) {
            use("javax.annotation.processing.Generated");
        }
        use("java.lang.SuppressWarnings");
        body.append(HEAD);
        return this;
    }

    private String head() {
        if (imports.hasRaw()) {
            lint.add("rawtypes");
        }
        List<String> suppressed = new ArrayList<>(blueprint.suppressed());
        suppressed.addAll(lint);
        StringBuilder head = new StringBuilder();
        if (blueprint.hasGenerated()) {
            head.append('@')
                    .append(use("javax.annotation.processing.Generated"))
                    .append("(\"io.conecta.processor.PoolProcessor\")\n");
        }
        if (!suppressed.isEmpty()) {
            String names = suppressed.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
            head.append('@')
                    .append(use("java.lang.SuppressWarnings"))
                    .append(suppressed.size() == 1 ? "(" + names + ")\n" : "({" + names + "})\n");
        }
        return head.toString();
    }
}
