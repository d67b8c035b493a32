package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import io.conecta.processor.model.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/** Writes the configuration's description for the Metatype Service: what a console shows as a form. */
final class MetatypeXml {
    private MetatypeXml() {}

    /** {@return the file's path} */
    static String path(Blueprint blueprint) {
        return "OSGI-INF/metatype/" + blueprint.names().pid() + ".xml";
    }

    static String write(Blueprint blueprint) {
        String pid = blueprint.names().pid();
        Xml xml = new Xml()
                .open("metatype:MetaData", "xmlns:metatype", "http://www.osgi.org/xmlns/metatype/v1.4.0")
                .open(
                        "OCD",
                        "id",
                        pid,
                        "name",
                        blueprint.names().base().replace('_', '.') + " pool",
                        "description",
                        "A pool of " + blueprint.typeBinaryName());
        for (Parameter parameter : blueprint.parameters()) {
            if (parameter.form().isText()) {
                setting(blueprint, parameter, xml);
            }
        }
        Map<Option, Object> given = blueprint.options();
        for (Option option : Option.values()) {
            option(option, given.get(option), xml);
        }
        return xml.close("OCD")
                .open("Designate", "pid", pid)
                .empty("Object", "ocdref", pid)
                .close("Designate")
                .open("Designate", "factoryPid", pid)
                .empty("Object", "ocdref", pid)
                .close("Designate")
                .close("metatype:MetaData")
                .toString();
    }

    private static void setting(Blueprint blueprint, Parameter parameter, Xml xml) {
        String type = type(blueprint, parameter);
        // The dot keeps a password out of the service's properties, which every bundle can read.
        String id = type.equals("Password") ? "." + parameter.key() : parameter.key();
        List<String> attributes = new ArrayList<>(List.of("id", id, "name", parameter.key()));
        attributes.addAll(List.of("type", type, "required", String.valueOf(parameter.required())));
        boolean several = parameter.form() == Form.TEXTS || parameter.form() == Form.TEXT_ARRAY;
        if (parameter.defaultText() != null && !type.equals("Password")) {
            String escaped = parameter.defaultText().replace("\\", "\\\\");
            attributes.addAll(List.of("default", several ? escaped : single(escaped)));
        }
        if (several) {
            attributes.addAll(List.of("cardinality", String.valueOf(Integer.MAX_VALUE)));
        }
        if (!parameter.description().isEmpty()) {
            attributes.addAll(List.of("description", parameter.description()));
        }
        String[] all = attributes.toArray(String[]::new);
        if (parameter.form() != Form.ENUM) {
            xml.empty("AD", all);
            return;
        }
        xml.open("AD", all);
        for (Element constant : constants(blueprint, parameter)) {
            String name = constant.getSimpleName().toString();
            xml.empty("Option", "label", name, "value", name);
        }
        xml.close("AD");
    }

    /** A default is a list that is parted at commas and stripped, unless they are escaped. */
    private static String single(String escaped) {
        return escaped.replace(",", "\\,").replaceAll("^(?=\\s)|(?=\\s$)", "\\\\");
    }

    private static List<? extends Element> constants(Blueprint blueprint, Parameter parameter) {
        Element type = blueprint.tools().types().asElement(parameter.type());
        return type == null
                ? List.of()
                : type.getEnclosedElements().stream()
                        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                        .toList();
    }

    private static String type(Blueprint blueprint, Parameter parameter) {
        String plain = plainType(blueprint, parameter);
        boolean open = plain.equals("Boolean")
                || parameter.form() == Form.ENUM
                || parameter.form() == Form.CLASS
                || parameter.form() == Form.DURATION;
        return !open && isSecret(parameter) ? "Password" : plain;
    }

    private static boolean isSecret(Parameter parameter) {
        String text = parameter.defaultText();
        return Secrets.isKey(parameter.key())
                || (text != null && !Secrets.hidden(text).equals(text));
    }

    private static String plainType(Blueprint blueprint, Parameter parameter) {
        if (parameter.form() != Form.BOX) {
            return "String";
        }
        Element box =
                blueprint.tools().types().asElement(new ParameterReader(blueprint.tools()).boxed(parameter.type()));
        return String.valueOf(box == null ? "String" : box.getSimpleName());
    }

    private static void option(Option option, @Nullable Object given, Xml xml) {
        // A name is a service property, and a backend that is down at the start does not keep the service away.
        String key = option == Option.NAME ? "pool.name" : option.key();
        String value =
                given != null ? String.valueOf(given) : option == Option.FAIL_FAST ? "false" : option.defaultText();
        String type = switch (option.kind()) {
            case NUMBER -> "Integer";
            case LIMIT -> option.defaultText().equals("none") ? "String" : "Integer";
            case FLAG -> "Boolean";
            default -> "String";
        };
        if (type.equals("String") && value.equals(String.valueOf(Integer.MAX_VALUE))) {
            value = "none";
        }
        String description =
                option.meaning() + (option.kind() == Option.Kind.TIME ? "; such as 500ms, 5s, 1h30m, or off" : "");
        xml.empty(
                "AD",
                "id",
                key,
                "name",
                option.key(),
                "type",
                type,
                "required",
                "false",
                "default",
                single(value.replace("\\", "\\\\")),
                "description",
                description);
    }
}
