package io.conecta.shell;

import io.conecta.KeyedPool;
import io.conecta.Pool;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The reports of all pools in Felix's inventory, as text and as JSON, for its web console and for whoever collects the state of a system. Where
 * there is no inventory nobody asks for it, and its class is never loaded.
 */
@Component(
        service = InventoryPrinter.class,
        property = {
            InventoryPrinter.NAME + "=conecta",
            InventoryPrinter.TITLE + "=Conecta pools",
            InventoryPrinter.FORMAT + "=TEXT",
            InventoryPrinter.FORMAT + "=JSON"
        })
public final class PoolInventory implements InventoryPrinter {
    /** Replaced whole by Declarative Services when a pool comes or goes. */
    @Reference(service = Pool.class, collectionType = CollectionType.TUPLE, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Pool<?>>> services = List.of();

    /** As {@link #services}. */
    @Reference(service = KeyedPool.class, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<KeyedPool<?, ?>> keyed = List.of();

    /** For Declarative Services. */
    public PoolInventory() {}

    @Override
    public void print(PrintWriter printWriter, Format format, boolean isZip) {
        Reports reports = new Reports(PoolDirectory.of(services), keyed);
        printWriter.println(Format.JSON.equals(format) ? reports.json() : reports.text());
    }
}
