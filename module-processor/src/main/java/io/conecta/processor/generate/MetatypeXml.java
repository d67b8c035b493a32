package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import io.conecta.processor.model.Sampling;
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
        for (Parameter parameter : ComponentWriter.collaborators(blueprint)) {
            filter(
                    parameter.key(),
                    "which " + ComponentWriter.service(blueprint, parameter)
                            + " service is used, a filter over their properties; of several, that with the highest ranking",
                    xml);
        }
        Map<Option, Object> given = blueprint.options();
        for (Option option : Option.all(blueprint.key() != null)) {
            if (option != Option.FAIL_FAST) { // It makes no difference to a service.
                option(option, given.get(option), blueprint.key() != null, xml);
            }
        }
        filter("pool.listeners", "which listeners hear this pool, a filter over their properties", xml);
        ranking(xml);
        xml.close("OCD");
        return designate(pid, xml).close("metatype:MetaData").toString();
    }

    /** One pool may be configured by the PID itself, any number by factory configurations. */
    private static Xml designate(String pid, Xml xml) {
        return xml.open("Designate", "pid", pid)
                .empty("Object", "ocdref", pid)
                .close("Designate")
                .open("Designate", "factoryPid", pid)
                .empty("Object", "ocdref", pid)
                .close("Designate");
    }

    private static void setting(Blueprint blueprint, Parameter parameter, Xml xml) {
        String type = type(blueprint, parameter);
        // The dot keeps a password out of the service's properties, which every bundle can read.
        String id = type.equals("Password") ? "." + parameter.key() : parameter.key();
        List<String> attributes = new ArrayList<>(List.of("id", id, "name", Label.of(parameter.key())));
        attributes.addAll(List.of("type", type, "required", String.valueOf(parameter.required())));
        boolean several = parameter.form().isSeveral();
        if (parameter.defaultText() != null && !type.equals("Password")) {
            String escaped = parameter.defaultText().replace("\\", "\\\\");
            attributes.addAll(List.of("default", several ? escaped : single(escaped)));
        }
        if (several) {
            attributes.addAll(List.of("cardinality", String.valueOf(Integer.MAX_VALUE)));
        }
        String description = description(parameter);
        if (!description.isEmpty()) {
            attributes.addAll(List.of("description", description));
        }
        String[] all = attributes.toArray(String[]::new);
        if (parameter.item().form() != Form.ENUM) {
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

    /** What it is for, and how it is written if its type does not say. */
    private static String description(Parameter parameter) {
        String given = parameter.description();
        if (parameter.form() != Form.MAP) {
            return given;
        }
        return (given.isEmpty() ? "Entries" : given + "; entries") + " such as a=1";
    }

    /** A default is a list that is parted at commas and stripped, unless they are escaped. */
    private static String single(String escaped) {
        return escaped.replace(",", "\\,").replaceAll("^(?=\\s)|(?=\\s$)", "\\\\");
    }

    private static List<? extends Element> constants(Blueprint blueprint, Parameter parameter) {
        Element type = blueprint.tools().types().asElement(parameter.item().type());
        return type == null
                ? List.of()
                : type.getEnclosedElements().stream()
                        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                        .toList();
    }

    private static String type(Blueprint blueprint, Parameter parameter) {
        String plain = plainType(blueprint, parameter);
        boolean open = plain.equals("Boolean")
                || parameter.item().form() == Form.ENUM
                || parameter.form() == Form.CLASS
                || parameter.item().form() == Form.DURATION;
        return !open && isSecret(parameter) ? "Password" : plain;
    }

    private static boolean isSecret(Parameter parameter) {
        String text = parameter.defaultText();
        return parameter.form() == Form.CHARS
                || Secrets.isKey(parameter.key())
                || (text != null && !Secrets.hidden(text).equals(text));
    }

    private static String plainType(Blueprint blueprint, Parameter parameter) {
        if (parameter.item().form() != Form.BOX) {
            return "String";
        }
        Element box = blueprint
                .tools()
                .types()
                .asElement(new ParameterReader(blueprint.tools())
                        .boxed(parameter.item().type()));
        return String.valueOf(box == null ? "String" : box.getSimpleName());
    }

    private static void option(Option option, @Nullable Object given, boolean keyed, Xml xml) {
        // A name is a service property.
        String key = option == Option.NAME ? "pool.name" : option.key();
        String value = given != null ? String.valueOf(given) : option.defaultText();
        if (option.kind() == Option.Kind.SAMPLE) {
            value = String.valueOf(Sampling.normal(value));
        }
        String type = switch (option.kind()) {
            case NUMBER -> "Integer";
            case LIMIT -> isText(option) ? "String" : "Integer";
            case FLAG -> "Boolean";
            default -> "String";
        };
        if (type.equals("String") && value.equals(String.valueOf(Integer.MAX_VALUE))) {
            value = "none";
        }
        List<String> attributes = new ArrayList<>(List.of("id", key, "name", Label.of(option.key())));
        attributes.addAll(List.of("type", type, "required", "false", "default", single(value.replace("\\", "\\\\"))));
        if (type.equals("Integer")) { // Of a string they would be bounds of its length.
            attributes.addAll(List.of("min", String.valueOf(option.least()), "max", String.valueOf(Integer.MAX_VALUE)));
        }
        attributes.addAll(List.of("description", option.meaning(keyed) + form(option)));
        xml.empty("AD", attributes.toArray(String[]::new));
    }

    /** {@return what text the value is, where a console has no type for it} */
    private static String form(Option option) {
        return switch (option.kind()) {
            case TIME ->
                "; such as 500ms, 5s, 1h30m, or off" + (option.least() > 0 ? "; more than zero" : "; zero is fine");
            case LIMIT -> isText(option) ? "; a number, at least " + option.least() + ", or none" : "";
            default -> "";
        };
    }

    /** Whether a console must be able to show a default that is no number. */
    private static boolean isText(Option option) {
        return option.defaultText().equals("none");
    }

    private static void filter(String reference, String description, Xml xml) {
        List<String> attributes = new ArrayList<>(List.of("id", reference + ".target", "type", "String"));
        attributes.addAll(List.of("name", Label.of(reference) + " (filter)", "required", "false"));
        // No default: one that a form saves would be another filter than none, for which the component is started
        // again.
        attributes.addAll(List.of("description", description + "; such as (colour=blue), and never empty"));
        xml.empty("AD", attributes.toArray(String[]::new));
    }

    private static void ranking(Xml xml) {
        List<String> attributes = new ArrayList<>(List.of("id", "service.ranking", "name", "Service ranking"));
        attributes.addAll(List.of("type", "Integer", "required", "false", "default", "0"));
        attributes.addAll(List.of("min", String.valueOf(Integer.MIN_VALUE), "max", String.valueOf(Integer.MAX_VALUE)));
        attributes.addAll(List.of("description", "of several pools, consumers prefer that with the highest"));
        xml.empty("AD", attributes.toArray(String[]::new));
    }
}
