package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Writes {@code SessionPoolComponent}: the pool as an OSGi service. The class itself needs no OSGi. */
final class ComponentWriter {
    private ComponentWriter() {}

    static JavaFile write(Blueprint blueprint) {
        JavaFile file = new JavaFile(blueprint, blueprint.names().component());
        file.imports().keep("Collaborator"); // A type that the component inherits.
        String name = blueprint.names().component();
        Creation creation = new Creation(blueprint);
        String properties = creation.unused("properties");
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        parameters.add(file.use("java.util.Map") + "<" + file.use("java.lang.String") + ", ?> " + properties);
        tags.add("@param " + properties + " the configuration");
        arguments.add("new " + blueprint.names().provider() + "()");
        arguments.add(properties);
        for (Parameter parameter : required(blueprint)) {
            parameters.add(file.imports().useAnnotated(parameter, parameter.configured()) + " " + parameter.local());
            tags.add(creation.tag(parameter));
            arguments.add("named(" + Literals.of(parameter.key()) + ", " + parameter.local() + ")");
        }
        file.doc(
                "",
                "Keeps a pool of {@link " + file.type() + "} as an OSGi service, configured by the PID {@code "
                        + blueprint.names().pid() + "}.");
        file.annotations();
        manifest(file, blueprint);
        file.line("public final class " + name + " extends " + Core.CONFIGURED.of(blueprint, file) + " implements "
                + blueprint.names().pool() + " {");
        FacadeMember.begin(blueprint, file, "    ");
        file.doc("    ", "Called by Declarative Services.", tags)
                .call("    public " + name, parameters, " {")
                .call("        super", arguments, ";")
                .line("    }");
        for (Parameter parameter : collaborators(blueprint)) {
            if (!parameter.required()) {
                method(file, creation, parameter, bound(parameter), "bind");
                method(file, creation, parameter, unbound(parameter), "unbind");
            }
        }
        FacadeMember.end(blueprint, file, "    ");
        return file.line("}");
    }

    /** A method that hands on an optional service, which comes and goes while the pool runs. */
    private static void method(JavaFile file, Creation creation, Parameter parameter, String name, String handsOn) {
        file.blank()
                .doc("    ", "Called by Declarative Services.", List.of(creation.tag(parameter)))
                .line("    public void " + name + "(" + file.imports().use(parameter.configured()) + " "
                        + parameter.local() + ") {")
                .line("        " + handsOn + "(" + Literals.of(parameter.key()) + ", " + parameter.local() + ");")
                .line("    }");
    }

    /** {@return the method that takes an optional service; no other begins with the parameter's name and ends so} */
    static String bound(Parameter parameter) {
        return parameter.local() + "Bound";
    }

    /** {@return the method that lets an optional service go} */
    static String unbound(Parameter parameter) {
        return parameter.local() + "Unbound";
    }

    /** {@return the collaborators without which there is no pool} */
    static List<Parameter> required(Blueprint blueprint) {
        return collaborators(blueprint).stream().filter(Parameter::required).toList();
    }

    /** {@return the parameters that are objects, each a reference to a service} */
    static List<Parameter> collaborators(Blueprint blueprint) {
        return blueprint.parameters().stream()
                .filter(parameter -> parameter.form() == Form.COLLABORATOR)
                .toList();
    }

    /** {@return the binary name of the service that a collaborator is} */
    static String service(Blueprint blueprint, Parameter parameter) {
        TypeElement type = (TypeElement) ((DeclaredType) parameter.configured()).asElement();
        return blueprint.tools().elements().getBinaryName(type).toString();
    }

    /** What bnd puts into the manifest. */
    private static void manifest(JavaFile file, Blueprint blueprint) {
        String objectClass = "objectClass:List<String>=\"" + Core.POOL.name(blueprint) + ","
                + blueprint.names().pid() + "\"";
        file.line("@" + file.use("org.osgi.annotation.bundle.Header") + "(name = \"Service-Component\", value = "
                        + Literals.of(ComponentXml.path(blueprint)) + ")")
                .line("@" + file.use("org.osgi.annotation.bundle.Capability")
                        + "(namespace = \"osgi.service\", attribute = " + Literals.of(objectClass) + ")")
                .line("@" + file.use("org.osgi.annotation.bundle.Capability")
                        + "(namespace = \"osgi.serviceloader\", name = \"" + Core.PROVIDER.name(blueprint) + "\")")
                .line("@" + file.use("org.osgi.annotation.bundle.Requirement")
                        + "(namespace = \"osgi.extender\", name = \"osgi.serviceloader.registrar\", version = \"1.0.0\","
                        + " resolution = " + file.use("org.osgi.annotation.bundle.Requirement")
                        + ".Resolution.OPTIONAL)")
                .line("@" + file.use("org.osgi.annotation.bundle.Requirement")
                        + "(namespace = \"osgi.extender\", name = \"osgi.component\", version = \"1.4.0\")");
        List<String> services = Stream.concat(
                        ComponentXml.needsConfiguration(blueprint)
                                ? Stream.of("org.osgi.service.cm.ConfigurationAdmin")
                                : Stream.of(),
                        required(blueprint).stream().map(parameter -> service(blueprint, parameter)))
                .distinct()
                .toList();
        for (String service : services) {
            file.line("@" + file.use("org.osgi.annotation.bundle.Requirement")
                    + "(namespace = \"osgi.service\", filter = " + Literals.of("(objectClass=" + service + ")")
                    + ", effective = \"active\")");
        }
    }
}
