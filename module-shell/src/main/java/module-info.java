/** For the operators of pools that are OSGi services: shell commands, health, conditions, reports. Exports nothing: all of it are services. */
@org.jspecify.annotations.NullMarked
module io.conecta.shell {
    requires io.conecta.core;
    requires static org.apache.felix.healthcheck.api;
    requires static org.apache.felix.inventory;
    requires static org.jspecify;
    requires static org.osgi.framework;
    requires static org.osgi.service.component.annotations;
    requires static org.osgi.service.condition;
}
