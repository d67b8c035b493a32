package io.conecta.cdi;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests have: an echo server, settings, containers that are closed, and what Conecta logs. */
abstract class WithContainer {
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    EchoServer server;
    final Settings settings = new Settings();
    final List<String> log = new CopyOnWriteArrayList<>();
    private final List<SeContainer> containers = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("io.conecta");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Each test is an application of its own: OpenWebBeans has one container a class loader, also where its start has failed. */
    @BeforeEach
    void begin() throws IOException {
        Thread.currentThread().setContextClassLoader(new ClassLoader(loader) {});
        server = new EchoServer();
        logger.addHandler(handler);
    }

    @AfterEach
    void end() throws IOException {
        containers.stream().filter(SeContainer::isRunning).forEach(SeContainer::close);
        logger.removeHandler(handler);
        settings.close();
        Thread.currentThread().setContextClassLoader(loader);
        server.close();
    }

    /** Settings with which the echo client works. */
    Settings echo() {
        return settings.file("conecta.pools.echo.host", "127.0.0.1").file("conecta.pools.echo.port", server.port());
    }

    /** {@return a container with these beans and no others} */
    SeContainer start(Class<?>... beans) {
        return start(settings.register(), beans);
    }

    /** {@return a container of the thread's context class loader} */
    SeContainer start(Settings registered, Class<?>... beans) {
        SeContainer container = SeContainerInitializer.newInstance()
                .setClassLoader(Thread.currentThread().getContextClassLoader())
                .disableDiscovery()
                .addBeanClasses(beans)
                .initialize();
        containers.add(container);
        return container;
    }

    static String ask(EchoClientPool pool, String question) throws Exception {
        return pool.<String, IOException>call(client -> client.ask(question));
    }
}
