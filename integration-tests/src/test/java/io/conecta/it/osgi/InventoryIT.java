package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** The pools in Felix's inventory; everywhere else in these tests there is none. On Felix and on Equinox. */
class InventoryIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @Test
    void thePoolsReportAsTextAndAsJson() throws Exception {
        try (EchoServer server = EchoServer.start(0, Transcript.silent());
                Container container =
                        Container.start(Built.file("integration-tests/target/inventory"), Built.bundles())) {
            container.configure(PID, Map.of("host", "127.0.0.1", "port", server.port(), "maxSize", 7));
            container.await(PID);
            ServiceReference<?> printer = container.await("org.apache.felix.inventory.InventoryPrinter");
            assertThat(printer.getProperty("felix.inventory.printer.name")).isEqualTo("conecta");
            assertThat(printer.getProperty("felix.inventory.printer.title")).isEqualTo("Conecta pools");
            assertThat(printer.getProperty("felix.inventory.printer.format")).isEqualTo(new String[] {"TEXT", "JSON"});

            Container.await(
                    "the printer to know the pool",
                    () -> print(container, "TEXT").contains("pool \"TcpClient\""));
            assertThat(print(container, "TEXT"))
                    .contains("  health     UP for ")
                    .contains("    maxSize=7");
            assertThat(print(container, "JSON"))
                    .startsWith("{\"pools\":[{\"service\":")
                    .contains("\"type\":\"io.conecta.demo.TcpClient\",\"name\":\"TcpClient\"", "\"maxSize\":\"7\"");
        }
    }

    private static String print(Container container, String format) throws Exception {
        Object constant = container
                .bundle("org.apache.felix.inventory")
                .loadClass("org.apache.felix.inventory.Format")
                .getField(format)
                .get(null);
        StringWriter text = new StringWriter();
        Object printer = container.service(container.await("org.apache.felix.inventory.InventoryPrinter"));
        ServiceView.call(printer, "print", new PrintWriter(text, true), constant, false);
        return text.toString();
    }
}
