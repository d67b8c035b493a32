package io.conecta.processor.model;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** What the javadoc of a creator says about its parameters, as text for another comment. */
public final class CreatorDoc {
    private final Map<String, String> texts = new HashMap<>();

    /** Reads the comment of a constructor or method; that of a record's canonical constructor may be the record's own. */
    public CreatorDoc(ExecutableElement creator, Tools tools) {
        Element holder = creator.getEnclosingElement();
        if (holder != null && holder.getKind() == ElementKind.RECORD && creator.getKind() == ElementKind.CONSTRUCTOR) {
            read(tools.elements().getDocComment(holder));
        }
        read(tools.elements().getDocComment(creator));
    }

    /** {@return what is said about a parameter, or about a type parameter such as {@code <X>}; empty if nothing is} */
    public String of(String name) {
        return texts.getOrDefault(name, "");
    }

    private void read(@Nullable String comment) {
        if (comment == null) {
            return;
        }
        StringBuilder block = new StringBuilder();
        for (String line : comment.lines().map(String::strip).toList()) {
            if (line.startsWith("@") && !DocText.isOpen(block.toString())) {
                add(block.toString());
                block.setLength(0);
            }
            block.append(line).append(' ');
        }
        add(block.toString());
    }

    private void add(String block) {
        String[] words = block.strip().split("\\s+", 3);
        if (words.length == 3 && words[0].equals("@param")) {
            String text = DocText.of(words[2]);
            if (!text.isEmpty()) {
                texts.put(words[1], text);
            }
        }
    }
}
