package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Tools;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What is pooled must be a class that generated code can name and create. */
final class ShapeRule implements Rule {
    @Override
    public void check(Declaration declaration, Problems problems) {
        if (declaration.annotated() instanceof ExecutableElement method) {
            checkMethod(method, problems);
        } else {
            checkClass(declaration, problems);
        }
        checkVisible(declaration, problems);
    }

    /** {@return why the class has no instances to pool, empty if it may have} */
    static String whyNoInstances(TypeElement type) {
        return switch (type.getKind()) {
            case ENUM -> "its instances are fixed";
            case INTERFACE, ANNOTATION_TYPE -> "it has no instances of its own";
            default -> "";
        };
    }

    private void checkClass(Declaration declaration, Problems problems) {
        TypeElement type = declaration.holder();
        String name = type.getSimpleName().toString();
        String reason = whyNoInstances(type);
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

    private static String concrete(TypeElement type, String raw) {
        String name = raw.contains("<") ? raw.substring(0, raw.indexOf('<')) : raw;
        return name + "<"
                + String.join(", ", Collections.nCopies(type.getTypeParameters().size(), "String")) + ">";
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
        if (!isPlainClass(method.getReturnType())) {
            problems.at(method, Problem.METHOD_RETURN, Signatures.of(method), Signatures.of(method.getReturnType()));
        }
    }

    private static boolean isPlainClass(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && !(type instanceof ArrayType)
                && type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getTypeParameters().isEmpty()
                && Tools.outer(declared) == null;
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
