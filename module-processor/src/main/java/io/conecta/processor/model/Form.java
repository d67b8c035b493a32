package io.conecta.processor.model;

/** How a parameter gets its value from configuration. */
public enum Form {
    /** A {@code String}. */
    TEXT,
    /** A primitive or its box. */
    BOX,
    /** An enum constant. */
    ENUM,
    /** A {@code Duration}. */
    DURATION,
    /** A {@code Path}. */
    PATH,
    /** A {@code URI}. */
    URI,
    /** An {@code InetAddress}. */
    ADDRESS,
    /** A {@code Class}. */
    CLASS,
    /** A {@code List<String>}. */
    TEXTS,
    /** A {@code String[]}. */
    TEXT_ARRAY,
    /** A type with a static method that parses text. */
    PARSED,
    /** An object that the caller, or OSGi, supplies. */
    COLLABORATOR;

    /** {@return whether the value can be written as text} */
    public boolean isText() {
        return this != COLLABORATOR;
    }
}
