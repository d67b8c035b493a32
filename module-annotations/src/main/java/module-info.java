/** The annotations that mark a class for pooling. */
@org.jspecify.annotations.NullMarked
module io.conecta.annotations {
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.annotation;
}
