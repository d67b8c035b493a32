package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a module system, a framework and a mirror see of the jars: an explicit module, a bundle, the same bytes each time. */
class JarsIT {
    @ParameterizedTest
    @CsvSource({
        "module-annotations, io.conecta.annotations, io.conecta.annotation",
        "module-core, io.conecta.core, io.conecta io.conecta.config",
        "module-processor, io.conecta.processor,",
        "module-shell, io.conecta.shell,",
        "module-commons-pool2, io.conecta.commons, io.conecta.commons",
        "module-tools, io.conecta.tools, io.conecta.tools",
        "module-micrometer, io.conecta.micrometer, io.conecta.micrometer",
        "module-opentelemetry, io.conecta.opentelemetry, io.conecta.opentelemetry",
        "module-fleet, io.conecta.fleet, io.conecta.fleet io.conecta.fleet.spi",
        "demo/echo, io.conecta.demo, io.conecta.demo",
        "demo/ftp, io.conecta.demo.ftp, io.conecta.demo.ftp",
    })
    void anExplicitModuleThatExportsOnlyItsApi(String folder, String name, String exported) {
        ModuleDescriptor module = ModuleFinder.of(Built.jar(folder)).findAll().stream()
                .findFirst()
                .orElseThrow()
                .descriptor();

        assertThat(module.name()).isEqualTo(name);
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.isOpen()).isFalse();
        assertThat(module.opens()).isEmpty();
        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrder(exported == null ? new String[0] : exported.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "module-annotations",
        "module-core",
        "module-processor",
        "module-shell",
        "module-commons-pool2",
        "module-tools",
        "module-micrometer",
        "module-opentelemetry",
        "module-fleet",
        "demo/echo",
        "demo/ftp",
    })
    void jarDescribesAModule(String folder) throws Exception {
        Run run =
                Run.jdk("jar", "--describe-module", "--file", Built.jar(folder).toString());

        assertThat(run.status()).isZero();
        assertThat(run.output()).doesNotContain("No module descriptor found", "automatic");
    }

    @ParameterizedTest
    @CsvSource({
        "module-annotations, io.conecta.annotations",
        "module-core, io.conecta.core",
        "module-processor, io.conecta.processor",
        "module-shell, io.conecta.shell",
        "module-commons-pool2, io.conecta.commons.pool2",
        "module-tools, io.conecta.tools",
        "module-micrometer, io.conecta.micrometer",
        "module-opentelemetry, io.conecta.opentelemetry",
        "module-fleet, io.conecta.fleet",
        "module-fleet-zookeeper, io.conecta.fleet.zookeeper",
        "module-fleet-zookeeper-client, io.conecta.fleet.zookeeper.client",
        "demo/echo, io.conecta.demo",
        "demo/consumer, io.conecta.demo.consumer",
        "demo/ftp, io.conecta.demo.ftp",
        "demo/ftp-consumer, io.conecta.demo.ftp.consumer",
    })
    void aBundleThatNeedsNothingOptionalToResolve(String folder, String symbolicName) throws Exception {
        Attributes manifest = manifest(Built.jar(folder));

        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(symbolicName);
        assertThat(manifest.getValue("Bundle-ManifestVersion")).isEqualTo("2");
        assertThat(manifest.getValue("Require-Capability")).contains("osgi.ee");
        String imports = manifest.getValue("Import-Package");
        if (imports != null && imports.contains("org.jspecify")) {
            assertThat(imports)
                    .containsPattern("org\\.jspecify\\.annotations;[^,]*(,2\\)\")?;?[^,]*resolution:=optional");
        }
    }

    @Test
    void coreImportsNothingButTheJdk() throws Exception {
        String imports = manifest(Built.jar("module-core")).getValue("Import-Package");

        assertThat(imports.replaceAll("\"[^\"]*\"", "").split(","))
                .allMatch(one -> one.startsWith("java.") || one.contains("resolution:=optional"));
    }

    @Test
    void aConsumerImportsCoreByItsMajorVersion() throws Exception {
        assertThat(manifest(Built.jar("demo/echo")).getValue("Import-Package"))
                .as("generated pools implement Pool, and must run with every core 1.x")
                .contains("io.conecta;version=\"[1.0,2)\"", "io.conecta.config;version=\"[1.0,2)\"");
    }

    @ParameterizedTest
    @CsvSource({"demo/echo, io.conecta.demo.TcpClientPool", "demo/ftp, io.conecta.demo.ftp.FtpSessionPool"})
    void thePoolAndWhatItNeedsAreInTheManifest(String folder, String pid) throws Exception {
        Attributes manifest = manifest(Built.jar(folder));

        assertThat(manifest.getValue("Service-Component")).isEqualTo("OSGI-INF/" + pid + ".xml");
        assertThat(manifest.getValue("Provide-Capability"))
                .contains("osgi.service;objectClass:List<String>=\"io.conecta.Pool," + pid + "\"");
        assertThat(manifest.getValue("Require-Capability"))
                .contains(
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"");
    }

    @ParameterizedTest
    @CsvSource({
        "demo/consumer, io.conecta.demo.TcpClientPool",
        "demo/ftp-consumer, io.conecta.demo.ftp.FtpSessionPool",
    })
    void aConsumerRequiresThePoolAsAService(String folder, String pid) throws Exception {
        assertThat(manifest(Built.jar(folder)).getValue("Require-Capability"))
                .contains("osgi.service;effective:=active;filter:=\"(objectClass=" + pid + ")\"");
    }

    @Test
    void coreCanBeRequiredByName() throws Exception {
        assertThat(manifest(Built.jar("module-core")).getValue("Provide-Capability"))
                .contains("osgi.implementation;osgi.implementation=\"io.conecta\"");
    }

    @ParameterizedTest
    @CsvSource({
        "module-annotations, io/conecta/annotation/Pooled",
        "module-core, io/conecta/Pool",
        "module-processor, io/conecta/processor/PoolProcessor",
        "module-shell, io/conecta/shell/PoolCommands",
        "module-commons-pool2, io/conecta/commons/ConectaObjectPool",
        "module-tools, io/conecta/tools/Page",
        "module-micrometer, io/conecta/micrometer/ConectaMetrics",
        "module-opentelemetry, io/conecta/opentelemetry/ConectaTelemetry",
        "module-fleet, io/conecta/fleet/FleetLedger",
        "module-fleet-zookeeper, io/conecta/fleet/zookeeper/ZooKeeperLedger",
    })
    void whatIsPublishedHasItsSourcesBesideIt(String folder, String type) throws Exception {
        try (JarFile sources = jarFile(folder, "-sources.jar");
                JarFile javadoc = jarFile(folder, "-javadoc.jar")) {
            assertThat(sources.getEntry(type + ".java")).isNotNull();
            assertThat(javadoc.getEntry("index.html")).isNotNull();
        }
    }

    @Test
    void theJavadocIsOfTheApiAlone() throws Exception {
        try (JarFile javadoc = jarFile("module-core", "-javadoc.jar")) {
            assertThat(javadoc.stream().map(ZipEntry::getName))
                    .contains("io.conecta.core/io/conecta/Pool.html")
                    .noneMatch(name -> name.contains("/internal/"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "module-annotations, .jar",
        "module-core, .jar",
        "module-core, -sources.jar",
        "module-core, -javadoc.jar",
        "module-processor, .jar",
        "module-shell, .jar",
        "module-commons-pool2, .jar",
        "module-tools, .jar",
        "module-micrometer, .jar",
        "module-opentelemetry, .jar",
        "module-fleet, .jar",
        "module-fleet-zookeeper, .jar",
        "module-fleet-zookeeper-client, .jar",
        "demo/echo, .jar",
        "demo/consumer, .jar",
    })
    void everyEntryCarriesTheSameTime(String folder, String ending) throws Exception {
        try (JarFile jar = jarFile(folder, ending)) {
            assertThat(jar.stream().map(ZipEntry::getTime).distinct()).hasSize(1);
            assertThat(jar.getManifest().getMainAttributes().keySet())
                    .doesNotContain(new Attributes.Name("Bnd-LastModified"), new Attributes.Name("Built-By"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "module-annotations, conecta-annotations",
        "module-core, conecta-core",
        "module-processor, conecta-processor",
        "module-shell, conecta-shell conecta-core",
        "module-commons-pool2, conecta-commons-pool2 conecta-core org.apache.commons/commons-pool2",
        "module-tools, conecta-tools",
        "module-micrometer, conecta-micrometer conecta-core io.micrometer/micrometer-core io.micrometer/micrometer-commons"
                + " io.micrometer/micrometer-observation org.hdrhistogram/HdrHistogram org.latencyutils/LatencyUtils",
        "module-opentelemetry, conecta-opentelemetry conecta-core io.opentelemetry/opentelemetry-api"
                + " io.opentelemetry/opentelemetry-context io.opentelemetry/opentelemetry-common",
        "module-fleet, conecta-fleet conecta-core",
    })
    void theBillOfMaterialsNamesWhatRunsAndNoMore(String folder, String artifacts) throws Exception {
        String bill = Files.readString(Built.artifact(folder, "-cyclonedx.json"));

        assertThat(bill).contains("\"bomFormat\" : \"CycloneDX\"", "\"id\" : \"Apache-2.0\"");
        assertThat(artifacts(bill))
                .containsExactlyElementsOf(Stream.of(artifacts.split(" "))
                        .map(artifact -> artifact.contains("/") ? artifact : "io.conecta/" + artifact)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "module-fleet-zookeeper, io.conecta/conecta-fleet io.conecta/conecta-core",
        "module-fleet-zookeeper-client, io.conecta/conecta-fleet-zookeeper-client",
    })
    void theBillOfMaterialsNamesZooKeepersClientAndWhatItNeeds(String folder, String own) throws Exception {
        assertThat(artifacts(Files.readString(Built.artifact(folder, "-cyclonedx.json"))))
                .contains(own.split(" "))
                .contains("org.apache.curator/curator-framework", "org.apache.curator/curator-client")
                .contains("org.apache.zookeeper/zookeeper", "org.apache.zookeeper/zookeeper-jute")
                .contains("io.netty/netty-handler", "org.slf4j/slf4j-api");
    }

    private static Stream<String> artifacts(String bill) {
        return Pattern.compile("\"purl\" : \"pkg:maven/([^@]*)@")
                .matcher(bill)
                .results()
                .map(purl -> purl.group(1));
    }

    private static JarFile jarFile(String folder, String ending) throws IOException {
        return new JarFile(Built.artifact(folder, ending).toFile());
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
