package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes bundles by bnd, which brings a framework's packages and so has a class loader of its own. */
final class Bnd implements AutoCloseable {
    private static final Path PLATFORM = Built.file("demo/felix/target/lib");

    private final URLClassLoader loader;

    Bnd() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (Path folder : List.of(Built.file("integration-tests/target/bnd"), PLATFORM, Built.bundles())) {
            for (Path jar : Container.jarsOf(folder)) {
                jars.add(jar.toUri().toURL());
            }
        }
        loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Makes a bundle of compiled classes with nothing but its name said, as bnd-maven-plugin does; {@return the jar} */
    Path bundle(String symbolicName, Path classes, List<Path> classPath) throws Exception {
        Path target = classes.resolveSibling(symbolicName + ".jar");
        Object builder =
                loader.loadClass("aQute.bnd.osgi.Builder").getConstructor().newInstance();
        try {
            ServiceView.call(builder, "setTrace", false);
            set(builder, "Bundle-SymbolicName", symbolicName);
            set(builder, "-includeresource", classes.toString());
            set(builder, "-pedantic", "true");
            for (Path each : classPath) {
                builder.getClass().getMethod("addClasspath", File.class).invoke(builder, each.toFile());
            }
            Object jar = ServiceView.call(builder, "build");
            assertThat((List<?>) ServiceView.call(builder, "getErrors")).isEmpty();
            assertThat((List<?>) ServiceView.call(builder, "getWarnings")).isEmpty();
            jar.getClass().getMethod("write", File.class).invoke(jar, target.toFile());
        } finally {
            ServiceView.call(builder, "close");
        }
        return target;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static void set(Object builder, String key, String value) throws Exception {
        builder.getClass().getMethod("setProperty", String.class, String.class).invoke(builder, key, value);
    }
}
