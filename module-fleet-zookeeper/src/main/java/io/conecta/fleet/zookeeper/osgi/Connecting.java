package io.conecta.fleet.zookeeper.osgi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.conecta.fleet.spi.ComponentConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ConfigException;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;

/** What a configuration says of the connection: who we are, who may see what we write, and how it is protected. Not printed: it holds secrets. */
final class Connecting {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String SECURE = "zookeeper.client.secure";
    private static final String SOCKET = "zookeeper.clientCnxnSocket";
    private static final String NETTY = "org.apache.zookeeper.ClientCnxnSocketNetty";

    private int sessionMillis = -1;
    private String scheme = "digest";
    private byte @Nullable [] credentials;
    private boolean creatorAll;
    private @Nullable ZKClientConfig client;

    private Connecting() {}

    static Connecting read(ComponentConfiguration configuration) {
        Connecting read = new Connecting();
        configuration.duration("sessionTimeout", value -> read.sessionMillis = sessionMillis(value));
        configuration.text("authScheme", value -> read.scheme = value);
        read.credentials(configuration);
        read.creatorAll = read.credentials != null;
        configuration.text("acl", value -> read.creatorAll = creatorAll(value));
        read.client(configuration);
        return read;
    }

    private static int sessionMillis(Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("sessionTimeout must be 1 s to 1 h, was " + value);
        }
        return (int) value.toMillis();
    }

    private static boolean creatorAll(String acl) {
        return switch (acl) {
            case "creator-all" -> true;
            case "open" -> false;
            default ->
                throw new IllegalArgumentException("acl must be creator-all or open, was \"" + acl
                        + "\"; creator-all lets in those alone that have the same credentials");
        };
    }

    private void credentials(ComponentConfiguration configuration) {
        String user = configuration.text("user");
        String password = configuration.text("password");
        if (user != null && password == null) {
            configuration.mistake("user=" + user + ": has no password; add .password=…");
        } else if (password != null) {
            if (user == null && scheme.equals("digest")) {
                configuration.mistake(
                        "user: is missing beside .password; add user=…, or another authScheme than digest");
            }
            credentials = (user == null ? password : user + ":" + password).getBytes(UTF_8);
        }
    }

    private void client(ComponentConfiguration configuration) {
        configuration.text("zkClientConfig", file -> client = file(file));
        Map<String, String> properties = configuration.startingWith("zookeeper.");
        if (!properties.isEmpty()) {
            ZKClientConfig all = client == null ? new ZKClientConfig() : client;
            properties.forEach(all::setProperty);
            // Nothing else can do it, and who forgets that waits for a connection in vain.
            if (Boolean.parseBoolean(all.getProperty(SECURE)) && all.getProperty(SOCKET) == null) {
                all.setProperty(SOCKET, NETTY);
            }
            client = all;
        }
    }

    private static ZKClientConfig file(String path) {
        try {
            return new ZKClientConfig(Path.of(path));
        } catch (ConfigException unreadable) {
            throw new IllegalArgumentException(
                    "zkClientConfig=" + path + ": cannot be read; name a file of ZooKeeper's client properties",
                    unreadable);
        }
    }

    /** Called whenever a connection is opened. */
    void apply(CuratorFrameworkFactory.Builder builder) {
        if (sessionMillis > 0) {
            builder.sessionTimeoutMs(sessionMillis);
        }
        if (credentials != null) {
            builder.authorization(scheme, credentials);
        }
        if (creatorAll) {
            builder.aclProvider(new CreatorAll());
        }
        if (client != null) {
            builder.zkClientConfig(client);
        }
    }

    /** Whoever has the credentials by which a node was created, and nobody else. */
    private static final class CreatorAll implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }
    }
}
