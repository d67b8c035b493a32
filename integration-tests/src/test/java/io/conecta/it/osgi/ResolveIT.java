package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** A resolver that is asked for the consumer alone finds the rest by what the manifests say; on Felix and on Equinox. */
class ResolveIT {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void theConsumerPullsInAllThatItNeeds() {
        assertThat(neededBy("io.conecta.demo.consumer"))
                .contains("io.conecta.core", "io.conecta.demo", "org.apache.felix.scr", "org.apache.felix.configadmin")
                .doesNotContain("io.conecta.shell", "org.apache.felix.gogo.runtime");
    }

    @Test
    void theShellPullsInCoreButNoDemo() {
        assertThat(neededBy("io.conecta.shell"))
                .contains("io.conecta.core", "org.apache.felix.scr")
                .doesNotContain("io.conecta.demo.consumer");
    }

    @Test
    void coreNeedsTheFrameworkAlone() {
        assertThat(neededBy("io.conecta.core")).isEmpty();
    }

    /** {@return the bundles that provide what a bundle requires, and what these require; fails if nobody provides it} */
    private Set<String> neededBy(String symbolicName) {
        Container container = fixture.container();
        FrameworkWiring wiring =
                container.context().getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        Set<String> needed = new TreeSet<>();
        Deque<BundleRevision> open = new ArrayDeque<>();
        open.add(container.bundle(symbolicName).adapt(BundleRevision.class));
        while (!open.isEmpty()) {
            BundleRevision bundle = open.remove();
            for (BundleRequirement requirement : bundle.getDeclaredRequirements(null)) {
                String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
                if (Constants.RESOLUTION_OPTIONAL.equals(resolution) || "dynamic".equals(resolution)) {
                    continue;
                }
                Collection<BundleCapability> providers = wiring.findProviders(requirement);
                assertThat(providers)
                        .as("providers of %s, required by %s", requirement, bundle)
                        .isNotEmpty();
                BundleRevision provider = providers.iterator().next().getRevision();
                if (provider.getBundle().getBundleId() != Constants.SYSTEM_BUNDLE_ID
                        && !provider.equals(bundle)
                        && needed.add(provider.getSymbolicName())) {
                    open.add(provider);
                }
            }
        }
        return needed;
    }
}
