package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Nullness;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.Tools;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * The names by which one source file calls types: simple ones where they are unambiguous, qualified ones elsewhere.
 *
 * <p>What is in the file's own package comes first, since types of the unnamed package have no other name.
 */
final class Imports {
    private final Blueprint blueprint;
    private final String packageName;

    /** Simple name to the qualified name it stands for. */
    private final Map<String, String> taken = new HashMap<>();

    private final TreeSet<String> imports = new TreeSet<>();
    private final Nullness nullness;
    private boolean raw;

    Imports(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.packageName = blueprint.names().packageName();
        this.nullness = new Nullness(blueprint.tools(), packageName);
        for (String own : blueprint.names().all()) {
            taken.put(own, blueprint.names().qualified(own));
        }
        taken.put(blueprint.names().pool() + "Impl", ""); // The class within the provider.
        taken.put(blueprint.names().readiness(), ""); // The class within the producer.
        blueprint.creator().getTypeParameters().forEach(parameter -> taken.put(variable(parameter), ""));
        reserve(blueprint.declaration().holder());
        blueprint.passed().forEach(parameter -> reserve(parameter.type()));
    }

    /** Keeps a simple name for what it means in the file's type: a type that is inherited, or a type variable of a method. */
    void keep(String simple) {
        taken.put(simple, "");
    }

    /** {@return what to call a type variable: another name than any generated type's, which it would hide} */
    String variable(Element variable) {
        String name = variable.getSimpleName().toString();
        Set<String> hidden = new HashSet<>(blueprint.names().all());
        hidden.add(blueprint.names().pool() + "Impl");
        hidden.add(blueprint.names().readiness());
        if (!hidden.contains(name)) {
            return name;
        }
        siblings(variable).forEach(other -> hidden.add(other.getSimpleName().toString()));
        while (hidden.contains(name)) {
            name += "_";
        }
        return name;
    }

    private static List<? extends TypeParameterElement> siblings(Element variable) {
        return variable instanceof TypeParameterElement one && one.getGenericElement() instanceof Parameterizable all
                ? all.getTypeParameters()
                : List.of();
    }

    private void reserve(TypeMirror type) {
        if (type instanceof ArrayType array) {
            reserve(array.getComponentType());
        } else if (type instanceof DeclaredType declared) {
            reserve(declared.asElement());
            declared.getTypeArguments().forEach(this::reserve);
        }
    }

    private void reserve(Element type) {
        if (blueprint.tools().packageOf(type).equals(packageName)) {
            use(outermost(type));
        }
    }

    /** {@return whether a raw type was named} */
    boolean hasRaw() {
        return raw;
    }

    /** {@return the import declarations, empty or ending in an empty line} */
    String declarations() {
        return imports.isEmpty()
                ? ""
                : imports.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining("", "", "\n"));
    }

    /** {@return what to call a top-level type of that qualified name} */
    String use(String qualified) {
        int dot = qualified.lastIndexOf('.');
        String simple = qualified.substring(dot + 1);
        String home = dot < 0 ? "" : qualified.substring(0, dot);
        String other = taken.putIfAbsent(simple, qualified);
        if (other != null) {
            return other.equals(qualified) ? simple : qualified;
        }
        boolean implicit = home.equals(packageName) || (home.equals("java.lang") && !isShadowed(simple));
        if (!implicit) {
            imports.add(qualified);
        }
        return simple;
    }

    /** A type of this package hides one of {@code java.lang}. */
    private boolean isShadowed(String simple) {
        return blueprint
                .tools()
                .declares(blueprint.declaration().holder(), blueprint.names().qualified(simple));
    }

    /** {@return what to call a class, without type arguments} */
    String use(Element type) {
        Element outer = type.getEnclosingElement();
        if (outer instanceof TypeElement) {
            return use(outer) + "." + type.getSimpleName();
        }
        return use(((TypeElement) type).getQualifiedName().toString());
    }

    private static Element outermost(Element type) {
        Element outer = type.getEnclosingElement();
        return outer instanceof TypeElement ? outermost(outer) : type;
    }

    /** {@return what to write for a type, annotations left out} */
    String use(TypeMirror type) {
        return use(type, any -> "");
    }

    /** {@return what to write for a type, each {@code @Nullable} where the user wrote it} */
    String useAnnotated(TypeMirror type) {
        return use(type, this::nullable);
    }

    /** {@return what to write for a parameter's type, each {@code @Nullable} where the user wrote it} */
    String useAnnotated(Parameter parameter, TypeMirror type) {
        return useAnnotated(parameter.element(), type);
    }

    /** {@return what to write for the type of a parameter or a method, each {@code @Nullable} where the user wrote it} */
    String useAnnotated(Element declared, TypeMirror type) {
        AnnotationMirror before = nullness.ofDeclaration(declared);
        return (before == null ? "" : annotation(before)) + useAnnotated(type);
    }

    private String nullable(TypeMirror type) {
        AnnotationMirror found = nullness.ofType(type);
        return found == null ? "" : annotation(found);
    }

    private String annotation(AnnotationMirror annotation) {
        return "@" + use(annotation.getAnnotationType().asElement()) + " ";
    }

    private String use(TypeMirror type, Function<TypeMirror, String> annotation) {
        return switch (type.getKind()) {
            case ARRAY -> array((ArrayType) type, annotation);
            case DECLARED -> declared((DeclaredType) type, annotation);
            case WILDCARD -> wildcard((WildcardType) type, annotation);
            case TYPEVAR ->
                annotation.apply(type) + variable(blueprint.tools().types().asElement(type));
            default -> type.getKind().name().toLowerCase(Locale.ROOT);
        };
    }

    /** An annotation before brackets is about the array whose brackets they are, the outermost first. */
    private String array(ArrayType type, Function<TypeMirror, String> annotation) {
        StringBuilder brackets = new StringBuilder();
        TypeMirror element = type;
        while (element instanceof ArrayType array) {
            String before = annotation.apply(array);
            brackets.append(before.isEmpty() ? "" : " ").append(before).append("[]");
            element = array.getComponentType();
        }
        return use(element, annotation) + brackets;
    }

    private String declared(DeclaredType type, Function<TypeMirror, String> annotation) {
        String arguments = type.getTypeArguments().isEmpty()
                ? ""
                : type.getTypeArguments().stream()
                        .map(argument -> use(argument, annotation))
                        .collect(Collectors.joining(", ", "<", ">"));
        if (arguments.isEmpty()
                && type.asElement() instanceof TypeElement element
                && !element.getTypeParameters().isEmpty()) {
            raw = true;
        }
        DeclaredType outer = Tools.outer(type);
        if (outer != null && isParameterized(outer)) {
            return declared(outer, annotation) + "." + annotation.apply(type)
                    + type.asElement().getSimpleName() + arguments;
        }
        String name = use(type.asElement());
        int simple = name.lastIndexOf('.') + 1; // A type's annotation stands right before its simple name.
        return name.substring(0, simple) + annotation.apply(type) + name.substring(simple) + arguments;
    }

    private static boolean isParameterized(DeclaredType type) {
        DeclaredType outer = Tools.outer(type);
        return !type.getTypeArguments().isEmpty() || (outer != null && isParameterized(outer));
    }

    private String wildcard(WildcardType type, Function<TypeMirror, String> annotation) {
        if (type.getExtendsBound() != null) {
            return "? extends " + use(type.getExtendsBound(), annotation);
        }
        return type.getSuperBound() != null ? "? super " + use(type.getSuperBound(), annotation) : "?";
    }
}
