package com.acme;

import io.conecta.PoolBudget;
import io.conecta.config.PoolDefinition;
import io.conecta.config.PoolProperties;
import io.conecta.config.Pools;
import io.conecta.config.TypedPoolBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/**
 * Makes a pool of {@link Session} a bean of CDI, configured by properties {@code conecta.pools}; built when it is first
 * used.
 */
@Generated("io.conecta.processor.PoolProcessor")
@Dependent
class SessionPoolProducer implements PoolDefinition {
    private final BeanManager beans;
    private final Instance<Session.Instance<? super Session.Bean>> beansBean;
    private final Instance<Supplier<List<Session.Bean[]>>> nameBean;
    private final Instance<Runnable> mistakesBean;
    private final Instance<Session.Bean[]> objectsBean;
    private final Instance<Comparable<String>> javaBean;

    /**
     * Called by the container.
     *
     * @param beans the container
     * @param beansBean what is passed to its constructor
     * @param nameBean what is passed to its constructor
     * @param mistakesBean what is passed to its constructor
     * @param objectsBean what is passed to its constructor
     * @param javaBean what is passed to its constructor
     */
    @Inject
    SessionPoolProducer(
            BeanManager beans,
            Instance<Session.Instance<? super Session.Bean>> beansBean,
            Instance<Supplier<List<Session.Bean[]>>> nameBean,
            Instance<Runnable> mistakesBean,
            Instance<Session.Bean[]> objectsBean,
            Instance<Comparable<String>> javaBean) {
        this.beans = beans;
        this.beansBean = beansBean;
        this.nameBean = nameBean;
        this.mistakesBean = mistakesBean;
        this.objectsBean = objectsBean;
        this.javaBean = javaBean;
    }

    @Produces
    @ApplicationScoped
    @Named("the \"sessions\"")
    SessionPool produce() {
        return create(
                "the \"sessions\"",
                beansBean.get(),
                nameBean.isUnsatisfied() ? null : nameBean.get(),
                mistakesBean.get(),
                objectsBean.get(),
                javaBean.get());
    }

    /**
     * Builds a further pool, to be closed, configured by properties {@code conecta.pools.<name>}; for a producer of
     * your own.
     *
     * @param name2 the pool's name
     * @param beans what beans there are
     * @param name passed to its constructor
     * @param mistakes passed to its constructor
     * @param objects passed to its constructor
     * @param java passed to its constructor
     * @return the pool
     */
    SessionPool create(
            String name2,
            Session.Instance<? super Session.Bean> beans,
            @Session.Nullable Supplier<List<Session.Bean[]>> name,
            Runnable mistakes,
            Session.Bean[] objects,
            Comparable<String> java) {
        Map<String, Object> objects2 = new HashMap<>();
        objects2.put("beans", beans);
        objects2.put("title", name);
        objects2.put("mistakes", mistakes);
        objects2.put("objects", objects);
        objects2.put("java", java);
        PoolProperties.Reading<Session> reading2 = properties().read(new SessionPoolProvider(), name2, objects2);
        TypedPoolBuilder<Session, SessionPool> builder = SessionPoolProvider.start(reading2.newFunc()).settings(reading2.settings());
        Bean<?> budget = this.beans.resolve(this.beans.getBeans(reading2.settings().budget()));
        if (budget != null && budget.getTypes().contains(PoolBudget.class)) {
            builder.budget((PoolBudget) this.beans.getReference(
                    budget,
                    PoolBudget.class,
                    this.beans.createCreationalContext(budget)));
        }
        return builder.build();
    }

    void close(@Disposes SessionPool pool) {
        Pools.drain(pool);
    }

    void check(@Observes Startup event, @Any Instance<PoolDefinition> all) {
        PoolProperties.check(properties(), this, all, name -> !beans.getBeans(name).isEmpty());
    }

    @Override
    public SessionPoolProvider provider() {
        return new SessionPoolProvider();
    }

    private static Bean<?> bean(BeanManager beans) {
        return beans.resolve(beans.getBeans(SessionPool.class));
    }

    @Override
    public boolean isUsed() {
        Bean<?> bean = bean(beans);
        return bean != null && bean.getBeanClass() == SessionPoolProducer.class;
    }

    @Override
    public void build() {
        Bean<?> bean = bean(beans);
        SessionPool pool = (SessionPool) beans.getReference(bean, SessionPool.class, beans.createCreationalContext(bean));
        pool.settings();
    }

    @Override
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (beansBean.isUnsatisfied()) {
            mistakes.add(none("beans"));
        }
        if (beansBean.isAmbiguous()) {
            mistakes.add(several("beans"));
        }
        if (nameBean.isAmbiguous()) {
            mistakes.add(several("title"));
        }
        if (mistakesBean.isUnsatisfied()) {
            mistakes.add(none("mistakes"));
        }
        if (mistakesBean.isAmbiguous()) {
            mistakes.add(several("mistakes"));
        }
        if (objectsBean.isUnsatisfied()) {
            mistakes.add(none("objects"));
        }
        if (objectsBean.isAmbiguous()) {
            mistakes.add(several("objects"));
        }
        if (javaBean.isUnsatisfied()) {
            mistakes.add(none("java"));
        }
        if (javaBean.isAmbiguous()) {
            mistakes.add(several("java"));
        }
        return mistakes;
    }

    private static PoolProperties properties() {
        return PoolProperties.ofSystem();
    }
}
