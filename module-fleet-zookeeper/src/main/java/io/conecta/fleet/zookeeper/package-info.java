/** The ledger of a fleet in Apache ZooKeeper. */
@Export
@Version("1.0.0")
@NullMarked
package io.conecta.fleet.zookeeper;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
