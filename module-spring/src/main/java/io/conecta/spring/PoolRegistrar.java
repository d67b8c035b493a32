package io.conecta.spring;

import io.conecta.Pool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.config.Pools;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Registers a bean for every pool, and checks the configuration of all of them before the first is built. Runs when all other beans are
 * declared; where beans were declared ahead of time, it runs all the same, so that the environment of the day counts.
 */
final class PoolRegistrar implements BeanDefinitionRegistryPostProcessor, EnvironmentAware, BeanClassLoaderAware {
    /** Marks our bean definitions. */
    static final String OURS = PoolRegistrar.class.getName();

    private static final Log LOG = LogFactory.getLog(PoolRegistrar.class);

    private final Map<String, PoolPlan<?>> plans = new LinkedHashMap<>();
    private final List<PoolMistake> mistakes = new ArrayList<>();
    private @Nullable ConfigurableEnvironment environment;
    private @Nullable ClassLoader loader;

    @Override
    public void setEnvironment(Environment given) {
        environment = (ConfigurableEnvironment) given;
    }

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        loader = classLoader;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
        PoolProperties properties = properties();
        List<PoolProvider<?>> providers = Pools.load(loader);
        Map<String, PoolProvider<?>> own = own(providers);
        own.forEach((name, provider) -> {
            if (isEnabled(name, properties) && !hasUserBean(beans, provider)) {
                plan(name, provider, false, registry);
            }
        });
        for (String name : properties.pools()) {
            if (same(name, own.keySet()) == null) {
                further(name, providers, properties, registry);
            }
        }
        plans.values().forEach(plan -> register(plan, registry, beans));
    }

    private PoolProperties properties() {
        PoolProperties properties = new PoolProperties(Objects.requireNonNull(environment));
        properties.know(plans.values());
        return properties;
    }

    private Map<String, PoolProvider<?>> own(List<PoolProvider<?>> providers) {
        Map<String, PoolProvider<?>> own = new LinkedHashMap<>();
        for (PoolProvider<?> provider : providers) {
            String name = provider.settings().name();
            PoolProvider<?> other = same(name, own.keySet()) == null ? null : own.get(same(name, own.keySet()));
            if (other == null) {
                own.put(name, provider);
            } else {
                mistakes.add(PoolMistake.of("pool \"" + name + "\": "
                        + other.type().getName() + " and "
                        + provider.type().getName() + " both have a pool of that name; give one of them another by"
                        + " @Pooled(name = …)"));
            }
        }
        return own;
    }

    /** {@return the name among others that is the same but for its spelling} */
    private static @Nullable String same(String name, Collection<String> others) {
        return others.stream()
                .filter(other -> Names.bare(other).equals(Names.bare(name)))
                .findFirst()
                .orElse(null);
    }

    private boolean isEnabled(String name, PoolProperties properties) {
        PoolEntries entries = properties.entries(name, List.of(PoolPlan.ENABLED));
        Object enabled = entries.value(PoolPlan.ENABLED);
        if (enabled == null) {
            return true;
        }
        try {
            return PoolConfiguration.flag(enabled.toString());
        } catch (IllegalArgumentException neither) {
            mistakes.addAll(entries.mistakes(List.of(
                    entries.property(PoolPlan.ENABLED) + " " + neither.getMessage() + "; the default is true")));
            return true;
        }
    }

    /** Whether the user has built such a pool himself; adding this library must not make an injection ambiguous that worked. */
    private static boolean hasUserBean(ConfigurableListableBeanFactory beans, PoolProvider<?> provider) {
        ResolvableType pool = ResolvableType.forClassWithGenerics(Pool.class, provider.type());
        return Stream.of(ResolvableType.forClass(provider.poolType()), pool)
                .flatMap(type ->
                        Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false)))
                .findAny()
                .isPresent();
    }

    /** A pool that is spoken of and that no class has by itself: one more of a class, or one that nobody knows. */
    private void further(
            String name, List<PoolProvider<?>> providers, PoolProperties properties, BeanDefinitionRegistry registry) {
        PoolEntries entries = properties.entries(name, List.of(PoolPlan.TYPE, PoolPlan.ENABLED));
        Object type = entries.value(PoolPlan.TYPE);
        if (type == null) {
            unknown(name, providers);
        } else if (isEnabled(name, properties)) {
            List<PoolProvider<?>> found = providers.stream()
                    .filter(provider -> answersTo(provider, type.toString()))
                    .toList();
            if (found.size() == 1) {
                plan(name, found.get(0), true, registry);
            } else {
                mistakes.addAll(entries.mistakes(List.of(wrongType(entries, providers, found))));
            }
        }
    }

    private static void unknown(String name, List<PoolProvider<?>> providers) {
        List<String> names =
                providers.stream().map(provider -> provider.settings().name()).toList();
        String property = Names.PREFIX + "." + name;
        LOG.warn(property + ": there is no pool of that name; "
                + PoolConfiguration.nearest(name, names)
                        .map(nearest -> "did you mean " + Names.PREFIX + "." + nearest + "?")
                        .orElse("there are " + names + ", and " + property
                                + ".type=<class> makes one more of a class"));
    }

    private static String wrongType(PoolEntries entries, List<PoolProvider<?>> providers, List<PoolProvider<?>> found) {
        List<String> types = (found.isEmpty() ? providers : found)
                .stream().map(provider -> provider.poolType().getName()).toList();
        return entries.property(PoolPlan.TYPE)
                + (found.isEmpty()
                        ? " must be a class with a generated pool; there are "
                        : " must be one class with a generated pool; several answer to it: ")
                + String.join(", ", types);
    }

    private static boolean answersTo(PoolProvider<?> provider, String type) {
        return Stream.of(
                        provider.type().getName(),
                        provider.type().getSimpleName(),
                        provider.poolType().getName(),
                        provider.poolType().getSimpleName(),
                        provider.settings().name())
                .anyMatch(type::equals);
    }

    private <T> void plan(String name, PoolProvider<T> provider, boolean isFurther, BeanDefinitionRegistry registry) {
        String bean = registry.containsBeanDefinition(name) ? name + "Pool" : name;
        if (registry.containsBeanDefinition(bean)) {
            mistakes.add(PoolMistake.of("pool \"" + name + "\": there are beans called " + name + " and " + bean
                    + " already, so that its bean has no name; call the pool or one of the beans differently"));
            return;
        }
        plans.put(name, new PoolPlan<>(name, bean, provider, isFurther));
    }

    private <T> void register(
            PoolPlan<T> plan, BeanDefinitionRegistry registry, ConfigurableListableBeanFactory beans) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setBeanClass(plan.provider().poolType());
        definition.setInstanceSupplier(() -> beans.getBean(LivePools.class).start(plan.bean(), pool(plan, beans)));
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, plan.name()));
        definition.setAttribute(OURS, plan.name());
        definition.setRole(BeanDefinition.ROLE_APPLICATION);
        definition.setResourceDescription(
                "generated pool of " + plan.provider().type().getName());
        registry.registerBeanDefinition(plan.bean(), definition);
    }

    private <T> SpringPool<T> pool(PoolPlan<T> plan, ConfigurableListableBeanFactory beans) {
        return new SpringPool<>(plan, new Collaborators(beans), this::properties);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (Boolean.getBoolean("spring.aot.processing")) {
            return; // The environment that counts is not here.
        }
        List<PoolMistake> all = new ArrayList<>(mistakes);
        plans.values().forEach(plan -> all.addAll(pool(plan, beans).check()));
        if (!all.isEmpty()) {
            throw new InvalidPoolsException(all);
        }
    }
}
