package io.conecta.processor.validate;

import io.conecta.processor.model.DurationText;
import io.conecta.processor.model.Item;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.Tools;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
            case CLASS -> type(parameter, text);
            case LIST, SET ->
                parts(text)
                        .map(part -> wanted(parameter.item(), part))
                        .filter(wanted -> !wanted.isEmpty())
                        .findFirst()
                        .orElse("");
            case MAP -> parts(text).allMatch(part -> part.indexOf('=') > 0) ? "" : "for instance \"a=1,b=2\"";
            default -> wanted(parameter.item(), text);
        };
    }

    private static Stream<String> parts(String text) {
        return text.isBlank() ? Stream.empty() : Stream.of(text.strip().split("\\s*,\\s*", -1));
    }

    private String wanted(Item item, String text) {
        return switch (item.form()) {
            case BOX -> box(item, text);
            case ENUM -> constant(item, text);
            case DURATION -> DurationText.parse(text) == null ? "for instance \"30s\"" : "";
            case URI -> parses(text, URI::create) ? "" : "for instance \"tcp://localhost:7000\"";
            case URL ->
                parses(text, address -> URI.create(address).getScheme()) ? "" : "for instance \"https://localhost\"";
            // A character set that is not here may be there at run time.
            case CHARSET -> parses(text, Charset::isSupported) ? "" : "for instance \"UTF-8\"";
            case UUID -> parses(text, UUID::fromString) ? "" : "for instance \"123e4567-e89b-12d3-a456-426614174000\"";
            case PATTERN -> parses(text, Pattern::compile) ? "" : "a regular expression";
            case BIG -> big(item, text);
            case LOCALE -> parses(text, DefaultText::locale) ? "" : "a language tag, for instance \"de-CH\"";
            case PARSED -> time(item, text);
            default -> "";
        };
    }

    private String big(Item item, String text) {
        return tools.is(item.type(), "java.math.BigInteger")
                ? parses(text.strip(), BigInteger::new) ? "" : "a whole number, for instance \"22\""
                : parses(text.strip(), BigDecimal::new) ? "" : "a number, for instance \"0.5\"";
    }

    private static Locale locale(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException();
        }
        return new Locale.Builder()
                .setLanguageTag(text.strip().replace('_', '-'))
                .build();
    }

    /** Types of the JDK that parse the same text everywhere. */
    private String time(Item item, String text) {
        return switch (tools.types().erasure(item.type()).toString()) {
            case "java.time.Instant" -> parses(text, Instant::parse) ? "" : "for instance \"2024-12-31T23:59:59Z\"";
            case "java.time.LocalDate" -> parses(text, LocalDate::parse) ? "" : "for instance \"2024-12-31\"";
            case "java.time.LocalTime" -> parses(text, LocalTime::parse) ? "" : "for instance \"23:59\"";
            case "java.time.Period" -> parses(text, Period::parse) ? "" : "for instance \"P1Y2M3D\"";
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

    private String box(Item item, String text) {
        String type = tools.types().erasure(item.type()).toString();
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

    private String constant(Item item, String text) {
        Element type = tools.types().asElement(item.type());
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
        } catch (IllegalArgumentException | DateTimeException | IllformedLocaleException wrong) {
            return false;
        }
    }
}
