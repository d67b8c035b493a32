package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Facade;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * Writes {@code SessionFacadeComponent} and its description: the façade as an OSGi service under its interface. It has the pool's
 * configuration and waits for what the pool waits for, so that it comes and goes with the pool of that configuration.
 */
final class FacadeComponent {
    private FacadeComponent() {}

    /** {@return the description's path} It is sorted behind the pool's, so that pools come first. */
    static String path(Blueprint blueprint) {
        return "OSGI-INF/" + blueprint.names().pid() + "_facade.xml";
    }

    static JavaFile write(Blueprint blueprint, Facade facade) {
        String name = blueprint.names().facadeComponent();
        JavaFile file = new JavaFile(blueprint, name);
        FacadeWriter.keepNames(facade, blueprint.tools(), file);
        String following = file.use("io.conecta.config.FollowingPool") + "<" + file.type() + ">";
        String properties = file.use("java.util.Map") + "<" + file.use("java.lang.String") + ", ?> properties";
        file.doc(
                        "",
                        "Keeps a façade of {@link " + blueprint.names().pool()
                                + "} as an OSGi service, as long as the pool of its" + " configuration.")
                .annotations()
                .line("@" + file.use("org.osgi.annotation.bundle.Header") + "(name = \"Service-Component\", value = "
                        + Literals.of(path(blueprint)) + ")")
                .line("@" + file.use("org.osgi.annotation.bundle.Capability")
                        + "(namespace = \"osgi.service\", attribute = "
                        + Literals.of("objectClass:List<String>=\"" + service(blueprint, facade) + "\"") + ")")
                .line("public final class " + name + " extends "
                        + blueprint.names().facade() + " {")
                .line("    private final " + following + " followed;");
        constructors(blueprint, file, following, properties);
        lifecycle(blueprint, file, properties);
        return file.line("}");
    }

    private static void constructors(Blueprint blueprint, JavaFile file, String following, String properties) {
        String name = blueprint.names().facadeComponent();
        file.blank()
                .doc("    ", "Called by Declarative Services.", List.of("@param properties the configuration"))
                .line("    public " + name + "(" + properties + ") {")
                .line("        this(new " + file.use("io.conecta.config.FollowingPool") + "<"
                        + file.type() + ">("
                        + Literals.of(String.valueOf(blueprint.options().get(Option.NAME))) + ", properties));")
                .line("    }")
                .blank()
                .line("    private " + name + "(" + following + " followed) {")
                .line("        super(followed);")
                .line("        this.followed = followed;")
                .line("    }");
    }

    private static void lifecycle(Blueprint blueprint, JavaFile file, String properties) {
        file.blank()
                .doc(
                        "    ",
                        "Called by Declarative Services.",
                        List.of("@param pool a pool that has come", "@param properties its properties"))
                .line("    public void poolBound(" + blueprint.names().pool() + " pool, " + properties + ") {")
                .line("        this.followed.follow(pool, properties);")
                .line("    }")
                .blank()
                .doc("    ", "Called by Declarative Services; there is nothing to do.")
                .line("    public void facadeActivated() {}")
                .blank()
                .doc(
                        "    ",
                        "Called by Declarative Services; the pool follows the configuration.",
                        List.of("@param properties the configuration"))
                .line("    public void facadeModified(" + properties + ") {}")
                .blank()
                .doc("    ", "Called by Declarative Services; there is nothing to do.")
                .line("    public void facadeDeactivated() {}");
    }

    static String xml(Blueprint blueprint, Facade facade) {
        Xml xml = new Xml()
                .open(
                        "scr:component",
                        "xmlns:scr",
                        "http://www.osgi.org/xmlns/scr/v1.4.0",
                        "name",
                        blueprint.names().facadePid(),
                        "configuration-pid",
                        blueprint.names().pid(),
                        "configuration-policy",
                        ComponentXml.needsConfiguration(blueprint) ? "require" : "optional",
                        "immediate",
                        "true",
                        "init",
                        "1",
                        "activate",
                        "facadeActivated",
                        "modified",
                        "facadeModified",
                        "deactivate",
                        "facadeDeactivated")
                .empty(
                        "implementation",
                        "class",
                        blueprint.names().qualified(blueprint.names().facadeComponent()));
        ComponentXml.properties(blueprint, xml);
        services(blueprint, facade, xml);
        return xml.close("scr:component").toString();
    }

    private static void services(Blueprint blueprint, Facade facade, Xml xml) {
        xml.open("service")
                .empty("provide", "interface", service(blueprint, facade))
                .close("service")
                .empty(
                        "reference",
                        "name",
                        "pool.followed",
                        "interface",
                        blueprint.names().pid(),
                        "cardinality",
                        "1..n",
                        "policy",
                        "dynamic",
                        "bind",
                        "poolBound");
        for (Parameter collaborator : ComponentWriter.required(blueprint)) { // No pool without it, so no façade.
            xml.empty(
                    "reference",
                    "name",
                    collaborator.key(),
                    "interface",
                    ComponentWriter.service(blueprint, collaborator),
                    "cardinality",
                    "1..1");
        }
    }

    private static String service(Blueprint blueprint, Facade facade) {
        return blueprint
                .tools()
                .elements()
                .getBinaryName((TypeElement) facade.type().asElement())
                .toString();
    }
}
