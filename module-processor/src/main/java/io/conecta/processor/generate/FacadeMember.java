package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Facade;
import java.util.List;

/** Writes the method by which a typed pool gives its façade. */
final class FacadeMember {
    private FacadeMember() {}

    /** Declares it in the typed pool. */
    static void declare(Blueprint blueprint, JavaFile file) {
        Facade facade = blueprint.facade();
        if (facade != null) {
            String type = file.imports().use(facade.type());
            String name = file.imports().use(facade.type().asElement());
            List<String> tags = blueprint.key() == null
                    ? List.of("@return always the same one")
                    : List.of("@param key for what key it borrows", "@return one that may be kept");
            file.blank()
                    .doc(
                            "    ",
                            "A {@link " + name
                                    + "} for any number of threads: each call borrows an object, calls it and returns it,"
                                    + " and after an exception the object counts as suspect. It closes no object and not the pool.",
                            tags)
                    .line("    " + type + " facade(" + parameter(blueprint, file) + ");");
        }
    }

    /** Begins a class that is a {@code ForwardingPool} with what it gives. */
    static void begin(Blueprint blueprint, JavaFile file, String indent) {
        Facade facade = blueprint.facade();
        if (facade != null && blueprint.key() == null) {
            String type = file.imports().use(facade.type());
            file.line(indent + "private final " + type + " facade = new "
                            + blueprint.names().facade() + "(this);")
                    .blank();
        }
    }

    /** Ends such a class with the method. */
    static void end(Blueprint blueprint, JavaFile file, String indent) {
        Facade facade = blueprint.facade();
        if (facade != null) {
            file.blank()
                    .line(indent + "@" + file.use("java.lang.Override"))
                    .line(indent + "public " + file.imports().use(facade.type()) + " facade("
                            + parameter(blueprint, file) + ") {")
                    .line(indent + "    return "
                            + (blueprint.key() == null
                                    ? "facade"
                                    : "new " + blueprint.names().facade() + "(this, key)")
                            + ";")
                    .line(indent + "}");
        }
    }

    /** Keys have one façade each. */
    private static String parameter(Blueprint blueprint, JavaFile file) {
        return blueprint.key() == null ? "" : file.keyType() + " key";
    }
}
