package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A reason is the reason now")
class ReasonsTest {
    @Test
    @DisplayName(
            "failFast is off, and an initial object cannot be created / ready() says that the pool goes on, and closes nothing")
    void notReady(Kit kit) {
        kit.creating(() -> {
            if (kit.creations() == 3) {
                throw new IOException("refused");
            }
        });
        Pool<Thing> pool =
                kit.build(kit.builder().name("slow").maxSize(3).initialSize(3).failFast(false));
        Throwable why = catchThrowableOfType(
                        ExecutionException.class,
                        () -> pool.ready().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .getCause();
        assertThat(why)
                .isInstanceOf(PoolCreateException.class)
                .hasMessageStartingWith(
                        "pool \"slow\": newFunc failed: java.io.IOException: refused; initialSize=3 is not reached; ")
                .hasMessageContaining("the pool goes on, and creates the rest for those who borrow")
                .hasMessageNotContaining("closed")
                .hasMessageNotContaining("failFast");
        kit.time().quiesce();
        assertThat(pool.stats().closed()).isZero();
    }

    @Test
    @DisplayName(
            "maxSize is 0 while the backend is down / paused is the reason; raised while it is back / the pool lends")
    void pausedWhileDown(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        kit.creationsFail("refused");
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().advance(ofSeconds(9));
        assertThat(pool.health().status()).isEqualTo(PoolHealth.Status.DOWN);
        PoolSettings settings = pool.settings();
        pool.reconfigure(settings.withMaxSize(0).withInitialSize(0));
        assertThat(pool.health().reason()).isEqualTo("the pool is paused, maxSize=0; raise it to lend again");
        assertThat(pool.health().isUp()).isTrue();
        Borrower<Thing> borrower = kit.borrower(pool, ofMillis(300)).awaitParked();
        kit.time().advance(ofMillis(300));
        assertThat(borrower.failure(PoolTimeoutException.class))
                .hasNoCause()
                .hasMessageContaining("the pool is paused, maxSize=0")
                .hasMessageNotContaining("attempt")
                .hasMessageNotContaining("refused");
        kit.creating(() -> {});
        Borrower<Thing> next = kit.borrower(pool).awaitParked();
        pool.reconfigure(settings);
        kit.time().advance(ofSeconds(2));
        next.result();
        assertThat(pool.health().status()).isNotEqualTo(PoolHealth.Status.DOWN);
    }

    @Test
    @DisplayName("suspended while the backend is down / the suspension is the reason, and there is no cause")
    void suspendedWhileDown(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        kit.creationsFail("refused");
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().advance(ofSeconds(9));
        pool.suspend();
        for (Duration timeout : List.of(ofMillis(0), ofMillis(300))) {
            Borrower<Thing> borrower = kit.borrower(pool, timeout).awaitDoneOrParked();
            kit.time().advance(timeout);
            assertThat(borrower.failure(PoolTimeoutException.class))
                    .hasNoCause()
                    .hasMessageContaining("the pool is suspended")
                    .hasMessageNotContaining("see the cause")
                    .hasMessageNotContaining("refused");
        }
    }

    @Test
    @DisplayName("the executor starts no initial object / that is the reason, and there is no word of locks")
    void executorDrops(Kit kit) throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        Borrower<Pool<Thing>> building = kit.thread(() -> kit.build(
                kit.builder().initialSize(1).createTimeout(ofSeconds(2)).executor(task -> given.countDown())));
        assertThat(given.await(20, TimeUnit.SECONDS)).isTrue();
        kit.time().advance(ofSeconds(2));
        assertThat(building.failure(PoolCreateException.class))
                .hasMessageContaining("the executor has not started newFunc")
                .hasMessageNotContaining("lock");
    }

    private static final class Late {
        static @Nullable Pool<Thing> pool;
    }

    /** Borrows while it is initialized. */
    private static final class Initialized {
        static final String REFUSAL = catchThrowable(
                        () -> Objects.requireNonNull(Late.pool).getOrCreate(ofSeconds(4)))
                .toString();
    }

    @Test
    @DisplayName("a creation hangs / who borrows in a static initializer is told so, and nobody else")
    void staticInitializer(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(2);
        Late.pool = pool;
        kit.creating(gate::pass);
        Borrower<String> inside = kit.thread(() -> Initialized.REFUSAL).awaitParked();
        Borrower<Thing> outside = kit.borrower(pool, ofSeconds(4)).awaitParked();
        kit.time().advance(ofSeconds(4));
        assertThat(inside.result()).contains("PoolTimeoutException", "this thread is in a static initializer");
        assertThat(outside.failure(PoolTimeoutException.class))
                .hasMessageContaining("a creation has been under way")
                .hasMessageNotContaining("static initializer");
        Late.pool = null;
        gate.open();
    }
}
