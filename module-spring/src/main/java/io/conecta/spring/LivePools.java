package io.conecta.spring;

import io.conecta.Pool;
import io.conecta.config.Pools;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

/**
 * The pools that are beans and exist now, ours and the user's. Builds ours, and closes them when their beans go: after the web server
 * and everything else that is started and stopped, and after the beans that have the pool injected. That is not done by a lifecycle of
 * its own, since a context that is merely paused starts again. Thread-safe.
 */
final class LivePools implements DestructionAwareBeanPostProcessor, BeanFactoryAware {
    private final Map<String, Pool<?>> live = new ConcurrentHashMap<>();
    private final Map<String, SpringPool<?>> ours = new ConcurrentHashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private @Nullable ConfigurableListableBeanFactory beans;

    /** Hears of pools that come and go, one after the other. */
    interface Watcher {
        void came(Pool<?> pool);

        void went(Pool<?> pool);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = (ConfigurableListableBeanFactory) beanFactory;
    }

    /** {@return a pool of ours, which begins to run} */
    <T> Pool<T> start(String bean, SpringPool<T> pool) {
        Pool<T> built = pool.build();
        ours.put(bean, pool);
        return built;
    }

    /** {@return ours that run, by bean} */
    Map<String, SpringPool<?>> ours() {
        return Map.copyOf(ours);
    }

    /** {@return the pool of a bean, null if it has not been built yet} */
    @Nullable
    Pool<?> find(String bean) {
        return live.get(bean);
    }

    /** Tells a watcher of the pools that are there and of those to come. */
    void watch(Watcher watcher) {
        synchronized (watchers) {
            watchers.add(watcher);
            live.values().forEach(watcher::came);
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Pool<?> pool && isSingleton(name)) {
            synchronized (watchers) {
                live.put(name, pool);
                watchers.forEach(watcher -> watcher.came(pool));
            }
        }
        return bean;
    }

    private boolean isSingleton(String name) {
        return beans != null && beans.containsBean(name) && beans.isSingleton(name);
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof Pool<?>;
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        if (bean instanceof Pool<?> pool && live.remove(name, pool)) {
            if (ours.remove(name) != null) {
                Pools.drain(pool);
            }
            synchronized (watchers) {
                watchers.forEach(watcher -> watcher.went(pool));
            }
        }
    }
}
