package io.conecta.fleet;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * That JMX shows a budget. Nothing that names JMX's classes is touched unless that is wanted: a runtime without the module {@code java.management} does
 * not have them.
 */
final class Shown {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private Shown() {}

    /** Shows a budget. Throws nothing: one that cannot be shown works all the same. {@return what ends that} */
    static Runnable by(FleetBudget budget) {
        String why;
        try {
            return Server.register(new ManagedFleet(budget));
        } catch (LinkageError none) {
            why = "this runtime has no module java.management; add it";
        } catch (IllegalStateException refused) {
            why = String.valueOf(refused.getMessage());
        }
        LOG.log(
                Level.WARNING,
                "fleet \"" + budget.name() + "\": JMX does not show this budget: " + why + "; or turn jmx off");
        return () -> {};
    }

    /** All that names JMX's classes. */
    private static final class Server {
        private Server() {}

        static Runnable register(ManagedFleet fleet) {
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                ObjectName name =
                        new ObjectName("io.conecta:type=FleetBudget,name=" + ObjectName.quote(fleet.getName()));
                server.registerMBean(new StandardMBean(fleet, FleetBudgetMXBean.class, true), name);
                return () -> unregister(server, name);
            } catch (InstanceAlreadyExistsException taken) {
                throw new IllegalStateException(
                        "it shows another budget of this fleet; build one for all pools", taken);
            } catch (JMException | RuntimeException failure) {
                throw new IllegalStateException(failure.toString(), failure);
            }
        }

        private static void unregister(MBeanServer server, ObjectName name) {
            try {
                server.unregisterMBean(name);
            } catch (JMException already) {
                // Somebody else has taken it away.
            }
        }
    }
}
