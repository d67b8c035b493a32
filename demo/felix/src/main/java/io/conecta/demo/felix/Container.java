package io.conecta.demo.felix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * An OSGi framework, whichever is on the class path, with the bundles of a folder started in it. Used by one thread.
 *
 * <p>Only Config Admin's package comes from outside; all else is what the bundles bring.
 */
public final class Container implements AutoCloseable {
    /** How long to wait for anything. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Framework framework;
    private final Path storage;

    private Container(Framework framework, Path storage) {
        this.framework = framework;
        this.storage = storage;
    }

    /**
     * Boots a framework and starts every bundle of some folders in it.
     *
     * @param bundles folders of jars
     * @throws IOException if a folder cannot be read
     * @throws BundleException if a bundle does not resolve or start
     */
    public static Container start(Path... bundles) throws IOException, BundleException {
        return start(Map.of(), bundles);
    }

    /**
     * As {@link #start(Path...)}, with properties that bundles may ask the framework for.
     *
     * @param properties the properties
     * @param bundles folders of jars
     * @throws IOException if a folder cannot be read
     * @throws BundleException if a bundle does not resolve or start
     */
    public static Container start(Map<String, String> properties, Path... bundles) throws IOException, BundleException {
        Path storage = Files.createTempDirectory("conecta-osgi");
        Map<String, String> all = new HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.cm;version=1.6.1"));
        all.putAll(properties);
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(all);
        Container container = new Container(framework, storage);
        try {
            framework.start();
            List<Bundle> installed = new ArrayList<>();
            for (Path folder : bundles) {
                for (Path jar : jarsOf(folder)) {
                    installed.add(container.install(jar));
                }
            }
            for (Bundle bundle : installed) {
                bundle.start();
            }
            return container;
        } catch (BundleException | IOException | RuntimeException failure) {
            container.close();
            throw failure;
        }
    }

    /** {@return the framework's name and version} */
    public String name() {
        return framework.getSymbolicName() + " " + framework.getVersion();
    }

    /** {@return the framework's own context} */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a bundle without starting it. */
    public Bundle install(Path jar) throws BundleException {
        return context().installBundle(jar.toUri().toString());
    }

    /** {@return the bundle with a symbolic name} */
    public Bundle bundle(String symbolicName) {
        return Stream.of(context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle " + symbolicName));
    }

    /** Re-wires bundles and those that depend on them, and waits until that is done. */
    public void refresh(Bundle... bundles) throws TimeoutException {
        AtomicBoolean done = new AtomicBoolean();
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundles), event -> done.set(true));
        await("refreshed packages", done::get);
    }

    /** {@return the bundles that are running, the framework aside} */
    public List<String> running() {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
    }

    /** {@return the service registered under a class name now, or null} */
    public @Nullable ServiceReference<?> find(String type) {
        ServiceReference<?>[] found = findAll(type, null);
        return found.length == 0 ? null : found[0];
    }

    /**
     * All services registered under a class name now, wherever its class comes from: ours may be another copy of it.
     *
     * @param filter selects among them, or null
     * @return the services, that with the highest ranking first
     */
    public ServiceReference<?>[] findAll(String type, @Nullable String filter) {
        try {
            ServiceReference<?>[] found = context().getAllServiceReferences(type, filter);
            if (found == null) {
                return new ServiceReference<?>[0];
            }
            Arrays.sort(found, Comparator.reverseOrder());
            return found;
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException("no filter: " + filter, wrong);
        }
    }

    /** Waits for a service and {@return it} */
    public ServiceReference<?> await(String type) throws TimeoutException {
        await("service " + type, () -> find(type) != null);
        ServiceReference<?> found = find(type);
        if (found == null) {
            throw new TimeoutException("service " + type + " came and went");
        }
        return found;
    }

    /** Waits for a service of a type that the framework shares with us, and {@return it} */
    public <S> S service(Class<S> type) throws TimeoutException {
        return type.cast(service(await(type.getName())));
    }

    /** {@return the object behind a reference} */
    public Object service(ServiceReference<?> reference) {
        Object service = context().getService(reference);
        if (service == null) {
            throw new IllegalStateException("service is gone: " + reference);
        }
        return service;
    }

    /** Configures a PID, replacing what was configured before. */
    public Configuration configure(String pid, Map<String, ?> values) throws IOException, TimeoutException {
        Configuration configuration = service(ConfigurationAdmin.class).getConfiguration(pid, "?");
        configuration.update(dictionary(values));
        return configuration;
    }

    /** Adds one configuration to a factory PID. */
    public Configuration configureFactory(String pid, String name, Map<String, ?> values)
            throws IOException, TimeoutException {
        Configuration configuration = service(ConfigurationAdmin.class).getFactoryConfiguration(pid, name, "?");
        configuration.update(dictionary(values));
        return configuration;
    }

    /** Waits until something is so. */
    public static <X extends Exception> void await(String what, Condition<X> condition) throws X, TimeoutException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TimeoutException("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Stops the framework and deletes what it stored. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(PATIENCE.toMillis());
            delete(storage);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BundleException | IOException failure) {
            throw new IllegalStateException("the framework did not stop: " + failure, failure);
        }
    }

    /** {@return the jars of a folder, by name} */
    public static List<Path> jarsOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Something that will be so. */
    @FunctionalInterface
    public interface Condition<X extends Exception> {
        /** {@return whether it is so now} */
        boolean holds() throws X;
    }

    private static Dictionary<String, Object> dictionary(Map<String, ?> values) {
        return FrameworkUtil.asDictionary(Map.copyOf(values));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
