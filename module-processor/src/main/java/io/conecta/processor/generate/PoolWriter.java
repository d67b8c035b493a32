package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.MapForm;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Sampling;
import java.util.List;
import java.util.Map;

/** Writes {@code SessionPool}: the typed pool. */
final class PoolWriter {
    private final Blueprint blueprint;
    private final JavaFile file;
    private final Creation creation;

    private PoolWriter(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.file = new JavaFile(blueprint, blueprint.names().pool());
        this.creation = new Creation(blueprint);
    }

    static JavaFile write(Blueprint blueprint) {
        return new PoolWriter(blueprint).write();
    }

    private JavaFile write() {
        String pool = blueprint.names().pool();
        file.doc("", (blueprint.key() == null ? "A pool of {@link " : "A pool by key of {@link ") + file.type() + "}.")
                .annotations()
                .line((blueprint.isPublic() ? "public " : "") + "interface " + pool + " extends "
                        + Core.POOL.of(blueprint, file) + " {");
        defaults();
        String typeParameters = creation.typeParameters(file.imports());
        file.blank()
                .doc(
                        "    ",
                        "Starts the construction of a pool whose objects come from " + creation.reference() + ".",
                        creation.tags(file.imports(), "the builder, for options"));
        safeVarargs();
        file.call(
                        "    static " + typeParameters + Core.BUILDER.of(blueprint, file, pool) + " builder",
                        creation.parameters(file.imports()),
                        " {")
                .call(
                        "        return " + blueprint.names().provider() + ".start("
                                + blueprint.names().funcs() + ".newFunc",
                        creation.arguments(),
                        ");")
                .line("    }")
                .blank()
                .doc(
                        "    ",
                        "Builds a pool, to be closed, whose objects come from " + creation.reference() + ".",
                        creation.tags(file.imports(), "the pool"));
        safeVarargs();
        file.call("    static " + typeParameters + pool + " create", creation.parameters(file.imports()), " {")
                .call("        return builder", creation.arguments(), ".build();")
                .line("    }");
        new ShortForm(blueprint, file).write();
        if (MapForm.obstacle(blueprint.creator(), blueprint.parameters(), blueprint.tools()) == null) {
            fromConfiguration(pool);
        }
        FacadeMember.declare(blueprint, file);
        return file.line("}");
    }

    private void fromConfiguration(String pool) {
        String keys = "@param configuration settings and options by key, as text or as what they are";
        String map = "(" + file.use("java.util.Map") + "<" + file.use("java.lang.String") + ", ?> configuration) {";
        file.blank()
                .doc(
                        "    ",
                        "Starts the construction of a pool from configuration.",
                        List.of(keys, "@return the builder, for options"))
                .line("    static " + Core.BUILDER.of(blueprint, file, pool) + " builder" + map)
                .line("        return new " + blueprint.names().provider() + "().builder(configuration);")
                .line("    }")
                .blank()
                .doc("    ", "Builds a pool, to be closed, from configuration.", List.of(keys, "@return the pool"))
                .line("    static " + pool + " create" + map)
                .line("        return builder(configuration).build();")
                .line("    }");
    }

    private void safeVarargs() {
        if (creation.hasUnsafeVarargs()) {
            file.safeVarargs();
        }
    }

    private void defaults() {
        String settings = Core.SETTINGS.raw(blueprint, file);
        file.doc("    ", "The options that {@code @Pooled} gives.")
                .line("    " + settings + " DEFAULTS = " + settings + ".defaults()");
        StringBuilder chain = new StringBuilder();
        for (Map.Entry<Option, Object> option : blueprint.options().entrySet()) {
            chain.append("\n            .")
                    .append(option.getKey().setter())
                    .append('(')
                    .append(literal(option.getKey(), option.getValue()))
                    .append(')');
        }
        file.line(chain.substring(1) + ";");
    }

    private String literal(Option option, Object value) {
        return switch (option.kind()) {
            case NAME, REFERENCE -> Literals.of(String.valueOf(value));
            case SAMPLE -> Literals.of(String.valueOf(Sampling.normal(String.valueOf(value))));
            case LIMIT ->
                value.equals(Integer.MAX_VALUE)
                        ? file.use("io.conecta.PoolSettings") + ".UNLIMITED"
                        : String.valueOf(value);
            case NUMBER, FLAG -> String.valueOf(value);
            case TIME -> Literals.duration(String.valueOf(value), file);
        };
    }
}
