package io.conecta.spring;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;

/** Changes the running pools in place when the environment has changed. What is wrong is refused and logged; the pool goes on. */
final class EnvironmentChanges implements ApplicationListener<EnvironmentChangeEvent> {
    private static final Log LOG = LogFactory.getLog(EnvironmentChanges.class);

    private final LivePools pools;

    EnvironmentChanges(LivePools pools) {
        this.pools = pools;
    }

    @Override
    public void onApplicationEvent(EnvironmentChangeEvent event) {
        pools.ours().forEach((bean, pool) -> {
            try {
                pool.change();
            } catch (InvalidPoolsException wrong) {
                LOG.error("configuration refused, the pool goes on with the last good one: " + wrong.getMessage());
            }
        });
    }
}
