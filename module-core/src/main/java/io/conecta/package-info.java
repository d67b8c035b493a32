/**
 * The API of Conecta, an object and connection pool.
 *
 * <p>Start at {@link io.conecta.Pool#builder(io.conecta.NewFunc)}, or annotate a class with {@code @Pooled} and use the typed
 * pool that the compiler generates from it.
 *
 * <p>As a bundle it can be required by name ({@code osgi.implementation}), and it finds providers through a Service Loader
 * Mediator if there is one.
 */
@org.jspecify.annotations.NullMarked
@Export
@Version("1.0.0")
@Capability(namespace = "osgi.implementation", name = "io.conecta", version = "1.0.0", uses = Pool.class)
@Requirement(
        namespace = "osgi.extender",
        name = "osgi.serviceloader.processor",
        version = "1.0.0",
        resolution = Resolution.OPTIONAL)
package io.conecta;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.annotation.bundle.Requirement.Resolution;
import org.osgi.annotation.versioning.Version;
