/**
 * The pool: API ({@code io.conecta}) and engine, without dependencies.
 *
 * <p>Pools of annotated classes are found through {@link io.conecta.config.PoolProvider} and
 * {@link io.conecta.config.KeyedPoolProvider}, services that generated code provides.
 */
@org.jspecify.annotations.NullMarked
module io.conecta.core {
    requires static java.management;
    requires static jdk.jfr;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta;
    exports io.conecta.config;

    uses io.conecta.config.KeyedPoolProvider;
    uses io.conecta.config.PoolProvider;
}
