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
    private static final Map<String, Form> KNOWN = Map.ofEntries(
            Map.entry("java.lang.String", Form.TEXT),
            Map.entry("java.time.Duration", Form.DURATION),
            Map.entry("java.nio.file.Path", Form.PATH),
            Map.entry("java.net.URI", Form.URI),
            Map.entry("java.net.InetAddress", Form.ADDRESS),
            Map.entry("java.net.URL", Form.URL),
            Map.entry("java.io.File", Form.FILE),
            Map.entry("java.nio.charset.Charset", Form.CHARSET),
            Map.entry("java.util.UUID", Form.UUID),
            Map.entry("java.util.regex.Pattern", Form.PATTERN),
            Map.entry("java.math.BigInteger", Form.BIG),
            Map.entry("java.math.BigDecimal", Form.BIG),
            Map.entry("java.util.Locale", Form.LOCALE),
            Map.entry("java.lang.Class", Form.CLASS));

    private static final Map<String, Form> AROUND_ITEMS =
            Map.of("java.util.List", Form.LIST, "java.util.Set", Form.SET, "java.util.Optional", Form.OPTIONAL);

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

    /** {@return the parameters that are keys of configuration, in order: all but those that are the key of the pool} */
    public List<Parameter> settings(ExecutableElement creator) {
        return read(creator).stream().filter(parameter -> !parameter.isKey()).toList();
    }

    private Parameter read(VariableElement element) {
        VariableElement described = described(element);
        AnnotationMirror setting = Mirrors.find(described, Mirrors.SETTING);
        String name = Mirrors.text(setting, "name");
        String description = Mirrors.text(setting, "description");
        TypeMirror type = element.asType();
        Item item = item(type);
        return new Parameter(
                element,
                described,
                name == null ? element.getSimpleName().toString() : name,
                form(type, item),
                type,
                configured(type),
                item,
                Mirrors.text(setting, "defaultValue"),
                description == null ? "" : description,
                Nullness.isNullable(element));
    }

    /** Lombok does not copy our annotation from the field to the parameter unless it is told to. */
    private VariableElement described(VariableElement parameter) {
        if (Mirrors.has(parameter, Mirrors.SETTING)
                || !(parameter.getEnclosingElement() instanceof ExecutableElement creator)
                || creator.getKind() != ElementKind.CONSTRUCTOR
                || !(creator.getEnclosingElement() instanceof TypeElement holder)) {
            return parameter;
        }
        return settingsOn(holder).stream()
                .filter(field -> isAbout(field, parameter))
                .findFirst()
                .orElse(parameter);
    }

    /** {@return whether a field's setting is about a parameter of the constructor} */
    public boolean isAbout(VariableElement field, VariableElement parameter) {
        return field.getSimpleName().equals(parameter.getSimpleName())
                && tools.types().isSameType(field.asType(), parameter.asType());
    }

    /** {@return the fields of a class that have a {@code @Setting}} */
    public List<VariableElement> settingsOn(TypeElement holder) {
        return ElementFilter.fieldsIn(holder.getEnclosedElements()).stream()
                .filter(field -> Mirrors.has(field, Mirrors.SETTING))
                .toList();
    }

    private Form form(TypeMirror type, Item item) {
        if (item.type() == type) {
            return item.form();
        }
        Form around = AROUND_ITEMS.getOrDefault(nameOf(type), Form.COLLABORATOR);
        return around == Form.LIST && item.form() == Form.TEXT ? Form.TEXTS : around;
    }

    /** What becomes of one text. */
    private Item item(TypeMirror type) {
        if (AROUND_ITEMS.containsKey(nameOf(type))) {
            List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
            TypeMirror argument = arguments.size() == 1 ? arguments.get(0) : type;
            TypeMirror inner = argument instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
                    ? wildcard.getExtendsBound()
                    : argument;
            Item item = single(inner);
            return item.form().isItem() && !inner.getKind().isPrimitive() ? item : single(type);
        }
        return single(type);
    }

    private Item single(TypeMirror type) {
        Form form = formOf(type);
        ExecutableElement parser = form == Form.COLLABORATOR ? parser(type) : null;
        return new Item(parser == null ? form : Form.PARSED, type, parser);
    }

    /** {@return whether a type is one that can be an item of a list in configuration} */
    public boolean isText(TypeMirror type) {
        return single(type).form().isItem();
    }

    private static String nameOf(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? element.getQualifiedName().toString()
                : "";
    }

    /** How a type's text is read, a static method of its own apart. */
    private Form formOf(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return Form.BOX;
        }
        if (type instanceof ArrayType array) {
            return array.getComponentType().getKind() == TypeKind.CHAR
                    ? Form.CHARS
                    : tools.is(array.getComponentType(), "java.lang.String") ? Form.TEXT_ARRAY : Form.COLLABORATOR;
        }
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return Form.COLLABORATOR;
        }
        Form known = KNOWN.get(nameOf(type));
        if (known != null) {
            return known;
        }
        if (element.getKind() == ElementKind.ENUM) {
            return Form.ENUM;
        }
        if (isBox(declared)) {
            return Form.BOX;
        }
        if (nameOf(type).equals("java.util.Map")
                && declared.getTypeArguments().size() == 2
                && declared.getTypeArguments().stream().allMatch(argument -> tools.is(argument, "java.lang.String"))) {
            return Form.MAP;
        }
        return Form.COLLABORATOR;
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
