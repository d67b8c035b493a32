package io.conecta.spring;

import io.conecta.Pool;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/** The pools that are beans, those included that are not built yet. */
final class PoolBeans {
    private final ListableBeanFactory beans;
    private final LivePools live;

    PoolBeans(ListableBeanFactory beans, LivePools live) {
        this.beans = beans;
        this.live = live;
    }

    /** {@return their names; builds none} */
    List<String> names() {
        return List.of(beans.getBeanNamesForType(Pool.class, false, false));
    }

    PoolCondition condition(String name) {
        return PoolCondition.of(live.find(name));
    }
}
