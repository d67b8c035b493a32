/** The figures and times of a pool as Micrometer meters. */
@org.jspecify.annotations.NullMarked
module io.conecta.micrometer {
    requires transitive io.conecta.core;
    requires transitive micrometer.core;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.micrometer;
}
