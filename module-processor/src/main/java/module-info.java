/** The annotation processor of Conecta. */
@org.jspecify.annotations.NullMarked
module io.conecta.processor {
    requires static transitive org.jspecify;
    requires java.compiler;
}
