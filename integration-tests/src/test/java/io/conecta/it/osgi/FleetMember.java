package io.conecta.it.osgi;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.AddressResolver;
import io.netty.util.AttributeKey;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A member of a fleet in a framework of its own. All of it is configured, but for the pool; its objects are counted outside. */
final class FleetMember implements AutoCloseable {
    static final String BUDGET = "io.conecta.fleet.FleetBudget";
    static final String LEDGER = "io.conecta.fleet.FleetLedger";

    private final Container container;
    private final Counter backend;
    private final Queue<Object> lent = new ConcurrentLinkedQueue<>();
    private final List<Thread> borrowers = new ArrayList<>();
    private Object pool;

    /** What all pools together have open, and the most they ever had. */
    static final class Counter {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger peak = new AtomicInteger();

        Object opened() {
            peak.accumulateAndGet(open.incrementAndGet(), Math::max);
            return new Object();
        }

        void closed() {
            open.decrementAndGet();
        }

        int open() {
            return open.get();
        }

        int peak() {
            return peak.get();
        }
    }

    /** Starts a framework with the fleet's bundles, and those of ZooKeeper's client. */
    FleetMember(Counter backend) throws Exception {
        this.backend = backend;
        // A container has SLF4J; here it is the test's.
        container = Container.start(
                Map.of(
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.cm;version=1.6.1,org.slf4j;version=1.7.36"),
                Built.bundles());
        List<Bundle> installed = new ArrayList<>();
        for (Class<?> type : List.of(
                AttributeKey.class,
                ByteBuf.class,
                AddressResolver.class,
                Channel.class,
                FileDescriptor.class,
                ByteToMessageDecoder.class,
                SslContext.class)) {
            installed.add(container.install(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI())));
        }
        for (String module : List.of("module-fleet-zookeeper-client", "module-fleet", "module-fleet-zookeeper")) {
            installed.add(container.install(Built.jar(module)));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    Container container() {
        return container;
    }

    /** Configures the budget; {@return its service} */
    ServiceReference<?> join(Map<String, ?> budget) throws Exception {
        container.configureFactory(BUDGET, "db", budget);
        return container.await(BUDGET);
    }

    /** Builds a pool in the budget. */
    void pool(int maxSize) throws Exception {
        Bundle core = container.bundle("io.conecta.core");
        Class<?> newFunc = core.loadClass("io.conecta.NewFunc");
        Object builder = core.loadClass("io.conecta.Pool")
                .getMethod("builder", newFunc)
                .invoke(null, calling(newFunc, () -> backend.opened()));
        ServiceView.call(builder, "initialSize", 0);
        ServiceView.call(builder, "maxSize", maxSize);
        ServiceView.call(builder, "borrowTimeout", Duration.ofMinutes(2));
        ServiceView.call(builder, "closeFunc", calling(core.loadClass("io.conecta.CloseFunc"), () -> {
            backend.closed();
            return null;
        }));
        builder.getClass()
                .getMethod("budget", core.loadClass("io.conecta.PoolBudget"))
                .invoke(builder, container.service(container.await("io.conecta.PoolBudget")));
        pool = ServiceView.call(builder, "build");
    }

    private interface Call {
        Object run();
    }

    private static Object calling(Class<?> type, Call call) {
        InvocationHandler handler = (proxy, method, arguments) ->
                method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : call.run();
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Borrows so many objects, each by a thread that waits for it; they stay lent. */
    void borrow(int number) {
        for (int i = 0; i < number; i++) {
            Thread borrower = new Thread(this::borrow, "borrower");
            borrower.setDaemon(true);
            borrowers.add(borrower);
            borrower.start();
        }
    }

    private void borrow() {
        try {
            lent.add(ServiceView.call(pool, "getOrCreate"));
        } catch (Exception closed) {
            // It waits until the pool closes, if there was not enough for all.
        }
    }

    int lent() {
        return lent.size();
    }

    /** Returns what was borrowed. */
    void returnAll() throws ReflectiveOperationException {
        List<Object> those = List.copyOf(lent);
        lent.removeAll(those); // Who waits gets them next, and keeps them.
        for (Object each : those) {
            ServiceView.call(pool, "put", each);
        }
    }

    /** Ends the pool and stops the framework, as an application does. */
    @Override
    public void close() throws ReflectiveOperationException, TimeoutException {
        if (pool != null) {
            ServiceView.call(pool, "close");
            for (Thread borrower : borrowers) {
                Container.await("the end of a borrower", () -> !borrower.isAlive());
            }
            returnAll();
        }
        container.close();
    }
}
