package io.conecta.processor.generate;

/** An XML document in the making. */
final class Xml {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private String indent = "";

    /** Starts an element: a name, then attribute names and values in turn; XML escapes are made here. */
    Xml open(String name, String... attributes) {
        tag(name, attributes).append(">\n");
        indent += "    ";
        return this;
    }

    /** Adds an element without content. */
    Xml empty(String name, String... attributes) {
        tag(name, attributes).append("/>\n");
        return this;
    }

    Xml close(String name) {
        indent = indent.substring(4);
        text.append(indent).append("</").append(name).append(">\n");
        return this;
    }

    private StringBuilder tag(String name, String... attributes) {
        text.append(indent).append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        return text;
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;")
                .replaceAll("[\\p{Cntrl}]", " ");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
