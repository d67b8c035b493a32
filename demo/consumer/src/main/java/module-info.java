/** A consumer of the demo's pool, for OSGi. */
@org.jspecify.annotations.NullMarked
module io.conecta.demo.consumer {
    requires io.conecta.demo;
    requires static org.jspecify;
    requires static org.osgi.service.component.annotations;
}
