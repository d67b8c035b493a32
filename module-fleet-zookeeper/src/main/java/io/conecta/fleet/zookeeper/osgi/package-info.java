/** The ledger in ZooKeeper as components of Declarative Services. Nothing else uses them, and they need no annotation at run time. */
@NullMarked
package io.conecta.fleet.zookeeper.osgi;

import org.jspecify.annotations.NullMarked;
