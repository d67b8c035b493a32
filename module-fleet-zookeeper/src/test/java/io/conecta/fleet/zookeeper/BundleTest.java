package io.conecta.fleet.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import io.conecta.Pool;
import io.conecta.fleet.FleetLedger;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.AddressResolver;
import io.netty.util.AttributeKey;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.curator.CuratorZookeeperClient;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.TestingServer;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

@DisplayName("In an OSGi framework, with ZooKeeper's and Curator's jars wrapped as docs/fleet-ledgers.md says,")
class BundleTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    @DisplayName("the bundles resolve, and a member joins")
    void joins() throws Exception {
        Framework felix = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        // A container has SLF4J; here it is the test's.
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.slf4j;version=1.7.36"));
        felix.start();
        try (TestingServer server = new TestingServer()) {
            BundleContext context = felix.getBundleContext();
            List<Bundle> bundles = new ArrayList<>();
            bundles.add(context.installBundle(wrapped().toUri().toString()));
            for (Class<?> type : List.of(
                    AttributeKey.class,
                    ByteBuf.class,
                    AddressResolver.class,
                    Channel.class,
                    FileDescriptor.class,
                    ByteToMessageDecoder.class,
                    SslContext.class,
                    Pool.class,
                    FleetLedger.class,
                    ZooKeeperLedger.class)) {
                bundles.add(context.installBundle(location(type)));
            }
            for (Bundle bundle : bundles) {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                }
            }
            Bundle ours = bundles.get(bundles.size() - 1);
            assertThat(ours.getSymbolicName()).isEqualTo("io.conecta.fleet.zookeeper");
            assertThat(idOfAMember(ours, server.getConnectString())).matches("[0-9a-z]{5,12}");
        } finally {
            felix.stop();
            felix.waitForStop(30_000);
        }
    }

    private static String idOfAMember(Bundle bundle, String servers) throws Exception {
        Class<?> ledgerType = bundle.loadClass("io.conecta.fleet.FleetLedger");
        Class<?> listenerType = bundle.loadClass("io.conecta.fleet.FleetLedger$Listener");
        Class<?> sessionType = bundle.loadClass("io.conecta.fleet.FleetLedger$Session");
        assertThat(ledgerType).as("the bundle's own").isNotSameAs(FleetLedger.class);
        Object ledger = bundle.loadClass(ZooKeeperLedger.class.getName())
                .getMethod("connect", String.class)
                .invoke(null, servers);
        Object listener = Proxy.newProxyInstance(
                listenerType.getClassLoader(), new Class<?>[] {listenerType}, (proxy, method, arguments) -> null);
        Object session = ledgerType
                .getMethod("join", String.class, String.class, Duration.class, listenerType)
                .invoke(ledger, "db", "w=1", Duration.ofSeconds(30), listener);
        Object id = sessionType.getMethod("id").invoke(session);
        sessionType.getMethod("leave").invoke(session);
        return (String) id;
    }

    /** One bundle of all jars, made with the instructions of the page. */
    private Path wrapped() throws Exception {
        String page = Files.readString(Path.of("../docs/fleet-ledgers.md"));
        String instructions = page.substring(page.indexOf("```\n-classpath:") + 4);
        Properties properties = new Properties();
        properties.load(new StringReader(instructions.substring(0, instructions.indexOf("```"))));
        List<Path> jars = List.of(
                file(ZooKeeper.class),
                file(Record.class),
                file(CuratorZookeeperClient.class),
                file(CuratorFramework.class));
        assertThat(properties.remove("-classpath"))
                .isEqualTo(
                        jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", ")));
        Path target = folder.resolve("zookeeper.jar");
        try (Builder builder = new Builder()) {
            for (Path jar : jars) {
                builder.addClasspath(jar.toFile());
            }
            builder.setProperties(properties);
            builder.build().write(target.toFile());
            assertThat(builder.getErrors()).isEmpty();
        }
        return target;
    }

    private static Path file(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** A jar, or the classes of a module that has none yet: those have their manifest too. */
    private static String location(Class<?> type) throws Exception {
        Path file = file(type);
        return (Files.isDirectory(file) ? "reference:" : "") + file.toUri();
    }
}
