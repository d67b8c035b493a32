/** The demo: a TCP client that is pooled by annotation, and the echo server it talks to. */
@org.jspecify.annotations.NullMarked
module io.conecta.demo {
    requires transitive io.conecta.core;
    requires static transitive io.conecta.annotations;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.demo;

    provides io.conecta.config.PoolProvider with
            io.conecta.demo.TcpClientPoolProvider;
}
