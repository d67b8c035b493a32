package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Hook;
import io.conecta.processor.model.Role;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Writes {@code SessionFuncs}: the adapters from annotated methods to the functions of a pool. */
final class FuncsWriter {
    private final Blueprint blueprint;
    private final JavaFile file;
    private final Creation creation;

    private FuncsWriter(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.file = new JavaFile(blueprint, blueprint.names().funcs());
        this.creation = new Creation(blueprint);
    }

    static JavaFile write(Blueprint blueprint) {
        return new FuncsWriter(blueprint).write();
    }

    private JavaFile write() {
        String name = blueprint.names().funcs();
        file.doc("", "The functions that a pool of {@link " + file.type() + "} calls, as annotated there.")
                .annotations()
                .line((blueprint.isPublic() ? "public " : "") + "final class " + name + " {")
                .line("    private " + name + "() {}");
        newFunc();
        pingFunc();
        plainFunc(Role.PREPARE, "PrepareFunc", "prepareFunc", "Prepares an object for lending by");
        plainFunc(Role.RESET, "ResetFunc", "resetFunc", "Cleans an object up on return by");
        plainFunc(Role.DESTROY, "CloseFunc", "closeFunc", "Closes an object by");
        return file.line("}");
    }

    private void newFunc() {
        file.blank()
                .doc(
                        "    ",
                        "Creates objects by " + creation.reference() + ".",
                        creation.tags(file.imports(), "the function"));
        if (creation.hasUnsafeVarargs()) {
            file.safeVarargs();
        }
        String key = creation.unused("key");
        file.call(
                        "    " + access() + "static " + creation.typeParameters(file.imports())
                                + Core.NEW_FUNC.of(blueprint, file) + " newFunc",
                        creation.parameters(file.imports()),
                        " {")
                .call(
                        "        return " + (blueprint.key() == null ? "()" : key) + " -> "
                                + creation.callee(file.imports()),
                        creation.passed(key),
                        ";")
                .line("    }");
    }

    private void pingFunc() {
        Hook hook = blueprint.hook(Role.PING);
        if (hook == null) {
            return;
        }
        boolean counts = hook.extraParameters() == 1;
        String call = call(hook, counts ? "failures" : "");
        start(hook, "PingFunc", "pingFunc", "Tells whether an object is healthy by");
        if (hook.isVoid()) {
            file.line("        return (object, failures) -> {")
                    .line("            " + call + ";")
                    .line("            return true;")
                    .line("        };");
        } else {
            file.line("        return (object, failures) -> " + call + ";");
        }
        file.line("    }");
    }

    private void plainFunc(Role role, String function, String method, String purpose) {
        Hook hook = blueprint.hook(role);
        if (hook != null) {
            start(hook, function, method, purpose);
            file.line("        return object -> " + call(hook, "") + ";").line("    }");
        }
    }

    private void start(Hook hook, String function, String method, String purpose) {
        file.blank()
                .doc("    ", purpose + " {@code " + hook.name() + "}.", List.of("@return the function"))
                .line("    " + access() + "static " + file.use("io.conecta." + function) + "<" + file.type() + "> "
                        + method + "() {");
    }

    private String call(Hook hook, String extra) {
        if (!hook.isStatic()) {
            return "object." + hook.name() + "(" + extra + ")";
        }
        Element declaring = hook.called().getEnclosingElement();
        // Static methods of classes are inherited, those of interfaces are not.
        String owner = declaring != null && declaring.getKind() == ElementKind.INTERFACE
                ? file.imports().use(declaring)
                : file.imports().use(blueprint.declaration().holder());
        TypeMirror taken = hook.called().getParameters().get(0).asType();
        boolean isCast = !blueprint.tools().same(taken, blueprint.type()) && isOverloaded(hook);
        String object = isCast ? "(" + named(taken) + ") object" : "object";
        return owner + "." + hook.name() + "(" + object + (extra.isEmpty() ? "" : ", " + extra) + ")";
    }

    /** Whether another method of the name might be called in its place. */
    private boolean isOverloaded(Hook hook) {
        return ElementFilter.methodsIn(blueprint
                        .tools()
                        .elements()
                        .getAllMembers(blueprint.declaration().holder()))
                .stream()
                .anyMatch(other -> other.getSimpleName().contentEquals(hook.name())
                        && !other.equals(hook.called())
                        && !other.getParameters().isEmpty()
                        && blueprint.tools().isOver(other.getParameters().get(0).asType(), blueprint.type()));
    }

    private String named(TypeMirror type) {
        boolean isGeneric = blueprint.tools().mentionsVariable(type);
        return file.imports().use(isGeneric ? blueprint.tools().types().erasure(type) : type);
    }

    private String access() {
        return blueprint.isPublic() ? "public " : "";
    }
}
