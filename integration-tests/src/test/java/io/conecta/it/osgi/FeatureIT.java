package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The features of the OSGi Feature Service, read by Felix's implementation; run on Felix and on Equinox. */
class FeatureIT {
    @ParameterizedTest
    @ValueSource(strings = {"conecta", "conecta-shell", "conecta-fleet", "conecta-fleet-zookeeper"})
    void theyHaveTheBundlesOfKarafsFeatures(String name) throws Exception {
        Feature feature = read(name);

        assertThat(feature.getID()).hasToString("io.conecta:conecta-karaf:osgifeature:" + name + ":" + Built.version());
        assertThat(feature.getName()).contains(name);
        assertThat(feature.getDescription()).isPresent();
        assertThat(feature.getLicense()).contains("Apache-2.0");
        assertThat(ids(feature)).doesNotHaveDuplicates().containsExactlyElementsOf(ofKaraf(name));
    }

    @Test
    void theirBundlesRunByThemselves() throws Exception {
        try (Container container = Container.start()) {
            List<Bundle> installed = new ArrayList<>();
            for (FeatureBundle each : read("conecta-shell").getBundles()) {
                ID id = each.getID();
                Bundle bundle = container.install(jar(id.getArtifactId() + ".jar"));
                assertThat(bundle.getVersion().toString())
                        .as(bundle.getSymbolicName())
                        .startsWith(id.getVersion().replace("-SNAPSHOT", ".SNAPSHOT"));
                installed.add(bundle);
            }
            for (Bundle bundle : installed) {
                bundle.start();
            }
            Object commands = container.service(container.await("io.conecta.shell.PoolCommands"));
            assertThat(ServiceView.call(commands, "pools")).isEqualTo("no pools");
        }
    }

    private static Path jar(String name) {
        Path known = Built.bundles().resolve(name);
        return Files.exists(known)
                ? known
                : Built.file("integration-tests/target/condition").resolve(name);
    }

    private static Feature read(String name) throws Exception {
        try (Reader json = Files.newBufferedReader(Built.file("module-karaf/target/osgifeature/" + name + ".json"))) {
            return new FeatureServiceImpl().readFeature(json);
        }
    }

    private static List<String> ids(Feature feature) {
        return feature.getBundles().stream()
                .map(FeatureBundle::getID)
                .map(Object::toString)
                .toList();
    }

    /** {@return the bundles of a Karaf feature, after those of the features that it needs, as {@code group:artifact:version}} */
    private static List<String> ofKaraf(String name) throws Exception {
        NodeList features = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Built.file("module-karaf/target/feature/features.xml").toFile())
                .getDocumentElement()
                .getChildNodes();
        for (int i = 0; i < features.getLength(); i++) {
            if (features.item(i) instanceof Element feature && name.equals(feature.getAttribute("name"))) {
                return bundles(feature);
            }
        }
        throw new IllegalArgumentException("no feature " + name);
    }

    private static List<String> bundles(Element feature) throws Exception {
        List<String> needed = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (Node child = feature.getFirstChild(); child != null; child = child.getNextSibling()) {
            String text = child.getTextContent().strip();
            if (child.getNodeName().equals("feature")) {
                needed.addAll(ofKaraf(text));
            } else if (child.getNodeName().equals("bundle")) {
                own.add(text.replaceFirst("^mvn:", "").replace('/', ':'));
            }
        }
        needed.addAll(own);
        return needed;
    }
}
