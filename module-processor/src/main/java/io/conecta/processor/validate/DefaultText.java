package io.conecta.processor.validate;

import io.conecta.processor.model.DurationText;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.Tools;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Tells at compile time what would go wrong with a default at run time. */
final class DefaultText {
    private final Tools tools;

    DefaultText(Tools tools) {
        this.tools = tools;
    }

    /** {@return what should be written instead, empty if the text is fine} */
    String wanted(Parameter parameter, String text) {
        return switch (parameter.form()) {
            case BOX -> box(parameter, text);
            case ENUM -> constant(parameter, text);
            case DURATION -> DurationText.parse(text) == null ? "for instance \"30s\"" : "";
            case URI -> parses(text, URI::create) ? "" : "for instance \"tcp://localhost:7000\"";
            case CLASS -> type(parameter, text);
            default -> "";
        };
    }

    private String type(Parameter parameter, String text) {
        TypeElement named = text.isBlank() ? null : tools.elements().getTypeElement(text.replace('$', '.'));
        TypeMirror bound = parameter.classBound();
        if (text.isBlank() || named == null || bound == null || tools.isOver(bound, named.asType())) {
            return text.isBlank() ? "the name of a class" : ""; // A class that is not here may be there at run time.
        }
        return "the name of a subclass of " + Signatures.of(tools.types().erasure(bound));
    }

    private String box(Parameter parameter, String text) {
        String type = tools.types().erasure(parameter.type()).toString();
        return switch (type.substring(type.lastIndexOf('.') + 1).replaceAll(".* ", "")) {
            case "byte", "Byte" -> parses(text, Byte::valueOf) ? "" : "a whole number from -128 to 127";
            case "short", "Short" -> parses(text, Short::valueOf) ? "" : "a whole number from -32768 to 32767";
            case "int", "Integer" -> parses(text, Integer::valueOf) ? "" : "a whole number, for instance \"22\"";
            case "long", "Long" -> parses(text, Long::valueOf) ? "" : "a whole number, for instance \"22\"";
            case "float", "Float" -> parses(text, Float::valueOf) ? "" : "a number, for instance \"0.5\"";
            case "double", "Double" -> parses(text, Double::valueOf) ? "" : "a number, for instance \"0.5\"";
            case "char", "Character" -> text.length() == 1 ? "" : "a single character";
            default -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? "" : "\"true\" or \"false\"";
        };
    }

    private String constant(Parameter parameter, String text) {
        Element type = tools.types().asElement(parameter.type());
        List<String> constants = type == null
                ? List.of()
                : type.getEnclosedElements().stream()
                        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                        .map(element -> element.getSimpleName().toString())
                        .toList();
        if (constants.isEmpty()) {
            return "no default, since there is no constant";
        }
        return constants.contains(text) ? "" : "one of " + String.join(", ", constants);
    }

    private static boolean parses(String text, Function<String, ?> parser) {
        try {
            return parser.apply(text) != null;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
