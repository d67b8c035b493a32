package com.acme;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.config.TypedPoolBuilder;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Everything} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class EverythingPoolProvider implements PoolProvider<Everything> {
    /** For {@link java.util.ServiceLoader}. */
    public EverythingPoolProvider() {}

    @Override
    public Class<Everything> type() {
        return Everything.class;
    }

    @Override
    public Class<EverythingPool> poolType() {
        return EverythingPool.class;
    }

    @Override
    public PoolSettings settings() {
        return EverythingPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("flag", Boolean.class, true, false),
                new ConfigurationKey("small", Byte.class, true, false),
                new ConfigurationKey("shorter", Short.class, true, false),
                new ConfigurationKey("letter", Character.class, true, false),
                new ConfigurationKey("number", Integer.class, true, false),
                new ConfigurationKey("longer", Long.class, true, false),
                new ConfigurationKey("ratio", Float.class, true, false),
                new ConfigurationKey("precise", Double.class, true, false),
                new ConfigurationKey("boxed", Integer.class, true, false),
                new ConfigurationKey("text", String.class, true, false),
                new ConfigurationKey("password", char[].class, true, false),
                new ConfigurationKey("whole", BigInteger.class, true, false),
                new ConfigurationKey("price", BigDecimal.class, true, false),
                new ConfigurationKey("level", Everything.Level.class, true, false),
                new ConfigurationKey("timeout", Duration.class, true, false),
                new ConfigurationKey("path", Path.class, true, false),
                new ConfigurationKey("file", File.class, true, false),
                new ConfigurationKey("uri", URI.class, true, false),
                new ConfigurationKey("url", URL.class, true, false),
                new ConfigurationKey("address", InetAddress.class, true, false),
                new ConfigurationKey("charset", Charset.class, true, false),
                new ConfigurationKey("id", UUID.class, true, false),
                new ConfigurationKey("pattern", Pattern.class, true, false),
                new ConfigurationKey("locale", Locale.class, true, false),
                new ConfigurationKey("task", Class.class, true, false),
                new ConfigurationKey("any", Class.class, true, false),
                new ConfigurationKey("from", Instant.class, true, false),
                new ConfigurationKey("day", LocalDate.class, true, false),
                new ConfigurationKey("every", Period.class, true, false),
                new ConfigurationKey("zone", ZoneId.class, true, false),
                new ConfigurationKey("version", Everything.Version.class, true, false));
    }

    @Override
    public NewFunc<Everything> newFunc(PoolConfiguration configuration) {
        Boolean flag = configuration.required("flag").as(Boolean.class, PoolConfiguration::flag);
        Byte small = configuration.required("small").as(Byte.class, Byte::valueOf);
        Short shorter = configuration.required("shorter").as(Short.class, Short::valueOf);
        Character letter = configuration.required("letter").as(Character.class, PoolConfiguration::character);
        Integer number = configuration.required("number").as(Integer.class, Integer::valueOf);
        Long longer = configuration.required("longer").as(Long.class, Long::valueOf);
        Float ratio = configuration.required("ratio").as(Float.class, Float::valueOf);
        Double precise = configuration.required("precise").as(Double.class, Double::valueOf);
        Integer boxed = configuration.required("boxed").as(Integer.class, Integer::valueOf);
        String text = configuration.required("text").text();
        char[] password = configuration.required("password").as(char[].class, String::toCharArray);
        BigInteger whole = configuration.required("whole").as(BigInteger.class, BigInteger::new);
        BigDecimal price = configuration.required("price").as(BigDecimal.class, BigDecimal::new);
        Everything.Level level = configuration.required("level").as(Everything.Level.class, Everything.Level::valueOf);
        Duration timeout = configuration.required("timeout").as(Duration.class, PoolConfiguration::duration);
        Path path = configuration.required("path").as(Path.class, Path::of);
        File file = configuration.required("file").as(File.class, File::new);
        URI uri = configuration.required("uri").as(URI.class, URI::create);
        URL url = configuration.required("url").as(URL.class, PoolConfiguration::url);
        InetAddress address = configuration.required("address").as(InetAddress.class, InetAddress::getByName);
        Charset charset = configuration.required("charset").as(Charset.class, Charset::forName);
        UUID id = configuration.required("id").as(UUID.class, UUID::fromString);
        Pattern pattern = configuration.required("pattern").as(Pattern.class, Pattern::compile);
        Locale locale = configuration.required("locale").as(Locale.class, PoolConfiguration::locale);
        Class<? extends Runnable> task = configuration.required("task").type(Runnable.class, EverythingPoolProvider.class.getClassLoader());
        Class<?> any = configuration.required("any").type(Object.class, EverythingPoolProvider.class.getClassLoader());
        Instant from = configuration.required("from").as(Instant.class, Instant::parse);
        LocalDate day = configuration.required("day").as(LocalDate.class, LocalDate::parse);
        Period every = configuration.required("every").as(Period.class, Period::parse);
        ZoneId zone = configuration.required("zone").as(ZoneId.class, ZoneId::of);
        Everything.Version version = configuration.required("version").as(Everything.Version.class, Everything.Version::parse);
        configuration.check();
        return EverythingFuncs.newFunc(
                flag,
                small,
                shorter,
                letter,
                number,
                longer,
                ratio,
                precise,
                boxed,
                text,
                password,
                whole,
                price,
                level,
                timeout,
                path,
                file,
                uri,
                url,
                address,
                charset,
                id,
                pattern,
                locale,
                task,
                any,
                from,
                day,
                every,
                zone,
                version);
    }

    @Override
    public TypedPoolBuilder<Everything, EverythingPool> builder(NewFunc<? extends Everything> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Everything, EverythingPool> builder(Map<String, ?> configuration) {
        PoolConfiguration values = PoolConfiguration.of(configuration);
        PoolSettings settings = values.settingsForBuild(settings());
        return start(newFunc(values)).settings(settings);
    }

    /**
     * Starts the construction of a pool with the annotated hooks and options.
     *
     * @param newFunc creates the objects
     * @return the builder
     */
    static TypedPoolBuilder<Everything, EverythingPool> start(NewFunc<? extends Everything> newFunc) {
        return new TypedPoolBuilder<Everything, EverythingPool>(newFunc, EverythingPoolImpl::new)
                .settings(EverythingPool.DEFAULTS)
                .pingFunc(EverythingFuncs.pingFunc())
                .closeFunc(EverythingFuncs.closeFunc());
    }

    /** The pool behind {@link EverythingPool}. */
    private static final class EverythingPoolImpl extends ForwardingPool<Everything> implements EverythingPool {
        private EverythingPoolImpl(Pool<Everything> pool) {
            super(pool);
        }
    }
}
