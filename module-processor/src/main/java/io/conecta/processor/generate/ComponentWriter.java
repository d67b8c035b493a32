package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;

/** Writes {@code SessionPoolComponent}: the pool as an OSGi service. The class itself needs no OSGi. */
final class ComponentWriter {
    private ComponentWriter() {}

    static JavaFile write(Blueprint blueprint) {
        JavaFile file = new JavaFile(blueprint, blueprint.names().component());
        String name = blueprint.names().component();
        Creation creation = new Creation(blueprint);
        String properties = creation.unused("properties");
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        parameters.add(file.use("java.util.Map") + "<" + file.use("java.lang.String") + ", ?> " + properties);
        arguments.add("new " + blueprint.names().provider() + "()");
        arguments.add(properties);
        for (Parameter parameter : collaborators(blueprint)) {
            parameters.add(file.imports().use(parameter.configured()) + " " + parameter.name());
            arguments.add("named(" + Literals.of(parameter.key()) + ", " + parameter.name() + ")");
        }
        file.doc(
                "",
                "Keeps a pool of {@link " + file.type() + "} as an OSGi service, configured by the PID {@code "
                        + blueprint.names().pid() + "}.");
        file.annotations();
        manifest(file, blueprint);
        return file.line("public final class " + name + " extends " + file.use("io.conecta.ConfiguredPool") + "<"
                        + file.type() + "> implements " + blueprint.names().pool() + " {")
                .doc("    ", "Called by Declarative Services.")
                .call("    public " + name, parameters, " {")
                .call("        super", arguments, ";")
                .line("    }")
                .line("}");
    }

    /** {@return the parameters that are objects, each a reference to a service} */
    static List<Parameter> collaborators(Blueprint blueprint) {
        return blueprint.parameters().stream()
                .filter(parameter -> parameter.form() == Form.COLLABORATOR)
                .toList();
    }

    /** {@return the parameters that can be neither text nor a service} */
    static List<Parameter> unsuppliable(Blueprint blueprint) {
        return collaborators(blueprint).stream()
                .filter(parameter -> parameter.configured() instanceof ArrayType)
                .toList();
    }

    /** {@return the binary name of the service that a collaborator is} */
    static String service(Blueprint blueprint, Parameter parameter) {
        TypeElement type = (TypeElement) ((DeclaredType) parameter.configured()).asElement();
        return blueprint.tools().elements().getBinaryName(type).toString();
    }

    /** What bnd puts into the manifest. */
    private static void manifest(JavaFile file, Blueprint blueprint) {
        String objectClass = "objectClass:List<String>=\"io.conecta.Pool,"
                + blueprint.names().pid() + "\"";
        file.line("@" + file.use("org.osgi.annotation.bundle.Header") + "(name = \"Service-Component\", value = "
                        + Literals.of(ComponentXml.path(blueprint)) + ")")
                .line("@" + file.use("org.osgi.annotation.bundle.Capability")
                        + "(namespace = \"osgi.service\", attribute = " + Literals.of(objectClass) + ")")
                .line("@" + file.use("org.osgi.annotation.bundle.Capability")
                        + "(namespace = \"osgi.serviceloader\", name = \"io.conecta.PoolProvider\")")
                .line("@" + file.use("org.osgi.annotation.bundle.Requirement")
                        + "(namespace = \"osgi.extender\", name = \"osgi.serviceloader.registrar\", version = \"1.0.0\","
                        + " resolution = " + file.use("org.osgi.annotation.bundle.Requirement")
                        + ".Resolution.OPTIONAL)")
                .line("@" + file.use("org.osgi.annotation.bundle.Requirement")
                        + "(namespace = \"osgi.extender\", name = \"osgi.component\", version = \"1.4.0\")");
        List<String> services = collaborators(blueprint).stream()
                .filter(Parameter::required)
                .map(parameter -> service(blueprint, parameter))
                .distinct()
                .collect(Collectors.toList());
        for (String service : services) {
            file.line("@" + file.use("org.osgi.annotation.bundle.Requirement")
                    + "(namespace = \"osgi.service\", filter = " + Literals.of("(objectClass=" + service + ")")
                    + ", effective = \"active\")");
        }
    }
}
