/**
 * The figures and times of a pool as Micrometer meters.
 *
 * <p>Start at {@link io.conecta.micrometer.ConectaMetrics}: {@code new ConectaMetrics(pool).bindTo(registry)}.
 */
@Export
@Version("1.0.0")
package io.conecta.micrometer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
