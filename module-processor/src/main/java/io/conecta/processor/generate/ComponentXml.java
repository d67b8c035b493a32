package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
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
        List<Parameter> collaborators = ComponentWriter.collaborators(blueprint);
        boolean needsConfiguration = blueprint.parameters().stream()
                .anyMatch(parameter -> parameter.form().isText() && parameter.required());
        Xml xml = new Xml()
                .open(
                        "scr:component",
                        "xmlns:scr",
                        "http://www.osgi.org/xmlns/scr/v1.4.0",
                        "name",
                        pid,
                        "configuration-policy",
                        needsConfiguration ? "require" : "optional",
                        "immediate",
                        "true",
                        "init",
                        String.valueOf(collaborators.size() + 1),
                        "modified",
                        "modified",
                        "deactivate",
                        "deactivate")
                .empty(
                        "implementation",
                        "class",
                        blueprint.names().qualified(blueprint.names().component()))
                .empty(
                        "property",
                        "name",
                        "pool.name",
                        "value",
                        String.valueOf(blueprint.options().get(Option.NAME)))
                .empty("property", "name", "pool.type", "value", blueprint.typeBinaryName())
                .open("service")
                .empty("provide", "interface", "io.conecta.Pool")
                .empty("provide", "interface", pid)
                .close("service");
        int parameter = 1;
        for (Parameter collaborator : collaborators) {
            xml.empty(
                    "reference",
                    "name",
                    collaborator.key(),
                    "interface",
                    ComponentWriter.service(blueprint, collaborator),
                    "cardinality",
                    collaborator.required() ? "1..1" : "0..1",
                    "parameter",
                    String.valueOf(parameter++));
        }
        return xml.empty(
                        "reference",
                        "name",
                        "pool.listeners",
                        "interface",
                        "io.conecta.PoolListener",
                        "cardinality",
                        "0..n",
                        "policy",
                        "dynamic",
                        "bind",
                        "addListener",
                        "unbind",
                        "removeListener")
                .close("scr:component")
                .toString();
    }
}
