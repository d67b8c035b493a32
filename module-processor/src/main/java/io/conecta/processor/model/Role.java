package io.conecta.processor.model;

/** What an annotated method or constructor does for the pool. */
public enum Role {
    /** Creates objects. */
    NEW("New"),
    /** Tells whether they work. */
    PING("Ping"),
    /** Makes them ready for lending. */
    PREPARE("Prepare"),
    /** Cleans them up on return. */
    RESET("Reset"),
    /** Closes them. */
    DESTROY("Destroy");

    private final String annotation;
    private final String annotationName;

    Role(String annotation) {
        this.annotation = annotation;
        this.annotationName = Mirrors.PACKAGE + annotation;
    }

    /** {@return the simple name of the annotation} */
    public String annotation() {
        return annotation;
    }

    /** {@return the name of the annotation} */
    public String annotationName() {
        return annotationName;
    }
}
