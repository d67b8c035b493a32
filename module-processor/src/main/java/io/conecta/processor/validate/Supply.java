package io.conecta.processor.validate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import io.conecta.processor.model.Tools;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** In a bundle, whatever has no text form must be a service: an array cannot be one, and a value hardly ever is. */
public final class Supply {
    private static final List<String> AROUND_VALUES =
            List.of("java.util.Collection", "java.util.Map", "java.util.Optional", "java.util.Iterator");

    /** Values that neither compare nor are serializable, or say so of everything. */
    private static final Set<String> OTHER_VALUES = Set.of(
            "java.lang.Object",
            "java.lang.CharSequence",
            "java.lang.Iterable",
            "java.net.Proxy",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble");

    private final Blueprint blueprint;
    private final Tools tools;
    private final Problems problems;

    /** Makes a check of what a component needs. */
    public Supply(Blueprint blueprint, Problems problems) {
        this.blueprint = blueprint;
        this.tools = blueprint.tools();
        this.problems = problems;
    }

    /** {@return whether there can be a component; reports what keeps it away, and what will hardly find a service} */
    public boolean check() {
        boolean possible = true;
        for (Parameter parameter : blueprint.parameters()) {
            if (parameter.form() != Form.COLLABORATOR) {
                continue;
            }
            if (parameter.configured() instanceof ArrayType array) {
                possible = false;
                report(parameter, Problem.NO_SERVICE, wayOut(array.getComponentType()));
            } else if (looksLikeValue(parameter.configured())) {
                report(parameter, Problem.VALUE_AS_SERVICE, wayOut(parameter));
            }
        }
        return possible;
    }

    private void report(Parameter parameter, Problem problem, String wayOut) {
        String type = Signatures.of(parameter.type());
        problems.at(parameter.element(), problem, parameter.name(), Signatures.article(type), wayOut);
    }

    private String wayOut(TypeMirror item) {
        String boxed = Signatures.of(new ParameterReader(tools).boxed(item));
        if (boxed.equals("Byte")) {
            return "take a String and decode it";
        }
        return new ParameterReader(tools).isText(item)
                ? "take a List<" + boxed + ">"
                : "take an interface that gives them";
    }

    private String wayOut(Parameter parameter) {
        TypeMirror type = parameter.configured();
        if (tools.is(type, "java.util.Optional")) {
            return "take what is in it as a @Nullable parameter";
        }
        Element element = tools.types().asElement(type);
        return element != null && tools.packageOf(element).matches("javax?(\\..*)?")
                ? "take text and make one of it, or take an interface of your own that gives it"
                : "give " + Signatures.of(tools.types().erasure(type))
                        + " a public static valueOf, of or parse that takes a String, or take an interface that gives it";
    }

    /** {@return whether a type without text form is one of values all the same} */
    private boolean looksLikeValue(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        Element element = declared.asElement();
        if (element.getKind() == ElementKind.RECORD
                || AROUND_VALUES.stream().anyMatch(name -> tools.isA(type, name))
                || OTHER_VALUES.contains(element.toString())) {
            return true;
        }
        String home = tools.packageOf(element);
        boolean isOfJdk = home.matches("javax?\\..*");
        return (isOfJdk && tools.isA(type, "java.io.Serializable"))
                || (!element.getKind().isInterface() && tools.isA(type, "java.lang.Comparable"))
                || (home.startsWith("java.time.") && element.getKind().isInterface());
    }
}
