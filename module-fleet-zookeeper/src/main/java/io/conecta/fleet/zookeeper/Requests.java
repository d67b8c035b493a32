package io.conecta.fleet.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Requests to ZooKeeper in one session, each sent once: Curator would send one again that has been carried out, and take its own change for
 * another's. What is asked in one go is answered in that order.
 */
final class Requests {
    final ZooKeeper handle;
    /** Curator's namespace, with a slash before it. */
    private final String prefix;

    Requests(ZooKeeper handle, @Nullable String namespace) {
        this.handle = handle;
        prefix = namespace == null || namespace.isEmpty() ? "" : "/" + namespace;
    }

    /** A node as it was read. */
    record Node(String text, Stat stat) {}

    /** The end of a call. */
    static final class Deadline {
        private final String what;
        private final long over;

        Deadline(String what, Duration timeout) {
            this.what = what;
            over = System.nanoTime() + timeout.toNanos();
        }

        long left() {
            return Math.max(0, over - System.nanoTime());
        }

        String what() {
            return what;
        }
    }

    String path(String path) {
        return prefix + path;
    }

    CompletableFuture<Node> get(String path, @Nullable Watcher watcher) {
        CompletableFuture<Node> answer = new CompletableFuture<>();
        handle.getData(
                path(path),
                watcher,
                (rc, at, ctx, data, stat) ->
                        complete(answer, rc, at, () -> new Node(data == null ? "" : new String(data, UTF_8), stat)),
                null);
        return answer;
    }

    CompletableFuture<Stat> exists(String path) {
        CompletableFuture<Stat> answer = new CompletableFuture<>();
        handle.exists(path(path), false, (rc, at, ctx, stat) -> complete(answer, rc, at, () -> stat), null);
        return answer;
    }

    CompletableFuture<List<String>> children(String path) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        handle.getChildren(
                path(path),
                false,
                (int rc, String at, Object ctx, List<String> names) -> complete(answer, rc, at, () -> names),
                null);
        return answer;
    }

    CompletableFuture<Stat> set(String path, byte[] data) {
        CompletableFuture<Stat> answer = new CompletableFuture<>();
        handle.setData(path(path), data, -1, (rc, at, ctx, stat) -> complete(answer, rc, at, () -> stat), null);
        return answer;
    }

    CompletableFuture<Boolean> delete(String path, int version) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        handle.delete(path(path), version, (rc, at, ctx) -> complete(answer, rc, at, () -> true), null);
        return answer;
    }

    /**
     * A change that changes nothing: what is asked after it on this session sees all that anybody had been told before, whether the node is there or not. {@code sync}
     * does not promise that much: the server that leads answers it at once, and may not have applied yet what its followers have confirmed.
     */
    CompletableFuture<Optional<Failed>> barrier(String path) {
        return all(List.of(Op.check(path(path), -1)));
    }

    /** All or nothing; answers which one failed with what. */
    CompletableFuture<Optional<Failed>> all(List<Op> operations) {
        CompletableFuture<Optional<Failed>> answer = new CompletableFuture<>();
        handle.multi(
                operations,
                (rc, at, ctx, results) -> {
                    Failed failed = failed(results);
                    if (rc == Code.OK.intValue() || failed == null) {
                        complete(answer, rc, at, Optional::empty);
                    } else {
                        answer.complete(Optional.of(failed));
                    }
                },
                null);
        return answer;
    }

    /** An operation that failed, and why. */
    record Failed(int index, Code code) {}

    private static @Nullable Failed failed(@Nullable List<OpResult> results) {
        for (int i = 0; results != null && i < results.size(); i++) {
            if (results.get(i) instanceof OpResult.ErrorResult error
                    && error.getErr() != Code.OK.intValue()
                    && error.getErr() != Code.RUNTIMEINCONSISTENCY.intValue()) {
                return new Failed(i, Code.get(error.getErr()));
            }
        }
        return null;
    }

    private interface Answer<T> {
        T get();
    }

    private static <T> void complete(CompletableFuture<T> future, int rc, @Nullable String path, Answer<T> answer) {
        if (rc == Code.OK.intValue()) {
            future.complete(answer.get());
        } else {
            Code code = Code.get(rc);
            future.completeExceptionally(KeeperException.create(code == null ? Code.SYSTEMERROR : code, path));
        }
    }

    /** Waits for an answer. */
    static <T> T await(CompletableFuture<T> answer, Deadline deadline) throws LedgerException, InterruptedException {
        try {
            return answer.get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw told(failed.getCause(), deadline);
        } catch (TimeoutException late) {
            throw new LedgerException(deadline.what() + ": no answer from ZooKeeper in time", late);
        }
    }

    /** Waits for an answer about a node that may not be there: then null. */
    static <T> @Nullable T orNull(CompletableFuture<T> answer, Deadline deadline)
            throws LedgerException, InterruptedException {
        try {
            return await(answer, deadline);
        } catch (LedgerException failed) {
            if (failed.getCause() instanceof KeeperException.NoNodeException) {
                return null;
            }
            throw failed;
        }
    }

    private static LedgerException told(@Nullable Throwable cause, Deadline deadline) {
        if (cause instanceof KeeperException.SessionExpiredException) {
            return new SessionGoneException(deadline.what() + ": the session with ZooKeeper has ended", cause);
        }
        if (cause instanceof KeeperException.NoAuthException || cause instanceof KeeperException.AuthFailedException) {
            return new LedgerException(
                    deadline.what() + ": ZooKeeper refuses: " + cause.getMessage()
                            + "; let all members use the same credentials, and see the nodes' ACLs",
                    cause);
        }
        return new LedgerException(deadline.what() + ": " + cause, cause);
    }
}
