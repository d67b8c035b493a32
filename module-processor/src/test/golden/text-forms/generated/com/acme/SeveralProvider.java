package com.acme;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.config.TypedPoolBuilder;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Everything} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SeveralProvider implements PoolProvider<Everything> {
    /** For {@link java.util.ServiceLoader}. */
    public SeveralProvider() {}

    @Override
    public Class<Everything> type() {
        return Everything.class;
    }

    @Override
    public Class<Several> poolType() {
        return Several.class;
    }

    @Override
    public PoolSettings settings() {
        return Several.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("texts", List.class, true, false),
                new ConfigurationKey("numbers", List.class, true, false),
                new ConfigurationKey("set", Set.class, true, false),
                new ConfigurationKey("levels", Set.class, true, false),
                new ConfigurationKey("array", String[].class, true, false),
                new ConfigurationKey("map", Map.class, true, false),
                new ConfigurationKey("maybe", Optional.class, false, false),
                new ConfigurationKey("until", Optional.class, false, false),
                new ConfigurationKey("versions", List.class, true, false),
                new ConfigurationKey("more.urls", List.class, false, false));
    }

    @Override
    public NewFunc<Everything> newFunc(PoolConfiguration configuration) {
        List<String> texts = configuration.required("texts").texts();
        List<Integer> numbers = configuration.required("numbers").list(Integer.class, Integer::valueOf);
        Set<String> set = configuration.required("set").set(String.class, String::valueOf);
        Set<Everything.Level> levels = configuration.required("levels").set(Everything.Level.class, Everything.Level::valueOf);
        String[] array = configuration.required("array").textArray();
        Map<String, String> map = configuration.required("map").map();
        Optional<String> maybe = configuration.optional("maybe").maybe(String.class, String::valueOf);
        Optional<Duration> until = configuration.optional("until").maybe(Duration.class, PoolConfiguration::duration);
        List<? extends Everything.Version> versions = configuration.required("versions").list(Everything.Version.class, Everything.Version::parse);
        List<URL> more = configuration.withDefault("more.urls", "https://a,https://b").list(URL.class, PoolConfiguration::url);
        configuration.check();
        return SeveralFuncs.newFunc(texts, numbers, set, levels, array, map, maybe, until, versions, more);
    }

    @Override
    public TypedPoolBuilder<Everything, Several> builder(NewFunc<? extends Everything> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Everything, Several> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Everything, Several> start(NewFunc<? extends Everything> newFunc) {
        return new TypedPoolBuilder<Everything, Several>(newFunc, SeveralImpl::new)
                .settings(Several.DEFAULTS)
                .pingFunc(SeveralFuncs.pingFunc())
                .closeFunc(SeveralFuncs.closeFunc());
    }

    /** The pool behind {@link Several}. */
    private static final class SeveralImpl extends ForwardingPool<Everything> implements Several {
        private SeveralImpl(Pool<Everything> pool) {
            super(pool);
        }
    }
}
