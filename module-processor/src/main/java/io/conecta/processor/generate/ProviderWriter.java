package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Item;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Writes {@code SessionPoolProvider}: how a pool is built from configuration. */
final class ProviderWriter {
    private final Blueprint blueprint;
    private final JavaFile file;
    private final Creation creation;
    private final ParameterReader reader;

    private ProviderWriter(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.file = new JavaFile(blueprint, blueprint.names().provider());
        this.creation = new Creation(blueprint);
        this.reader = new ParameterReader(blueprint.tools());
    }

    static JavaFile write(Blueprint blueprint) {
        return new ProviderWriter(blueprint).write();
    }

    private JavaFile write() {
        String type = file.type();
        String pool = blueprint.names().pool();
        String name = blueprint.names().provider();
        String override = "    @" + file.use("java.lang.Override");
        file.doc(
                        "",
                        "Builds pools of {@link " + type
                                + "} from configuration; found by {@link java.util.ServiceLoader}.")
                .annotations()
                .line("public final class " + name + " implements " + Core.PROVIDER.of(blueprint, file) + " {")
                .doc("    ", "For {@link java.util.ServiceLoader}.")
                .line("    public " + name + "() {}");
        constants(override, type, pool);
        keys(override);
        file.line(override);
        newFunc();
        file.blank()
                .line(override)
                .line("    public " + Core.BUILDER.of(blueprint, file, pool) + " builder(" + Core.given(blueprint, file)
                        + " newFunc) {")
                .line("        return start(newFunc);")
                .line("    }");
        fromConfiguration(override, pool);
        ImplWriter.write(blueprint, file);
        return file.line("}");
    }

    private void constants(String override, String type, String pool) {
        file.blank()
                .line(override)
                .line("    public " + file.use("java.lang.Class") + "<" + type + "> type() {")
                .line("        return " + classLiteral(type) + ";")
                .line("    }")
                .blank()
                .line(override)
                .line("    public " + file.use("java.lang.Class") + "<" + pool + "> poolType() {")
                .line("        return " + pool + ".class;")
                .line("    }")
                .blank()
                .line(override)
                .line("    public " + Core.SETTINGS.raw(blueprint, file) + " settings() {")
                .line("        return " + pool + ".DEFAULTS;")
                .line("    }")
                .blank();
    }

    /** The class of what is pooled; it says less than a parameterized type does, but no more: objects are of the class. */
    private String classLiteral(String type) {
        if (!Creation.isParameterized(blueprint.type())) {
            return name(blueprint.type()) + ".class";
        }
        file.isUnchecked();
        String any = file.use("java.lang.Class");
        return "(" + any + "<" + type + ">) (" + any + "<?>) " + name(blueprint.type()) + ".class";
    }

    private void fromConfiguration(String override, String pool) {
        String configuration = file.use("io.conecta.config.PoolConfiguration");
        file.blank()
                .line(override)
                .line("    public " + Core.BUILDER.of(blueprint, file, pool) + " builder(" + file.use("java.util.Map")
                        + "<" + file.use("java.lang.String") + ", ?> configuration) {")
                .line("        " + configuration + " values = " + configuration + ".of(configuration);")
                .line("        " + Core.SETTINGS.raw(blueprint, file)
                        + " settings = values.settingsForBuild(settings());")
                .line("        return start(newFunc(values)).settings(settings);")
                .line("    }");
    }

    private void keys(String override) {
        if (blueprint.parameters().isEmpty() && blueprint.key() == null) {
            return;
        }
        String key = file.use("io.conecta.config.ConfigurationKey");
        String list = file.use("java.util.List");
        List<String> keys = blueprint.parameters().stream()
                .map(parameter -> "new " + key + "(" + Literals.of(parameter.key()) + ", " + erased(parameter)
                        + ".class, " + parameter.required() + ", "
                        + !parameter.form().isText() + ")")
                .toList();
        file.line(override)
                .line("    public " + list + "<" + key + "> keys() {")
                .call("        return " + list + ".of", keys, ";")
                .line("    }")
                .blank();
    }

    private String erased(Parameter parameter) {
        TypeMirror erased = blueprint.tools().types().erasure(reader.boxed(parameter.configured()));
        return erased instanceof ArrayType array ? elementType(array) : name(erased);
    }

    private void newFunc() {
        String configuration = creation.unused("configuration");
        file.line("    public " + Core.NEW_FUNC.of(blueprint, file) + " newFunc("
                + file.use("io.conecta.config.PoolConfiguration") + " " + configuration + ") {");
        for (Parameter parameter : blueprint.parameters()) {
            TypeMirror boxed = reader.boxed(parameter.configured());
            file.line("        " + file.imports().use(boxed) + " " + parameter.local() + " = " + cast(parameter)
                    + configuration + entry(parameter) + conversion(parameter) + ";");
        }
        file.line("        " + configuration + ".check();")
                .call("        return " + blueprint.names().funcs() + ".newFunc", creation.arguments(), ";")
                .line("    }");
    }

    private static String entry(Parameter parameter) {
        String key = Literals.of(parameter.key());
        if (parameter.defaultText() != null) {
            return ".withDefault(" + key + ", " + Literals.of(parameter.defaultText()) + ")";
        }
        return (parameter.required() ? ".required(" : ".optional(") + key + ")";
    }

    private String conversion(Parameter parameter) {
        return switch (parameter.form()) {
            case TEXT -> ".text()";
            case TEXTS -> ".texts()";
            case TEXT_ARRAY -> ".textArray()";
            case MAP -> ".map()";
            case LIST -> ".list(" + item(parameter.item()) + ")";
            case SET -> ".set(" + item(parameter.item()) + ")";
            case OPTIONAL -> ".maybe(" + item(parameter.item()) + ")";
            case CHARS -> ".as(char[].class, " + file.use("java.lang.String") + "::toCharArray)";
            case CLASS ->
                ".type(" + bound(parameter) + ".class, " + blueprint.names().provider() + ".class.getClassLoader())";
            case COLLABORATOR -> ".object(" + literal(parameter) + ".class)";
            default -> ".as(" + item(parameter.item()) + ")";
        };
    }

    /** The class of one value, and what makes it out of text. */
    private String item(Item item) {
        TypeMirror boxed = reader.boxed(item.type());
        String type = name(blueprint.tools().types().erasure(boxed));
        String configuration = file.use("io.conecta.config.PoolConfiguration");
        String parser = switch (item.form()) {
            case BOX -> boxParser(type);
            case DURATION -> configuration + "::duration";
            case LOCALE -> configuration + "::locale";
            case URL -> configuration + "::url";
            case PATH -> type + "::of";
            case URI -> type + "::create";
            case ADDRESS -> type + "::getByName";
            case CHARSET -> type + "::forName";
            case UUID -> type + "::fromString";
            case PATTERN -> type + "::compile";
            case FILE, BIG -> type + "::new";
            default -> type + "::" + parserName(item);
        };
        return type + ".class, " + parser;
    }

    /** Enums and strings are parsed by {@code valueOf}. */
    private static String parserName(Item item) {
        return item.parser() == null ? "valueOf" : item.parser().getSimpleName().toString();
    }

    private String boxParser(String type) {
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "Boolean" -> file.use("io.conecta.config.PoolConfiguration") + "::flag";
            case "Character" -> file.use("io.conecta.config.PoolConfiguration") + "::character";
            default -> type + "::valueOf";
        };
    }

    /** The class literal's type; it says less than a parameterized type does. */
    private String literal(Parameter parameter) {
        TypeMirror type = parameter.configured();
        if (Creation.isParameterized(type)) {
            file.isUnchecked();
        }
        TypeMirror erased = blueprint.tools().types().erasure(type);
        return erased instanceof ArrayType array ? elementType(array) : name(erased);
    }

    private String elementType(ArrayType array) {
        TypeMirror component = array.getComponentType();
        return (component instanceof ArrayType inner ? elementType(inner) : name(component)) + "[]";
    }

    private String name(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? file.imports().use(declared.asElement())
                : file.imports().use(type);
    }

    private String bound(Parameter parameter) {
        TypeMirror bound = parameter.classBound();
        return bound == null
                ? file.use("java.lang.Object")
                : name(blueprint.tools().types().erasure(bound));
    }

    /** Whether a class literal says all of a type: it has no type arguments, not even {@code ?}. */
    private boolean isErased(TypeMirror type) {
        return type.getKind() == TypeKind.TYPEVAR
                || blueprint
                        .tools()
                        .types()
                        .isSameType(type, blueprint.tools().types().erasure(type));
    }

    /** A cast for {@code Class<Driver>}: configuration promises a {@code Class<? extends Driver>} only. */
    private String cast(Parameter parameter) {
        if (parameter.form() != Form.CLASS) {
            return "";
        }
        var arguments = ((DeclaredType) parameter.configured()).getTypeArguments();
        if (arguments.isEmpty()) {
            return "";
        }
        boolean fits = arguments.get(0) instanceof WildcardType wildcard
                && wildcard.getSuperBound() == null
                && (wildcard.getExtendsBound() == null || isErased(wildcard.getExtendsBound()));
        if (fits) {
            return "";
        }
        file.isUnchecked();
        return "(" + file.imports().use(parameter.configured()) + ") ";
    }
}
