package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolBudget;
import io.conecta.demo.felix.ConfigurationFile;
import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;

/** Does what {@code docs/osgi.md} says, from top to bottom; run on Felix and on Equinox. */
class OsgiDocIT {
    private static final String PID = "com.acme.SessionPool";
    private static final Pattern FILE =
            Pattern.compile("```(?:java\n//|properties\n#) (\\S+)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private String text;

    @BeforeEach
    void write() throws Exception {
        text = Files.readString(Built.file("docs/osgi.md"));
        for (MatchResult file : FILE.matcher(text).results().toList()) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
    }

    @Test
    void everySnippetAndLineDoesWhatItSays() throws Exception {
        Path etc = folder.resolve("etc");
        Path later = Files.createDirectory(folder.resolve("later"));
        Map<String, String> files = Map.of("morning", PID + "-morning.cfg", "night", PID + "-night.config");
        for (String file : files.values()) {
            Files.move(etc.resolve(file), later.resolve(file));
        }
        try (Bnd bnd = new Bnd();
                Container container = Container.start(
                        ConfigurationFile.watching(etc),
                        Built.bundles(),
                        Built.bundles().resolveSibling("bundles-ftp"))) {
            Path acme = bundle(bnd, "com.acme");
            Path shop = bundle(bnd, "com.acme.shop", acme);
            container.install(acme).start();
            container.install(shop).start();

            ServiceReference<?> plain = container.await(PID);
            assertThat(plain.getProperty("pool.name")).isEqualTo("Session");
            assertThat(plain.getPropertyKeys()).contains("greeting", "maxSize").doesNotContain("password", ".password");
            UnaryOperator<?> greeter = service(container, UnaryOperator.class, "com.acme.shop.Greeter");
            assertThat(ServiceView.call(greeter, "apply", "OSGi")).isEqualTo("Hello, OSGi");
            assertThat(service(container, IntSupplier.class, "com.acme.shop.Gauge")
                            .getAsInt())
                    .isZero();

            Files.delete(etc.resolve(PID + ".cfg"));
            for (String name : List.of("night", "morning")) { // The ranking decides, not who was first.
                String file = String.valueOf(files.get(name));
                Files.move(later.resolve(file), etc.resolve(file));
                Container.await(name, () -> container.findAll(PID, "(pool.name=" + name + ")").length == 1);
            }
            Container.await("two pools", () -> container.findAll(PID, null).length == 2);
            Delivery.await(container); // Both are known to every component.
            greeter = service(container, UnaryOperator.class, "com.acme.shop.Greeter");
            assertThat(ServiceView.call(greeter, "apply", "OSGi")).isEqualTo("Good morning, OSGi");

            List<String> said = new ArrayList<>();
            for (String line : lines("gogo")) {
                said.add(Shell.type(container, line));
            }
            assertThat(said.get(0))
                    .containsPattern("morning +com\\.acme\\.Session")
                    .contains("morning", "night");
            assertThat(said.get(1)).startsWith("pool").contains("last errors", "settings", "loans");
            assertThat(said.subList(2, said.size()))
                    .satisfiesExactly(
                            reported -> assertThat(reported).startsWith("pool \"morning\"\n  diagnosis"),
                            cleared -> assertThat(cleared).startsWith("morning: 1 idle closed"),
                            scanned -> assertThat(scanned).startsWith("night: scanning 1 idle"),
                            suspended -> assertThat(suspended).startsWith("morning: suspended, objects stay"),
                            drained -> assertThat(drained).startsWith("morning: suspended, nothing is left open"),
                            resumed -> assertThat(resumed).isEqualTo("morning: resumed"),
                            renewed -> assertThat(renewed).matches("night: renewing [01] idle.*"),
                            fleets -> assertThat(fleets).isEqualTo("no fleet"));

            Container.await(
                    "the budget",
                    () -> container.findAll(PoolBudget.class.getName(), "(conecta.budget=server)").length == 1);
            awaitOpenings(container, 1);
            Shell.type(container, "conecta:suspend morning");
            awaitOpenings(container, 0);
            Shell.type(container, "conecta:resume morning");
            awaitOpenings(container, 1);

            Object pool = container.service(container.findAll(PID, "(pool.name=morning)")[0]);
            ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
            Container.await(
                    "the listener to have heard of it",
                    () -> service(container, LongSupplier.class, "com.acme.shop.Register")
                                    .getAsLong()
                            > 0);
        }
    }

    @Test
    void theDemosAreBuiltAsThePageSays() throws Exception {
        String pom = squeezed(Files.readString(Built.file("demo/ftp/pom.xml")));
        assertThat(blocks("xml"))
                .hasSize(2)
                .allSatisfy(fragment -> assertThat(pom).contains(squeezed(fragment)));
    }

    private Path bundle(Bnd bnd, String name, Path... more) throws Exception {
        Path classes = folder.resolve("classes").resolve(name);
        List<Path> classPath = new ArrayList<>(List.of(
                Built.jar("module-core"),
                Built.jar("module-annotations"),
                Built.file("demo/felix/target/lib/osgi.annotation.jar"),
                AcmeBundle.framework(),
                Path.of(Component.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        classPath.addAll(Arrays.asList(more));
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing", "-Werror", "-implicit:none"));
        arguments.add("-cp");
        arguments.add(classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator"))));
        arguments.addAll(List.of("-d", classes.toString(), "--processor-path"));
        arguments.add(Built.jar("module-processor").toString());
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return bnd.bundle(name, classes, classPath);
    }

    private static <S> S service(Container container, Class<S> type, String component) throws Exception {
        String filter = "(component.name=" + component + ")";
        Container.await(component, () -> container.findAll(type.getName(), filter).length == 1);
        ServiceReference<?> found = container.findAll(type.getName(), filter)[0];
        return type.cast(container.service(found));
    }

    /** Waits until the component that needs the pool to be up runs, or does not. */
    private static void awaitOpenings(Container container, int number) throws Exception {
        String type = BooleanSupplier.class.getName();
        String filter = "(component.name=com.acme.shop.Opening)";
        Container.await(number + " openings", () -> container.findAll(type, filter).length == number);
    }

    private List<String> lines(String language) {
        return blocks(language).stream().flatMap(String::lines).toList();
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String squeezed(String xml) {
        return xml.replaceAll("\\s+", "");
    }
}
