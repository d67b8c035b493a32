package io.conecta.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
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
}
