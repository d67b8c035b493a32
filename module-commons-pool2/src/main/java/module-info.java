/** The pools of Apache Commons Pool 2, {@code ObjectPool} and {@code KeyedObjectPool}, on Conecta's engine. */
@org.jspecify.annotations.NullMarked
module io.conecta.commons {
    requires java.management;
    requires transitive io.conecta.core;
    requires transitive org.apache.commons.pool2;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.commons;
}
