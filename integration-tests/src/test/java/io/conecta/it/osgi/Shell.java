package io.conecta.it.osgi;

import io.conecta.demo.felix.Container;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Gogo, as somebody at its prompt uses it. */
final class Shell {
    private Shell() {}

    /** Types a line into a new session and {@return what it gives} */
    static String type(Container container, String line) throws Exception {
        Object processor = container.service(container.await("org.apache.felix.service.command.CommandProcessor"));
        for (String commands : List.of("io.conecta.shell.PoolCommands", "io.conecta.shell.FleetCommands")) {
            Container.await(commands, () -> container.findAll(commands, null).length == 1);
        }
        Object session = ServiceView.call(
                processor,
                "createSession",
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream());
        return String.valueOf(ServiceView.call(session, "execute", line));
    }
}
