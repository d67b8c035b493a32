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
    /** A {@code URL}. */
    URL,
    /** A {@code File}. */
    FILE,
    /** A {@code Charset}. */
    CHARSET,
    /** A {@code UUID}. */
    UUID,
    /** A {@code Pattern}. */
    PATTERN,
    /** A {@code BigInteger} or {@code BigDecimal}. */
    BIG,
    /** A {@code Locale}. */
    LOCALE,
    /** A {@code char[]}. */
    CHARS,
    /** An {@code InetAddress}. */
    ADDRESS,
    /** A {@code Class}. */
    CLASS,
    /** A {@code List<String>}. */
    TEXTS,
    /** A {@code List} of other items that have a text form. */
    LIST,
    /** A {@code Set} of items that have a text form. */
    SET,
    /** An {@code Optional} of what has a text form. */
    OPTIONAL,
    /** A {@code Map<String, String>}. */
    MAP,
    /** A {@code String[]}. */
    TEXT_ARRAY,
    /** A type with a static method that parses text. */
    PARSED,
    /** An object that the caller, or OSGi, supplies. */
    COLLABORATOR;

    /** {@return whether there may be several values} */
    public boolean isSeveral() {
        return switch (this) {
            case TEXTS, TEXT_ARRAY, LIST, SET, MAP -> true;
            default -> false;
        };
    }

    /** {@return whether such a thing may be an item of a list, a set or an optional} */
    boolean isItem() {
        return switch (this) {
            case COLLABORATOR, CLASS, CHARS, OPTIONAL -> false;
            default -> !isSeveral();
        };
    }

    /** {@return whether the value can be written as text} */
    public boolean isText() {
        return this != COLLABORATOR;
    }
}
