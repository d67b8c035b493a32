/** The figures and times of a pool as OpenTelemetry instruments. */
@org.jspecify.annotations.NullMarked
module io.conecta.opentelemetry {
    requires transitive io.conecta.core;
    requires transitive io.opentelemetry.api;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.opentelemetry;
}
