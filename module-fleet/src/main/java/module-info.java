/** One cap on pooled objects over many JVMs, through a ledger that they share. */
@org.jspecify.annotations.NullMarked
module io.conecta.fleet {
    requires transitive io.conecta.core;
    requires static java.management;
    requires static transitive java.sql;
    requires static org.jspecify;
    requires static org.osgi.framework;
    requires static org.osgi.service.component.annotations;
    requires static org.osgi.service.metatype.annotations;
    requires static osgi.annotation;

    exports io.conecta.fleet;
    exports io.conecta.fleet.spi;
}
