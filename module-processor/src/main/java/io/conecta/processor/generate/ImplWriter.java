package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Role;

/** Writes {@code SessionPoolImpl}: the typed pool's implementation, and the builder with all hooks. */
final class ImplWriter {
    private ImplWriter() {}

    static JavaFile write(Blueprint blueprint) {
        JavaFile file = new JavaFile(blueprint, blueprint.names().impl());
        String pool = blueprint.names().pool();
        String impl = blueprint.names().impl();
        String funcs = blueprint.names().funcs();
        file.doc("", "The pool of {@link " + file.type() + "} behind {@link " + pool + "}.")
                .annotations()
                .line("final class " + impl + " extends " + file.use("io.conecta.ForwardingPool") + "<" + file.type()
                        + "> implements " + pool + " {")
                .line("    private " + impl + "(" + file.use("io.conecta.Pool") + "<" + file.type() + "> pool) {")
                .line("        super(pool);")
                .line("    }")
                .blank()
                .doc("    ", "Starts the construction of a pool with the annotated hooks and options.")
                .line("    static " + file.use("io.conecta.TypedPoolBuilder") + "<" + file.type() + ", " + pool
                        + "> builder(" + file.use("io.conecta.NewFunc") + "<? extends " + file.type() + "> newFunc) {")
                .line("        return new " + file.use("io.conecta.TypedPoolBuilder") + "<" + file.type() + ", " + pool
                        + ">(newFunc, " + impl + "::new)")
                .line("                .settings(DEFAULTS)");
        hook(file, blueprint, Role.PING, funcs, "pingFunc");
        hook(file, blueprint, Role.PREPARE, funcs, "prepareFunc");
        hook(file, blueprint, Role.RESET, funcs, "resetFunc");
        hook(file, blueprint, Role.DESTROY, funcs, "closeFunc");
        return file.endStatement().line("    }").line("}");
    }

    private static void hook(JavaFile file, Blueprint blueprint, Role role, String funcs, String name) {
        if (blueprint.hook(role) != null) {
            file.line("                ." + name + "(" + funcs + "." + name + "())");
        }
    }
}
