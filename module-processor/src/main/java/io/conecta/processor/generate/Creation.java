package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.DocText;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.Tools;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** The parts of generated code that repeat the signature of what creates the objects. */
final class Creation {
    private final Blueprint blueprint;

    Creation(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /** {@return parameter declarations, as in {@code String host} and {@code int port}} */
    List<String> parameters(Imports imports) {
        List<String> all = new ArrayList<>();
        for (Parameter parameter : blueprint.parameters()) {
            boolean isVarArgs = blueprint.creator().isVarArgs()
                    && all.size() == blueprint.parameters().size() - 1;
            String type = imports.useAnnotated(parameter, parameter.type());
            all.add((isVarArgs ? type.substring(0, type.length() - 2) + "..." : type) + " " + parameter.local());
        }
        return all;
    }

    /** {@return the parameters' names} */
    List<String> arguments() {
        return blueprint.parameters().stream().map(Parameter::local).toList();
    }

    /** {@return what is passed to what creates an object: parameters, and the key or the parts of it in the variable of that name} */
    List<String> passed(String key) {
        boolean isRecord = blueprint.key() != null && blueprint.key().isRecord();
        return blueprint.passed().stream()
                .map(parameter -> !parameter.isKey()
                        ? parameter.local()
                        : isRecord ? key + "." + KeyWriter.component(parameter) + "()" : unboxed(parameter, key))
                .toList();
    }

    /** A box may mean another method than the primitive does. */
    private static String unboxed(Parameter parameter, String key) {
        return parameter.type() instanceof PrimitiveType primitive
                ? "(" + primitive.getKind().name().toLowerCase(Locale.ROOT) + ") " + key
                : key;
    }

    /** {@return type parameters, as in {@code <X extends Number> }, or nothing} */
    String typeParameters(Imports imports) {
        var parameters = blueprint.creator().getTypeParameters();
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(parameter -> typeParameter(parameter, imports))
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String typeParameter(TypeParameterElement parameter, Imports imports) {
        String bounds = parameter.getBounds().stream()
                .map(imports::useAnnotated)
                .filter(bound -> !bound.equals("Object") && !bound.equals("java.lang.Object"))
                .collect(Collectors.joining(" & "));
        return imports.variable(parameter) + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    /** {@return whether a varargs parameter needs {@code @SafeVarargs}} */
    boolean hasUnsafeVarargs() {
        if (!blueprint.creator().isVarArgs()) {
            return false;
        }
        Parameter last = blueprint.parameters().get(blueprint.parameters().size() - 1);
        return !isReifiable(((ArrayType) last.type()).getComponentType());
    }

    /** {@return whether objects know all of the type} */
    static boolean isReifiable(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR -> false;
            case ARRAY -> isReifiable(((ArrayType) type).getComponentType());
            case DECLARED -> isReifiable((DeclaredType) type);
            default -> true;
        };
    }

    private static boolean isReifiable(DeclaredType type) {
        DeclaredType outer = Tools.outer(type);
        return (outer == null || isReifiable(outer))
                && type.getTypeArguments().stream()
                        .allMatch(argument -> argument instanceof WildcardType wildcard
                                && wildcard.getExtendsBound() == null
                                && wildcard.getSuperBound() == null);
    }

    /** {@return what javadoc says of the parameters, and of what is returned} */
    List<String> tags(Imports imports, String returned) {
        return tags(imports, blueprint.parameters(), returned);
    }

    /** {@return what javadoc says of the type parameters, some parameters, and of what is returned} */
    List<String> tags(Imports imports, List<Parameter> parameters, String returned) {
        List<String> tags = new ArrayList<>();
        for (TypeParameterElement variable : blueprint.creator().getTypeParameters()) {
            String said = blueprint.doc().of("<" + variable.getSimpleName() + ">");
            tags.add("@param <" + imports.variable(variable) + "> "
                    + (said.isEmpty() ? "a type of " + reference() : said));
        }
        parameters.forEach(parameter -> tags.add(tag(parameter)));
        tags.add("@return " + returned);
        return tags;
    }

    /** {@return what javadoc says of a parameter: the words of the creator's own, or else those of its setting} */
    String tag(Parameter parameter) {
        return tag(parameter, parameter.local());
    }

    /** {@return what javadoc says of a parameter, under the name that it has there} */
    String tag(Parameter parameter, String name) {
        String said = blueprint.doc().of(parameter.name());
        String text = said.isEmpty() ? DocText.plain(parameter.description()) : said;
        return "@param " + name + " " + (text.isEmpty() ? "passed to " + reference() : text);
    }

    /** {@return the start of the call, as in {@code Session.open} and {@code new Session}} */
    String callee(Imports imports) {
        return blueprint.creator().getKind() == ElementKind.CONSTRUCTOR
                ? "new " + imports.use(blueprint.type())
                : imports.use(blueprint.declaration().holder()) + "."
                        + blueprint.creator().getSimpleName();
    }

    /** {@return how javadoc names what creates the objects} */
    String reference() {
        return blueprint.creator().getKind() == ElementKind.CONSTRUCTOR
                ? "its constructor"
                : "{@code " + blueprint.creator().getSimpleName() + "}";
    }

    /** {@return a name that no parameter has} */
    String unused(String name) {
        Set<String> names = new HashSet<>(arguments());
        String free = name;
        for (int i = 2; names.contains(free); i++) {
            free = name + i;
        }
        return free;
    }

    /** {@return whether the type has type arguments other than {@code ?}, so that a class literal says less than it} */
    static boolean isParameterized(TypeMirror type) {
        return !isReifiable(type) && type.getKind() != TypeKind.TYPEVAR;
    }
}
