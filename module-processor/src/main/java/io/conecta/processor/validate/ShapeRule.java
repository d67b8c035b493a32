package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What is pooled must be a class, or an interface with a factory, that generated code can name and create. */
final class ShapeRule implements Rule {
    private static final String NONE = "it has no instances of its own";

    private final Tools tools;

    ShapeRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        if (declaration.annotated() instanceof ExecutableElement method) {
            checkMethod(method, problems);
        } else {
            checkClass(declaration, problems);
        }
        checkVisible(declaration, problems);
    }

    /** {@return why what is annotated has no instances to pool, empty if it may have: an interface has those of its factory} */
    static String whyNoInstances(Declaration declaration) {
        TypeElement type = declaration.holder();
        return switch (type.getKind()) {
            case ENUM -> "its instances are fixed";
            case ANNOTATION_TYPE -> NONE;
            case INTERFACE ->
                declaration.creators().isEmpty() || !type.getTypeParameters().isEmpty() ? NONE : "";
            default -> "";
        };
    }

    private void checkClass(Declaration declaration, Problems problems) {
        TypeElement type = declaration.holder();
        String name = type.getSimpleName().toString();
        String reason = whyNoInstances(declaration);
        if (!reason.isEmpty()) {
            String kind = type.getKind() == ElementKind.ENUM
                    ? "an enum"
                    : type.getKind() == ElementKind.INTERFACE ? "an interface" : "an annotation";
            problems.at(type, declaration.pooled(), null, Problem.NOT_A_CLASS, name, kind, reason);
            return;
        }
        boolean hasFactory =
                declaration.creators().stream().anyMatch(hook -> hook.called().getKind() == ElementKind.METHOD);
        if (type.getModifiers().contains(Modifier.ABSTRACT) && !hasFactory) {
            problems.at(type, declaration.pooled(), null, Problem.ABSTRACT, name);
        }
        if (!type.getTypeParameters().isEmpty()) {
            String raw = declaration.typeName();
            problems.at(type, Problem.GENERIC, name, name, "My" + name, concrete(type, raw));
        }
        if (type.getEnclosingElement() instanceof TypeElement
                && type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.STATIC)) {
            problems.at(type, Problem.INNER, name);
        }
    }

    private String concrete(TypeElement type, String raw) {
        String name = raw.contains("<") ? raw.substring(0, raw.indexOf('<')) : raw;
        return type.getTypeParameters().stream()
                .map(parameter -> tools.types().erasure(parameter.asType()))
                .map(bound -> tools.is(bound, "java.lang.Object") ? "String" : Signatures.of(bound))
                .collect(Collectors.joining(", ", name + "<", ">"));
    }

    private void checkMethod(ExecutableElement method, Problems problems) {
        List<String> faults = new ArrayList<>();
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            faults.add("private");
        }
        if (!method.getModifiers().contains(Modifier.STATIC)) {
            faults.add("not static");
        }
        if (!faults.isEmpty()) {
            problems.at(method, Problem.METHOD_NOT_STATIC, Signatures.of(method), String.join(" and ", faults));
        }
        String wanted = wanted(method.getReturnType());
        if (!wanted.isEmpty()) {
            problems.at(
                    method,
                    Problem.METHOD_RETURN,
                    Signatures.of(method),
                    Signatures.of(method.getReturnType()),
                    wanted);
        }
    }

    /** {@return what a method should return instead, empty if a pool can be of the type} */
    private String wanted(TypeMirror type) {
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return "a class or an interface";
        }
        if (Tools.outer(declared) != null) {
            return "a class that needs no object around it";
        }
        if (element.getTypeParameters().size() != declared.getTypeArguments().size()
                || tools.mentionsVariable(declared)) {
            String name = element.getSimpleName().toString();
            return "it with type arguments that are settled, as in " + concrete(element, name)
                    + ", or a class that extends that";
        }
        return "";
    }

    private void checkVisible(Declaration declaration, Problems problems) {
        for (Element at = declaration.holder(); at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                problems.at(
                        at,
                        Problem.PRIVATE_CLASS,
                        declaration.isMethod()
                                ? Signatures.of((ExecutableElement) declaration.annotated())
                                : declaration.holder().getSimpleName(),
                        at.getSimpleName());
            }
        }
    }
}
