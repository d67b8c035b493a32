/** Makes a page from a recording of the flight recorder. Needs nothing but the JDK, not even the pool. */
@org.jspecify.annotations.NullMarked
module io.conecta.tools {
    requires jdk.jfr;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.tools;
}
