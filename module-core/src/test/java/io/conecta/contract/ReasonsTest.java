package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
}
