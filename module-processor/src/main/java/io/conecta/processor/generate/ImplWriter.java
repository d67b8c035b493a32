package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Role;
import java.util.List;

/**
 * Writes the part of {@code SessionPoolProvider} that is the typed pool's implementation: the builder with all hooks, and the class
 * behind the interface. It has no file of its own, since the compiler's price for generated code is by the file.
 */
final class ImplWriter {
    private ImplWriter() {}

    static void write(Blueprint blueprint, JavaFile file) {
        String pool = blueprint.names().pool();
        String builder = Core.BUILDER.of(blueprint, file, pool);
        String funcs = blueprint.names().funcs();
        String impl = pool + "Impl";
        file.blank()
                .doc(
                        "    ",
                        "Starts the construction of a pool with the annotated hooks and options.",
                        List.of("@param newFunc creates the objects", "@return the builder"))
                .line("    static " + builder + " start(" + Core.given(blueprint, file) + " newFunc) {")
                .line("        return new " + builder + "(newFunc, " + impl + "::new)")
                .line("                .settings(" + pool + ".DEFAULTS)");
        hook(file, blueprint, Role.PING, funcs, "pingFunc");
        hook(file, blueprint, Role.PREPARE, funcs, "prepareFunc");
        hook(file, blueprint, Role.RESET, funcs, "resetFunc");
        hook(file, blueprint, Role.DESTROY, funcs, "closeFunc");
        file.endStatement()
                .line("    }")
                .blank()
                .doc("    ", "The pool behind {@link " + pool + "}.")
                .line("    private static final class " + impl + " extends "
                        + Core.FORWARDING.of(blueprint, file) + " implements " + pool
                        + " {");
        FacadeMember.begin(blueprint, file, "        ");
        file.line("        private " + impl + "(" + Core.POOL.of(blueprint, file) + " pool) {")
                .line("            super(pool);")
                .line("        }");
        FacadeMember.end(blueprint, file, "        ");
        file.line("    }");
    }

    private static void hook(JavaFile file, Blueprint blueprint, Role role, String funcs, String name) {
        if (blueprint.hook(role) != null) {
            file.line("                ." + name + "(" + funcs + "." + name + "())");
        }
    }
}
