package io.conecta.spring;

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;

/** Leaves our beans out when an application is processed ahead of time: {@link PoolRegistrar} registers them when it runs. */
final class PoolExcludeFilter implements BeanRegistrationExcludeFilter {
    @Override
    public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
        return bean.getMergedBeanDefinition().hasAttribute(PoolRegistrar.OURS);
    }
}
