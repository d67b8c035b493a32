package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Writes the shorter {@code create(…)} and {@code builder(…)}: without the parameters that have defaults.
 *
 * <p>Only where every default is a constant, so that nothing can fail which configuration would report, and where the last
 * parameter is no varargs: it would make calls ambiguous, or change what they mean.
 */
final class ShortForm {
    private final Blueprint blueprint;
    private final JavaFile file;
    private final Creation creation;

    ShortForm(Blueprint blueprint, JavaFile file) {
        this.blueprint = blueprint;
        this.file = file;
        this.creation = new Creation(blueprint);
    }

    void write() {
        List<Parameter> all = blueprint.parameters();
        List<Parameter> left = all.stream()
                .filter(parameter -> parameter.defaultText() == null)
                .toList();
        if (left.size() == all.size() || blueprint.creator().isVarArgs()) {
            return;
        }
        List<String> declarations = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        Set<String> names = left.stream().map(Parameter::local).collect(Collectors.toSet());
        List<String> every = creation.parameters(file.imports());
        for (int i = 0; i < every.size(); i++) {
            Parameter parameter = all.get(i);
            String argument =
                    parameter.defaultText() == null ? parameter.local() : constant(parameter, parameter.defaultText());
            // A parameter hides a type of its name.
            boolean isHidden =
                    argument != null && argument.contains(".") && names.contains(argument.replaceAll("\\..*", ""));
            if (argument == null || isHidden) {
                return;
            }
            arguments.add(argument);
            if (parameter.defaultText() == null) {
                declarations.add(every.get(i));
            }
        }
        write(left, declarations, arguments);
    }

    private void write(List<Parameter> left, List<String> declarations, List<String> arguments) {
        String pool = blueprint.names().pool();
        String types = creation.typeParameters(file.imports());
        String builder = Core.BUILDER.of(blueprint, file, pool);
        List<String> given = left.stream().map(Parameter::local).toList();
        file.blank()
                .doc(
                        "    ",
                        "Starts the construction of a pool with the defaults of " + defaulted() + ".",
                        creation.tags(file.imports(), left, "the builder, for options"))
                .call("    static " + types + builder + " builder", declarations, " {")
                .call("        return builder", arguments, ";")
                .line("    }")
                .blank()
                .doc(
                        "    ",
                        "Builds a pool, to be closed, with the defaults of " + defaulted() + ".",
                        creation.tags(file.imports(), left, "the pool"))
                .call("    static " + types + pool + " create", declarations, " {")
                .call("        return builder", given, ".build();")
                .line("    }");
    }

    private String defaulted() {
        List<String> names = blueprint.parameters().stream()
                .filter(parameter -> parameter.defaultText() != null)
                .map(parameter -> "{@code " + parameter.local() + "}")
                .toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The default as an expression, null if it is none that javac could check. */
    private @Nullable String constant(Parameter parameter, String text) {
        return switch (parameter.form()) {
            case TEXT -> Literals.of(text);
            case BOX -> number(parameter, text);
            case ENUM -> enumConstant(parameter, text);
            case DURATION -> Literals.duration(text, file);
            case URI -> file.use("java.net.URI") + ".create(" + Literals.of(text) + ")";
            default -> null;
        };
    }

    private @Nullable String number(Parameter parameter, String text) {
        Element box =
                blueprint.tools().types().asElement(new ParameterReader(blueprint.tools()).boxed(parameter.type()));
        return switch (box == null ? "" : box.getSimpleName().toString()) {
            case "Byte" -> "(byte) " + Byte.valueOf(text);
            case "Short" -> "(short) " + Short.valueOf(text);
            case "Integer" -> String.valueOf(Integer.valueOf(text));
            case "Long" -> Long.valueOf(text) + "L";
            case "Float" -> Float.isFinite(Float.parseFloat(text)) ? Float.valueOf(text) + "f" : null;
            case "Double" -> Double.isFinite(Double.parseDouble(text)) ? String.valueOf(Double.valueOf(text)) : null;
            case "Boolean" -> String.valueOf(Boolean.valueOf(text));
            case "Character" -> Literals.of(text.charAt(0));
            default -> null;
        };
    }

    private String enumConstant(Parameter parameter, String text) {
        Element type = blueprint.tools().types().asElement(parameter.type());
        boolean isDeprecated = type != null
                && type.getEnclosedElements().stream()
                        .anyMatch(constant -> constant.getSimpleName().contentEquals(text)
                                && blueprint.tools().elements().isDeprecated(constant));
        String name = file.imports().use(blueprint.tools().types().erasure(parameter.type()));
        return isDeprecated ? name + ".valueOf(" + Literals.of(text) + ")" : name + "." + text;
    }
}
