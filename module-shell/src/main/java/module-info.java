/** Shell commands for pools that are OSGi services. Exports nothing: the shell finds the commands as a service. */
@org.jspecify.annotations.NullMarked
module io.conecta.shell {
    requires io.conecta.core;
    requires static org.apache.felix.healthcheck.api;
    requires static org.jspecify;
    requires static org.osgi.service.component.annotations;
}
