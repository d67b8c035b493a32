/** The fleet as components of Declarative Services. Nothing else uses them, and they need no annotation at run time. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.conecta.PoolBudget,io.conecta.fleet.FleetBudget\"",
        uses = {PoolBudget.class, FleetBudget.class})
package io.conecta.fleet.osgi;

import io.conecta.PoolBudget;
import io.conecta.fleet.FleetBudget;
import org.osgi.annotation.bundle.Capability;
