package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolUnavailableException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowingPoolTest {
    private static final Map<String, ?> OURS = Map.of("service.pid", "a~1");

    private static Pool<Object> pool(String name) {
        return Pool.builder(Object::new).name(name).initialSize(0).build();
    }

    @Test
    void followsThePoolOfItsOwnConfigurationOnly() throws InterruptedException {
        FollowingPool<Object> following = new FollowingPool<>("waits", OURS);
        assertThatThrownBy(following::getOrCreateUnchecked)
                .isInstanceOf(PoolUnavailableException.class)
                .hasMessageStartingWith("pool \"waits\" lends nothing");
        try (Pool<Object> ours = pool("ours");
                Pool<Object> other = pool("other")) {
            following.follow(other, Map.of("service.pid", "a~2"));
            assertThat(following.name()).isEqualTo("waits");
            following.follow(ours, OURS);
            following.follow(other, Map.of());
            assertThat(following.name()).isEqualTo("ours");
            following.put(following.getOrCreateUnchecked());
            following.put(following.getOrCreateUnchecked(), new IllegalStateException());
            assertThat(ours.stats().created()).isOne();
        }
        assertThatThrownBy(following::getOrCreateUnchecked).isInstanceOf(PoolClosedException.class);

        try (Pool<Object> again = pool("again")) {
            following.follow(again, OURS);
            following.put(following.getOrCreateUnchecked());
            assertThat(again.stats().created()).isOne();
        }
    }

    @Test
    void withoutAConfigurationThereIsOnePool() {
        FollowingPool<Object> following = new FollowingPool<>("waits", Map.of("pool.name", "only"));
        try (Pool<Object> only = pool("only")) {
            following.follow(only, Map.of("pool.name", "only"));
            assertThat(following.name()).isEqualTo("only");
        }
    }
}
