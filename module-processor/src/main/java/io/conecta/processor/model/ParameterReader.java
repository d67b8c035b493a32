package io.conecta.processor.model;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of what creates the objects. */
public final class ParameterReader {
    private static final Map<String, Form> KNOWN = Map.of(
            "java.lang.String", Form.TEXT,
            "java.time.Duration", Form.DURATION,
            "java.nio.file.Path", Form.PATH,
            "java.net.URI", Form.URI,
            "java.net.InetAddress", Form.ADDRESS,
            "java.lang.Class", Form.CLASS);

    private static final List<String> PARSERS = List.of("valueOf", "of", "parse");

    private final Tools tools;

    /** Makes a reader. */
    public ParameterReader(Tools tools) {
        this.tools = tools;
    }

    /** {@return the parameters, in order} */
    public List<Parameter> read(ExecutableElement creator) {
        return creator.getParameters().stream().map(this::read).toList();
    }

    private Parameter read(VariableElement element) {
        AnnotationMirror setting = Mirrors.find(element, Mirrors.SETTING);
        String name = Mirrors.text(setting, "name");
        String description = Mirrors.text(setting, "description");
        TypeMirror type = element.asType();
        ExecutableElement parser = parser(type);
        return new Parameter(
                element,
                name == null ? element.getSimpleName().toString() : name,
                form(type, parser),
                type,
                configured(type),
                parser,
                Mirrors.text(setting, "defaultValue"),
                description == null ? "" : description,
                Nullness.isNullable(element));
    }

    private Form form(TypeMirror type, @Nullable ExecutableElement parser) {
        if (type.getKind().isPrimitive()) {
            return Form.BOX;
        }
        if (type instanceof ArrayType array) {
            return tools.is(array.getComponentType(), "java.lang.String") ? Form.TEXT_ARRAY : Form.COLLABORATOR;
        }
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return Form.COLLABORATOR;
        }
        Form known = KNOWN.get(element.getQualifiedName().toString());
        if (known != null) {
            return known;
        }
        if (element.getKind() == ElementKind.ENUM) {
            return Form.ENUM;
        }
        if (isBox(declared)) {
            return Form.BOX;
        }
        if (element.getQualifiedName().contentEquals("java.util.List")
                && declared.getTypeArguments().size() == 1
                && tools.is(declared.getTypeArguments().get(0), "java.lang.String")) {
            return Form.TEXTS;
        }
        return parser == null ? Form.COLLABORATOR : Form.PARSED;
    }

    private boolean isBox(DeclaredType type) {
        return type.getTypeArguments().isEmpty()
                && tools.packageOf(type.asElement()).equals("java.lang")
                && switch (type.asElement().getSimpleName().toString()) {
                    case "Byte", "Short", "Integer", "Long", "Float", "Double", "Boolean", "Character" -> true;
                    default -> false;
                };
    }

    /** A public static method that makes the type out of a string, null if there is none. */
    private @Nullable ExecutableElement parser(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)
                || !(declared.asElement() instanceof TypeElement element)
                || !element.getTypeParameters().isEmpty()) {
            return null;
        }
        List<ExecutableElement> methods = ElementFilter.methodsIn(element.getEnclosedElements());
        for (String name : PARSERS) {
            for (ExecutableElement method : methods) {
                if (method.getSimpleName().contentEquals(name) && parses(method, type) && isChosen(method, methods)) {
                    return method;
                }
            }
        }
        return null;
    }

    private boolean parses(ExecutableElement method, TypeMirror type) {
        return method.getModifiers().contains(Modifier.PUBLIC)
                && method.getModifiers().contains(Modifier.STATIC)
                && method.getTypeParameters().isEmpty()
                && method.getParameters().size() == 1
                && (tools.is(method.getParameters().get(0).asType(), "java.lang.String")
                        || tools.is(method.getParameters().get(0).asType(), "java.lang.CharSequence"))
                && tools.same(method.getReturnType(), type)
                && method.getThrownTypes().stream()
                        .allMatch(thrown ->
                                tools.isA(thrown, "java.lang.Exception") || tools.isA(thrown, "java.lang.Error"));
    }

    /** Whether a call with a string means this method: no other of its name takes one that is not a less specific choice. */
    private boolean isChosen(ExecutableElement method, List<ExecutableElement> methods) {
        TypeMirror taken = method.getParameters().get(0).asType();
        return methods.stream()
                .filter(other -> other != method
                        && !other.getModifiers().contains(Modifier.PRIVATE)
                        && other.getSimpleName().equals(method.getSimpleName())
                        && other.getParameters().size() == 1)
                .map(other -> other.getParameters().get(0).asType())
                .noneMatch(other -> tools.isOver(other, "java.lang.String") && !tools.isOver(other, taken));
    }

    /** The type with type variables replaced by the erasure of their bounds. */
    private TypeMirror configured(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR -> tools.types().erasure(((TypeVariable) type).getUpperBound());
            case ARRAY -> tools.types().getArrayType(configured(((ArrayType) type).getComponentType()));
            case WILDCARD -> wildcard((WildcardType) type);
            case DECLARED -> declared((DeclaredType) type);
            default -> type;
        };
    }

    private TypeMirror wildcard(WildcardType type) {
        TypeMirror above = type.getExtendsBound();
        TypeMirror below = type.getSuperBound();
        return tools.types()
                .getWildcardType(above == null ? null : configured(above), below == null ? null : configured(below));
    }

    private TypeMirror declared(DeclaredType type) {
        if (type.getTypeArguments().isEmpty()
                || !(type.asElement() instanceof TypeElement element)
                || type.getTypeArguments().stream().noneMatch(tools::mentionsVariable)) {
            return type;
        }
        return tools.types()
                .getDeclaredType(
                        element,
                        type.getTypeArguments().stream().map(this::configured).toArray(TypeMirror[]::new));
    }

    /** {@return whether the bounds of a type parameter are plain classes, so that configuration can stand in for it} */
    public boolean isPlain(TypeParameterElement parameter) {
        return parameter.getBounds().size() <= 1
                && parameter.getBounds().stream()
                        .allMatch(bound -> bound.getKind() == TypeKind.DECLARED
                                && ((DeclaredType) bound).getTypeArguments().isEmpty());
    }

    /** {@return the box of a primitive, any other type itself} */
    public TypeMirror boxed(TypeMirror type) {
        return type instanceof PrimitiveType primitive
                ? tools.types().boxedClass(primitive).asType()
                : type;
    }
}
