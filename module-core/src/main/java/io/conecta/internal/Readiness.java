package io.conecta.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether the initial objects are there. Settled once. */
final class Readiness {
    private final CompletableFuture<Void> future = new CompletableFuture<>();

    /** {@return what tells, for a caller who may do with it whatever it likes} */
    CompletionStage<Void> stage() {
        return future.copy();
    }

    void reached() {
        future.complete(null);
    }

    void missed(Throwable reason) {
        future.completeExceptionally(reason);
    }
}
