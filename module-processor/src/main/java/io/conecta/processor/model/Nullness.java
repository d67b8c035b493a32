package io.conecta.processor.model;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds annotations called {@code Nullable}, whosever they are, that code in a package can repeat. */
public final class Nullness {
    private final Tools tools;
    private final String packageName;

    /** Makes a finder for code in a package. */
    public Nullness(Tools tools, String packageName) {
        this.tools = tools;
        this.packageName = packageName;
    }

    /** {@return whether a parameter may be null} */
    static boolean isNullable(VariableElement parameter) {
        return !parameter.asType().getKind().isPrimitive() && !all(parameter).isEmpty();
    }

    /** {@return the types of such annotations on a parameter or a method, and on its type} */
    static List<DeclaredType> all(Element declared) {
        return Stream.concat(declared.getAnnotationMirrors().stream(), type(declared).getAnnotationMirrors().stream())
                .filter(Nullness::isNullable)
                .map(AnnotationMirror::getAnnotationType)
                .toList();
    }

    private static boolean isNullable(AnnotationMirror annotation) {
        return annotation.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable");
    }

    /** {@return the annotation on a type itself, null if there is none} */
    public @Nullable AnnotationMirror ofType(TypeMirror type) {
        return type.getKind().isPrimitive() ? null : first(type.getAnnotationMirrors());
    }

    private static TypeMirror type(Element declared) {
        return declared instanceof ExecutableElement method ? method.getReturnType() : declared.asType();
    }

    /** {@return the annotation on a parameter or a method that is not one of its type too, null if there is none} */
    public @Nullable AnnotationMirror ofDeclaration(Element declared) {
        AnnotationMirror found = type(declared).getKind().isPrimitive() ? null : first(declared.getAnnotationMirrors());
        return found == null || isOfTypes(found) ? null : found;
    }

    private @Nullable AnnotationMirror first(List<? extends AnnotationMirror> annotations) {
        for (AnnotationMirror annotation : annotations) {
            Element element = annotation.getAnnotationType().asElement();
            if (isNullable(annotation)
                    && annotation.getAnnotationType().getKind() == TypeKind.DECLARED
                    && tools.isVisible(element, packageName)) {
                return annotation;
            }
        }
        return null;
    }

    /** Whether an annotation is for uses of types: it is among those of the type then, whatever else it is for. */
    private static boolean isOfTypes(AnnotationMirror annotation) {
        AnnotationMirror target =
                Mirrors.find(annotation.getAnnotationType().asElement(), "java.lang.annotation.Target");
        AnnotationValue places = Mirrors.given(target, "value");
        return places != null && places.toString().contains("TYPE_USE");
    }
}
