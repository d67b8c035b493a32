package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Key;
import io.conecta.processor.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code SessionKey}: a record of several parameters that are the key together. */
final class KeyWriter {
    private KeyWriter() {}

    static JavaFile write(Blueprint blueprint, Key key) {
        String name = blueprint.names().key();
        JavaFile file = new JavaFile(blueprint, name);
        Creation creation = new Creation(blueprint);
        List<String> components = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        for (Parameter part : key.parts()) {
            components.add(file.imports().useAnnotated(part, part.type()) + " " + component(part));
            tags.add(creation.tag(part, component(part)));
        }
        return file.doc("", "By what {@link " + blueprint.names().pool() + "} is asked for objects.", tags)
                .annotations()
                .call((blueprint.isPublic() ? "public " : "") + "record " + name, components, " {}");
    }

    /** {@return what a part of the key is called: another name than the methods that every object has without parameters} */
    static String component(Parameter part) {
        return switch (part.local()) {
            case "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait" ->
                part.local() + "_";
            default -> part.local();
        };
    }
}
