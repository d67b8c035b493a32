package io.conecta.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread that calls the pool, and what came of it.
 *
 * @param <R> what it comes back with
 */
public final class Borrower<R> {
    private final Kit kit;
    private final FutureTask<R> task;
    private final Thread thread;

    Borrower(Kit kit, String name, Callable<R> call) {
        this.kit = kit;
        task = new FutureTask<>(call);
        thread = new Thread(task, name);
        thread.setDaemon(true);
    }

    Borrower<R> start() {
        thread.start();
        return this;
    }

    public Thread thread() {
        return thread;
    }

    /** Waits until the thread is parked in the test's time, with nothing left to do but wait. */
    public Borrower<R> awaitParked() {
        awaitDoneOrParked();
        assertThat(isDone()).as("%s is through instead of waiting", thread).isFalse();
        return this;
    }

    /** Waits until the call has returned or thrown. */
    public Borrower<R> awaitDone() {
        Patience.until(thread + " is through", this::isDone);
        return this;
    }

    /** Waits until the call is through, or parked in the test's time. */
    public Borrower<R> awaitDoneOrParked() {
        Patience.until(
                thread + " is through or waits",
                () -> isDone() || (kit.time().isParked(thread) && thread.getState() == Thread.State.WAITING));
        return this;
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** Whether the call has returned. */
    public boolean hasResult() {
        try {
            task.get(0, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | InterruptedException none) {
            return false;
        }
    }

    public Borrower<R> interrupt() {
        thread.interrupt();
        return this;
    }

    /** {@return what the call returned, waiting for it} */
    public R result() {
        try {
            return task.get(Patience.SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError(thread + " failed", failed.getCause());
        } catch (TimeoutException | InterruptedException late) {
            throw new AssertionError(thread + " is still at it", late);
        }
    }

    /** {@return what the call threw, waiting for it} */
    public <X extends Throwable> X failure(Class<X> type) {
        try {
            throw new AssertionError(thread + " was to fail, but got " + task.get(Patience.SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            assertThat(cause).isInstanceOf(type);
            return Objects.requireNonNull(type.cast(cause));
        } catch (TimeoutException | InterruptedException late) {
            throw new AssertionError(thread + " is still at it", late);
        }
    }

    void join() {
        Patience.until(thread + " has ended", () -> !thread.isAlive());
    }
}
