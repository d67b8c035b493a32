package io.conecta.cdi;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** The configuration of a test: a file, system properties that count more, and variables between them. */
final class Settings implements AutoCloseable {
    private final Map<String, String> file = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> commandLine = new LinkedHashMap<>();
    private Config config;

    /** Sets a property in the file. */
    Settings file(String key, Object value) {
        file.put(key, String.valueOf(value));
        return this;
    }

    Settings variable(String key, Object value) {
        variables.put(key, String.valueOf(value));
        return this;
    }

    Settings commandLine(String key, Object value) {
        commandLine.put(key, String.valueOf(value));
        return this;
    }

    /** Makes them what {@code ConfigProvider.getConfig()} finds. */
    Settings register() {
        close();
        config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(file, "a.properties", 100),
                        new EnvConfigSource(variables, 300),
                        new PropertiesConfigSource(commandLine, "command line", 400))
                .build();
        ConfigProviderResolver.instance()
                .registerConfig(config, Thread.currentThread().getContextClassLoader());
        return this;
    }

    @Override
    public void close() {
        if (config != null) {
            ConfigProviderResolver.instance().releaseConfig(config);
            config = null;
        }
    }
}
