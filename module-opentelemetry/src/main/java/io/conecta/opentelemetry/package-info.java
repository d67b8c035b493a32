/**
 * The figures and times of a pool as OpenTelemetry instruments, by the semantic conventions for the connection pools of database clients.
 *
 * <p>Start at {@link io.conecta.opentelemetry.ConectaTelemetry}: {@code ConectaTelemetry.create(openTelemetry).observe(pool)}.
 */
@Export
@Version("1.0.0")
package io.conecta.opentelemetry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
