package io.conecta.it.osgi;

import io.conecta.demo.felix.Container;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationListener;

/**
 * When every configuration so far has reached its component. Service Component Runtime reads the properties of a configuration and then its
 * change count: an update in between gives the old properties the new count, and the event of that update is ignored. So a test whose next
 * configuration must arrive lets the one before arrive first.
 */
final class Delivery {
    private static final String LAST = "io.conecta.it.last";

    private Delivery() {}

    /** Waits for the events of all updates so far: Configuration Admin delivers them one after the other, and this one is the last. */
    static void await(Container container) throws Exception {
        AtomicBoolean heard = new AtomicBoolean();
        ServiceRegistration<ConfigurationListener> listener = container
                .context()
                .registerService(
                        ConfigurationListener.class,
                        event -> {
                            if (event.getPid().equals(LAST)) {
                                heard.set(true);
                            }
                        },
                        null);
        try {
            container.configure(LAST, Map.of("at", System.nanoTime()));
            Container.await("the configurations' events", heard::get);
        } finally {
            listener.unregister();
        }
    }
}
