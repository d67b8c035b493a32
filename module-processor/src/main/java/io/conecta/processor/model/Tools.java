package io.conecta.processor.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler offers.
 *
 * @param elements about declarations
 * @param types about types
 * @param declared the names that were looked up in packages, and whether there are such types
 */
public record Tools(Elements elements, Types types, Map<String, Boolean> declared) {
    /** {@return the tools of a compilation} */
    public static Tools of(ProcessingEnvironment environment) {
        return new Tools(environment.getElementUtils(), environment.getTypeUtils(), new HashMap<>());
    }

    /** {@return the type of that name as the element's module sees it, null if it does not} */
    public @Nullable TypeElement visible(Element from, String name) {
        ModuleElement module = elements.getModuleOf(from);
        return module == null || module.isUnnamed()
                ? elements.getTypeElement(name)
                : elements.getTypeElement(module, name);
    }

    /** {@return whether a package of the element's module, or of the class path, has a top-level type of that name} */
    public boolean declares(Element from, String name) {
        return declared.computeIfAbsent(name, any -> {
            ModuleElement module = elements.getModuleOf(from);
            // Without a module javac would look into each.
            return (module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name)) != null;
        });
    }

    /** {@return the package's name, empty for the unnamed one} */
    public String packageOf(Element element) {
        return elements.getPackageOf(element).getQualifiedName().toString();
    }

    /** {@return whether the type is the class of that name, whatever its type arguments} */
    public boolean is(TypeMirror type, String name) {
        return types.asElement(type) instanceof TypeElement element
                && element.getQualifiedName().contentEquals(name);
    }

    /** {@return whether the type is a subtype of the class of that name, whatever its type arguments} */
    public boolean isA(TypeMirror type, String name) {
        TypeElement above = elements.getTypeElement(name);
        return above != null && types.isSubtype(types.erasure(type), types.erasure(above.asType()));
    }

    /** {@return whether the class of that name is a subtype of the type, whatever their type arguments} */
    public boolean isOver(TypeMirror type, String name) {
        TypeElement below = elements.getTypeElement(name);
        return below != null && isOver(type, below.asType());
    }

    /** {@return whether the second is a subtype of the first, whatever their type arguments} */
    public boolean isOver(TypeMirror type, TypeMirror below) {
        return types.isSubtype(types.erasure(below), types.erasure(type));
    }

    /** {@return whether both are the same class, whatever their type arguments} */
    public boolean same(TypeMirror one, TypeMirror other) {
        return types.isSameType(types.erasure(one), types.erasure(other));
    }

    /** {@return the type around an object of an inner class, null if the class is none; ECJ has one for static classes too} */
    public static @Nullable DeclaredType outer(DeclaredType type) {
        Element element = type.asElement();
        boolean isInner = element.getKind() == ElementKind.CLASS
                && !element.getModifiers().contains(Modifier.STATIC)
                && element.getEnclosingElement() instanceof TypeElement around
                && !around.getKind().isInterface();
        return isInner && type.getEnclosingType() instanceof DeclaredType outer ? outer : null;
    }

    /** {@return whether a type variable is part of the type} */
    public boolean mentionsVariable(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR -> true;
            case ARRAY -> mentionsVariable(((ArrayType) type).getComponentType());
            case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(this::mentionsVariable);
            case WILDCARD -> {
                TypeMirror above = ((WildcardType) type).getExtendsBound();
                TypeMirror below = ((WildcardType) type).getSuperBound();
                yield (above != null && mentionsVariable(above)) || (below != null && mentionsVariable(below));
            }
            case INTERSECTION -> true;
            default -> false;
        };
    }

    /** {@return whether a method can be given an object of a type for a parameter, as it is: without unchecked conversion} */
    public boolean accepts(TypeMirror parameter, TypeMirror object) {
        if (parameter instanceof TypeVariable variable) {
            TypeMirror bound = variable.getUpperBound();
            List<? extends TypeMirror> bounds =
                    bound instanceof IntersectionType several ? several.getBounds() : List.of(bound);
            return bounds.stream().allMatch(one -> !mentionsVariable(one) && types.isSubtype(object, one));
        }
        return !mentionsVariable(parameter) && types.isSubtype(object, parameter);
    }

    /** {@return whether a part of the type is not there (yet): another processor may generate it} */
    public boolean isUnfinished(TypeMirror type) {
        return switch (type.getKind()) {
            case ERROR -> true;
            case ARRAY -> isUnfinished(((ArrayType) type).getComponentType());
            case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(this::isUnfinished);
            case WILDCARD -> {
                TypeMirror above = ((WildcardType) type).getExtendsBound();
                TypeMirror below = ((WildcardType) type).getSuperBound();
                yield (above != null && isUnfinished(above)) || (below != null && isUnfinished(below));
            }
            default -> false;
        };
    }

    /** {@return whether code in a package can name a class} */
    public boolean isVisible(Element type, String from) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            boolean inInterface = at.getEnclosingElement() != null
                    && (at.getEnclosingElement().getKind() == ElementKind.INTERFACE
                            || at.getEnclosingElement().getKind() == ElementKind.ANNOTATION_TYPE);
            boolean isPublic = at.getModifiers().contains(Modifier.PUBLIC) || inInterface;
            boolean isPrivate = at.getModifiers().contains(Modifier.PRIVATE);
            if (isPrivate || (!isPublic && !packageOf(at).equals(from))) {
                return false;
            }
        }
        return true;
    }
}
