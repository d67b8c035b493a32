package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Facade;
import io.conecta.processor.model.Tools;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Writes {@code SessionFacade}: an interface of what is pooled, whose methods borrow for each call. */
final class FacadeWriter {
    /** The variables of its methods; a parameter has another name. */
    private static final Set<String> LOCALS = Set.of("lent", "object", "result", "thrown");

    private final Blueprint blueprint;
    private final Facade facade;
    private final Tools tools;
    private final JavaFile file;

    private FacadeWriter(Blueprint blueprint, Facade facade) {
        this.blueprint = blueprint;
        this.facade = facade;
        this.tools = blueprint.tools();
        this.file = new JavaFile(blueprint, blueprint.names().facade());
    }

    static JavaFile write(Blueprint blueprint, Facade facade) {
        return new FacadeWriter(blueprint, facade).write();
    }

    private JavaFile write() {
        keepNames(facade, tools, file);
        for (Facade.Method method : facade.methods()) {
            for (TypeVariable variable : method.signature().getTypeVariables()) {
                file.imports().keep(file.imports().variable(variable.asElement()));
            }
        }
        String name = blueprint.names().facade();
        String type = file.imports().use(facade.type());
        String pool = Core.FORWARDING.of(blueprint, file);
        lint();
        file.doc(
                        "",
                        "A {@link " + type + "} for any number of threads: each call borrows a {@link " + file.type()
                                + "}, calls it and returns it.")
                .annotations()
                .line("class " + name + " implements " + type + " {");
        constructor(name, pool);
        facade.methods().forEach(this::method);
        return file.blank()
                .line("    @" + file.use("java.lang.Override"))
                .line("    public " + file.use("java.lang.String") + " toString() {")
                .line("        return "
                        + Literals.of(facade.type().asElement().getSimpleName() + " of pool \"")
                        + " + this.pool.name() + \"\\\"\";")
                .line("    }")
                .line("}");
    }

    private void constructor(String name, String pool) {
        file.line("    private final " + pool + " pool;");
        if (blueprint.key() == null) {
            file.blank()
                    .line("    " + name + "(" + pool + " pool) {")
                    .line("        this.pool = pool;")
                    .line("    }");
        } else {
            file.line("    private final " + file.keyType() + " key;")
                    .blank()
                    .line("    " + name + "(" + pool + " pool, " + file.keyType() + " key) {")
                    .line("        this.pool = pool;")
                    .line("        this.key = " + file.use("java.util.Objects") + ".requireNonNull(key, \"key\");")
                    .line("    }");
        }
    }

    /** What the interface calls so, a simple name means in a class that inherits it. */
    static void keepNames(Facade facade, Tools tools, JavaFile file) {
        for (Element member : tools.elements().getAllMembers(element(facade))) {
            if (member.getKind().isClass() || member.getKind().isInterface()) {
                file.imports().keep(member.getSimpleName().toString());
            }
        }
        if (tools.isA(facade.type(), "java.io.Serializable")) {
            file.suppress("serial");
        }
    }

    private static TypeElement element(Facade facade) {
        return (TypeElement) facade.type().asElement();
    }

    private void lint() {
        boolean isRaw = !element(facade).getTypeParameters().isEmpty()
                && facade.type().getTypeArguments().isEmpty();
        if (isRaw) {
            file.isUnchecked();
        }
        long names =
                facade.methods().stream().map(Facade.Method::name).distinct().count();
        if (names < facade.methods().size()) {
            file.suppress("overloads");
        }
        for (Facade.Method method : facade.methods()) {
            List<? extends TypeMirror> types = method.signature().getParameterTypes();
            if (method.element().isVarArgs()
                    && !Creation.isReifiable(((ArrayType) types.get(types.size() - 1)).getComponentType())) {
                file.suppress("unchecked", "varargs");
            }
        }
    }

    private void method(Facade.Method method) {
        String returned =
                file.imports().useAnnotated(method.element(), method.signature().getReturnType());
        List<String> names = names(method.element());
        String thrown = method.ends() || method.thrown().isEmpty()
                ? ""
                : method.thrown().stream().map(file.imports()::use).collect(Collectors.joining(", ", " throws ", ""));
        file.blank()
                .line("    @" + file.use("java.lang.Override"))
                .call(
                        "    public " + typeParameters(method) + returned + " " + method.name(),
                        parameters(method, names),
                        thrown + " {");
        if (method.ends()) {
            file.line("        // The pool closes its objects itself.");
        } else {
            forward(method, names);
        }
        file.line("    }");
    }

    private void forward(Facade.Method method, List<String> names) {
        boolean isVoid = method.signature().getReturnType().getKind() == TypeKind.VOID;
        String borrow = mayBeInterrupted(method) ? "getOrCreate" : "getOrCreateUnchecked";
        boolean isKeyed = blueprint.key() != null;
        String first = isKeyed ? "this.key, " : "";
        file.line("        " + file.type() + " lent = this.pool." + borrow + "(" + (isKeyed ? "this.key" : "") + ");")
                .line("        try {")
                .line("            " + file.imports().use(facade.type()) + " object = lent;")
                .call(
                        "            "
                                + (isVoid
                                        ? ""
                                        : file.imports().use(method.signature().getReturnType()) + " result = ")
                                + "object." + typeArguments(method) + method.name(),
                        names,
                        ";")
                .line("            this.pool.put(" + first + "lent);");
        if (!isVoid) {
            file.line("            return result;");
        }
        file.line("        } catch (" + file.use("java.lang.Throwable") + " thrown) {")
                .line("            this.pool.put(" + first + "lent, thrown);")
                .line("            throw thrown;")
                .line("        }");
    }

    /** Whether the method's callers know of interrupts; a type variable may stand for another exception. */
    private boolean mayBeInterrupted(Facade.Method method) {
        return method.thrown().stream()
                .anyMatch(type -> type instanceof DeclaredType && tools.isOver(type, "java.lang.InterruptedException"));
    }

    private String typeParameters(Facade.Method method) {
        List<? extends TypeVariable> variables = method.signature().getTypeVariables();
        return variables.isEmpty()
                ? ""
                : variables.stream().map(this::typeParameter).collect(Collectors.joining(", ", "<", "> "));
    }

    private String typeParameter(TypeVariable variable) {
        TypeMirror bound = variable.getUpperBound();
        List<? extends TypeMirror> bounds =
                bound instanceof IntersectionType several ? several.getBounds() : List.of(bound);
        String text = bounds.stream()
                .filter(one -> bounds.size() > 1 || !tools.is(one, "java.lang.Object"))
                .map(file.imports()::useAnnotated)
                .collect(Collectors.joining(" & "));
        return file.imports().variable(variable.asElement()) + (text.isEmpty() ? "" : " extends " + text);
    }

    /** Type arguments are given, since what is thrown may depend on one that nothing else settles. */
    private String typeArguments(Facade.Method method) {
        List<? extends TypeVariable> variables = method.signature().getTypeVariables();
        return variables.isEmpty()
                ? ""
                : variables.stream()
                        .map(variable -> file.imports().variable(variable.asElement()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private List<String> parameters(Facade.Method method, List<String> names) {
        List<String> all = new ArrayList<>();
        List<? extends TypeMirror> types = method.signature().getParameterTypes();
        for (int i = 0; i < types.size(); i++) {
            VariableElement element = method.element().getParameters().get(i);
            String type = file.imports().useAnnotated(element, types.get(i));
            boolean isLast = i == types.size() - 1;
            all.add((method.element().isVarArgs() && isLast ? type.substring(0, type.length() - 2) + "..." : type) + " "
                    + names.get(i));
        }
        return all;
    }

    /** As its author calls the parameters, as far as nothing else is called so. */
    private static List<String> names(ExecutableElement method) {
        Set<String> used = new HashSet<>(LOCALS);
        List<String> names = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
            String name = parameter.getSimpleName().toString();
            if (!SourceVersion.isName(name)) {
                name = "arg" + names.size();
            }
            while (!used.add(name)) {
                name += "_";
            }
            names.add(name);
        }
        return names;
    }
}
