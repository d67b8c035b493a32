package io.conecta.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Whether the initial objects are there. Settled once. */
final class Readiness {
    /** Made for who asks first: most never do. Guarded by this, as all here. */
    private @Nullable CompletableFuture<Void> future;

    private boolean settled;
    private @Nullable Throwable reason;

    /** {@return what tells, for a caller who may do with it whatever it likes} */
    CompletionStage<Void> stage() {
        CompletableFuture<Void> told;
        synchronized (this) {
            told = future;
            if (told == null) {
                told = new CompletableFuture<>();
                future = told;
            }
        }
        tell();
        return told.copy();
    }

    void reached() {
        settle(null);
    }

    void missed(Throwable why) {
        settle(why);
    }

    private void settle(@Nullable Throwable why) {
        synchronized (this) {
            if (!settled) {
                settled = true;
                reason = why;
            }
        }
        tell();
    }

    /** Not under the lock: what hangs on the future is somebody's code. */
    private void tell() {
        CompletableFuture<Void> told;
        Throwable why;
        synchronized (this) {
            told = settled ? future : null;
            why = reason;
        }
        if (told != null && why == null) {
            told.complete(null);
        } else if (told != null) {
            told.completeExceptionally(why);
        }
    }
}
