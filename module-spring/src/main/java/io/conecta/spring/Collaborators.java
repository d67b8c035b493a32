package io.conecta.spring;

import io.conecta.PoolBudget;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.PoolProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The objects that creation needs and that text cannot stand for: beans, by type, and by the parameter's name if there are several. */
final class Collaborators {
    private final ConfigurableListableBeanFactory beans;

    Collaborators(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Takes the objects for granted that a configuration does not name; checks the names of the others. */
    void await(PoolPlan<?> plan, PoolEntries entries, List<String> mistakes) {
        for (ConfigurationKey key : objects(plan.provider())) {
            if (entries.value(key.name()) instanceof CharSequence name
                    && !(beans.containsBean(name.toString()) && beans.isTypeMatch(name.toString(), key.type()))) {
                mistakes.add(entries.property(key.name()) + " must name a bean of type "
                        + key.type().getName() + ", and there is none of that name; there are "
                        + Arrays.toString(beans.getBeanNamesForType(key.type(), true, false)));
            }
            entries.remove(key.name());
        }
    }

    /** {@return the objects, looked up; beans that the pool's bean depends on from now on} */
    Map<String, Object> find(PoolPlan<?> plan, PoolEntries entries) {
        Map<String, Object> found = new LinkedHashMap<>();
        List<PoolMistake> mistakes = new ArrayList<>();
        for (ConfigurationKey key : objects(plan.provider())) {
            Object named = entries.value(key.name());
            entries.remove(key.name());
            try {
                String bean = named instanceof CharSequence name ? name.toString() : only(key);
                if (bean != null) {
                    found.put(key.name(), beans.getBean(bean, key.type()));
                    beans.registerDependentBean(bean, plan.bean());
                } else if (key.required()) {
                    mistakes.add(PoolMistake.of("pool \"" + plan.name() + "\": the parameter " + key.name() + " of "
                            + plan.provider().type().getName() + " needs a bean of type "
                            + key.type().getName() + ", and there is none; declare one"));
                }
            } catch (NoUniqueBeanDefinitionException several) {
                mistakes.add(PoolMistake.of("pool \"" + plan.name() + "\": the parameter " + key.name() + " of "
                        + plan.provider().type().getName() + " could be any of the beans "
                        + several.getBeanNamesFound() + "; name one by " + entries.property(key.name())
                        + ", call one like the parameter, or mark one with @Primary"));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidPoolsException(mistakes);
        }
        return found;
    }

    /**
     * The budget that the settings of a pool name, if that is a bean. If it is none, it is found by the name under which it is registered, which
     * a bean may do when it is made: so all budgets among the beans are made before the pool, and closed after it.
     *
     * @return the bean of that name, null if there is none
     */
    @Nullable
    PoolBudget budget(PoolPlan<?> plan, PoolSettings settings) {
        String name = settings.budget();
        if (name.equals(PoolSettings.defaults().budget())) {
            return null;
        }
        List<String> names = List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, PoolBudget.class));
        PoolBudget named = null;
        for (String bean : names.contains(name) ? List.of(name) : names) {
            PoolBudget made = beans.getBean(bean, PoolBudget.class);
            beans.registerDependentBean(bean, plan.bean());
            named = bean.equals(name) ? made : named;
        }
        return named;
    }

    /** {@return the bean that a parameter gets, null if there is none} */
    private @Nullable String only(ConfigurationKey key) {
        List<String> names = List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, key.type()));
        if (names.size() < 2) {
            return names.isEmpty() ? null : names.get(0);
        }
        List<String> primary = names.stream().filter(this::isPrimary).toList();
        if (primary.size() == 1) {
            return primary.get(0);
        }
        if (names.contains(key.name())) {
            return key.name();
        }
        throw new NoUniqueBeanDefinitionException(key.type(), names);
    }

    private boolean isPrimary(String name) {
        return beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name).isPrimary();
    }

    private static List<ConfigurationKey> objects(PoolProvider<?> provider) {
        return provider.keys().stream().filter(ConfigurationKey::isObject).toList();
    }
}
