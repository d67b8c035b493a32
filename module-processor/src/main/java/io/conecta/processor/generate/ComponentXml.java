package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Writes the component's description for Declarative Services. */
final class ComponentXml {
    private ComponentXml() {}

    /** {@return the file's path} */
    static String path(Blueprint blueprint) {
        return "OSGI-INF/" + blueprint.names().pid() + ".xml";
    }

    static String write(Blueprint blueprint) {
        String pid = blueprint.names().pid();
        Xml xml = new Xml()
                .open(
                        "scr:component",
                        "xmlns:scr",
                        "http://www.osgi.org/xmlns/scr/v1.4.0",
                        "name",
                        pid,
                        "configuration-policy",
                        needsConfiguration(blueprint) ? "require" : "optional",
                        "immediate",
                        "true",
                        "init",
                        String.valueOf(ComponentWriter.required(blueprint).size() + 1),
                        "activate",
                        "activate",
                        "modified",
                        "modified",
                        "deactivate",
                        "deactivate")
                .empty(
                        "implementation",
                        "class",
                        blueprint.names().qualified(blueprint.names().component()));
        properties(blueprint, xml);
        xml.open("service")
                .empty("provide", "interface", Core.POOL.name(blueprint))
                .empty("provide", "interface", pid)
                .close("service");
        references(blueprint, xml);
        several(xml, "pool.listeners", "io.conecta.PoolListener", "Listener");
        several(xml, "pool.budgets", "io.conecta.PoolBudget", "Budget");
        return xml.close("scr:component").toString();
    }

    private static void references(Blueprint blueprint, Xml xml) {
        int parameter = 1;
        for (Parameter collaborator : ComponentWriter.collaborators(blueprint)) {
            List<String> reference = new ArrayList<>(List.of("name", collaborator.key(), "interface"));
            reference.add(ComponentWriter.service(blueprint, collaborator));
            if (collaborator.required()) {
                reference.addAll(List.of("cardinality", "1..1", "parameter", String.valueOf(parameter++)));
            } else {
                // Whoever comes late or is better is taken, in place.
                reference.addAll(List.of("cardinality", "0..1", "policy", "dynamic", "policy-option", "greedy"));
                reference.addAll(List.of("bind", ComponentWriter.bound(collaborator)));
                reference.addAll(List.of("unbind", ComponentWriter.unbound(collaborator)));
            }
            xml.empty("reference", reference.toArray(String[]::new));
        }
    }

    /** Services of any number, which come and go. */
    private static void several(Xml xml, String name, String service, String what) {
        List<String> reference = new ArrayList<>(List.of("name", name, "interface", service));
        reference.addAll(List.of("cardinality", "0..n", "policy", "dynamic"));
        reference.addAll(List.of("bind", "add" + what, "unbind", "remove" + what));
        xml.empty("reference", reference.toArray(String[]::new));
    }

    /** What names the pool, unless the configuration does. */
    static void properties(Blueprint blueprint, Xml xml) {
        xml.empty(
                        "property",
                        "name",
                        "pool.name",
                        "value",
                        String.valueOf(blueprint.options().get(Option.NAME)))
                .empty("property", "name", "pool.type", "value", blueprint.typeBinaryName());
    }

    /** {@return whether there is no pool without a configuration} */
    static boolean needsConfiguration(Blueprint blueprint) {
        return blueprint.parameters().stream()
                .anyMatch(parameter -> parameter.form().isText() && parameter.required());
    }
}
