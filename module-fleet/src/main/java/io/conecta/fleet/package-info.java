/**
 * One cap on pooled objects over many JVMs.
 *
 * <p>The JVMs share a {@link io.conecta.fleet.FleetLedger}, which says who may have how many; each has a
 * {@link io.conecta.PoolBudget} that follows it.
 */
@Export
@Version("1.0.0")
package io.conecta.fleet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
