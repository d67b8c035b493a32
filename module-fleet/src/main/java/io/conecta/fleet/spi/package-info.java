/** For those who write a {@link io.conecta.fleet.FleetLedger}: what every ledger checks, and how it wakes its listeners. */
@Export
@Version("1.0.0")
package io.conecta.fleet.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
