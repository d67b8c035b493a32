package io.conecta.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In real time: class initialization and locks are about real threads. */
@ExtendWith(PoolLaws.class)
@DisplayName("Every wait has an end: building where no other thread gets in")
class StaticInitTest {
    /** What a class of the user's needs to be initialized for. */
    private static final class Session {
        private final String host;

        Session(String host) {
            this.host = host;
        }
    }

    private static final class Dao {
        static final Pool<Session> POOL = Pool.<Session>builder(() -> new Session(host()))
                .initialSize(3)
                .maxSize(3)
                .build();

        static String host() {
            return "localhost";
        }
    }

    @SuppressWarnings("ImmutableEnumChecker")
    private enum Holder {
        INSTANCE;

        final Pool<Session> pool =
                Pool.<Session>builder(() -> new Session(name())).build();
    }

    @Test
    @DisplayName("a pool in a static field of the class whose code creates / builds")
    void staticField(Kit kit) {
        try (Pool<Session> pool = kit.thread(() -> Dao.POOL).result()) {
            assertThat(pool.stats().idle()).isEqualTo(3);
            assertThat(pool.get().orElseThrow().host).isEqualTo("localhost");
        }
    }

    @Test
    @DisplayName("a pool in an enum constant whose code creates / builds")
    void enumConstant(Kit kit) {
        try (Pool<Session> pool = kit.thread(() -> Holder.INSTANCE.pool).result()) {
            assertThat(pool.get().orElseThrow().host).isEqualTo("INSTANCE");
        }
    }

    @Test
    @DisplayName("the builder holds a monitor that newFunc needs / builds")
    void monitorHeld(Kit kit) {
        Object monitor = new Object();
        Pool<Session> built = kit.thread(() -> {
                    synchronized (monitor) {
                        return Pool.<Session>builder(() -> {
                                    synchronized (monitor) {
                                        return new Session("locked");
                                    }
                                })
                                .initialSize(2)
                                .maxSize(2)
                                .build();
                    }
                })
                .result();
        try (Pool<Session> pool = built) {
            assertThat(pool.stats().idle()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("the builder holds a ReentrantLock that newFunc needs / builds")
    void lockHeld(Kit kit) {
        ReentrantLock lock = new ReentrantLock();
        Pool<Session> built = kit.thread(() -> {
                    lock.lock();
                    try {
                        return Pool.<Session>builder(() -> {
                                    lock.lock();
                                    try {
                                        return new Session("locked");
                                    } finally {
                                        lock.unlock();
                                    }
                                })
                                .initialSize(2)
                                .maxSize(2)
                                .build();
                    } finally {
                        lock.unlock();
                    }
                })
                .result();
        try (Pool<Session> pool = built) {
            assertThat(pool.stats().idle()).isEqualTo(2);
        }
    }
}
