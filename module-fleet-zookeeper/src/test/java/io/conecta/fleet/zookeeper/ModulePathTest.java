package io.conecta.fleet.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("ZooKeeper on the module path")
class ModulePathTest {
    /** When this fails, this artifact can get a module-info: then docs/fleet-ledgers.md and docs/jpms.md change too. */
    @Test
    @DisplayName("cannot be required by an explicit module: its two jars have packages in common")
    void sharedPackages() throws Exception {
        Set<String> common = new HashSet<>(packages(ZooKeeper.class));
        common.retainAll(packages(Record.class));

        assertThat(common).isNotEmpty();
    }

    private static Set<String> packages(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return ModuleFinder.of(jar).findAll().stream()
                .findFirst()
                .orElseThrow()
                .descriptor()
                .packages();
    }
}
