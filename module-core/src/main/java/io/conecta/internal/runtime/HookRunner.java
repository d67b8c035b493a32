package io.conecta.internal.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs hooks that may be slow on the user's executor or else on a worker, never on the thread that asks for it.
 *
 * <p>The executor is asked by a worker: whatever it does (block, refuse, run things on the spot, drop them) happens to a thread of the
 * pool's own. What it has refused, or not begun within its time, that worker or another does itself.
 */
public final class HookRunner {
    private final @Nullable Executor executor;
    private final Background background;
    private final PoolLog log;

    public HookRunner(UserCode<?> user) {
        executor = user.hooks().executor();
        background = user.background();
        log = user.log();
    }

    /** Whether the user's executor runs the hooks. */
    public boolean isUsers() {
        return executor != null;
    }

    /** Has this done, whatever the executor does: at the latest a worker begins it {@code patience} nanoseconds from now. */
    public void run(Work work, long patience) {
        if (executor == null) {
            background.execute(work);
        } else {
            new Handing(executor, work, patience, null).start();
        }
    }

    /** Has this done unless the executor refuses or drops it. */
    public void run(Work work, Refusal refusal) {
        if (executor == null) {
            background.execute(work);
        } else {
            new Handing(executor, work, Clock.FOREVER, refusal).start();
        }
    }

    /** Hears that the executor refused. */
    @FunctionalInterface
    public interface Refusal {
        void refused(Throwable cause);
    }

    /** One piece of work on its way to the executor; whoever comes first begins it. */
    private final class Handing extends Work {
        private final Executor to;
        private final Work work;
        private final long patience;
        private final @Nullable Refusal refusal;
        private final AtomicBoolean begun = new AtomicBoolean();
        /** Whether a thread of the executor had too little stack for it. */
        private volatile boolean noStack;
        /** Takes it back. */
        private volatile Background.@Nullable Timer late;

        Handing(Executor to, Work work, long patience, @Nullable Refusal refusal) {
            this.to = to;
            this.work = work;
            this.patience = patience;
            this.refusal = refusal;
        }

        void start() {
            background.execute(this);
        }

        @Override
        protected @Nullable String pool() {
            return work.pool();
        }

        @Override
        protected void perform() {
            late = background.schedule(patience, () -> background.execute(takingBack()));
            try {
                to.execute(this::beginThere);
            } catch (Throwable refused) {
                background.cancel(late);
                refused(refused);
            }
        }

        /** By the executor, whose thread may be near the end of its stack: then it is as if the executor had not begun the work. */
        private void beginThere() {
            noStack = true; // A mere store, before anything that needs more.
            StackProbe.ample();
            noStack = false;
            background.cancel(late);
            begin();
        }

        private void begin() {
            if (begun.compareAndSet(false, true)) {
                work.perform();
            }
        }

        private Work takingBack() {
            String pool = pool();
            return pool == null ? Work.of(this::takeBack) : Work.of(pool, this::takeBack);
        }

        private void takeBack() {
            if (!begun.get()) {
                if (noStack) {
                    log.warn(
                            "executor has no stack",
                            "the executor started a task near the end of a thread's stack; one of the pool's own threads runs it"
                                    + "; have the executor run tasks on threads of their own",
                            null);
                } else {
                    log.warn(
                            "executor is late",
                            "the executor has not started a task; one of the pool's own threads runs it"
                                    + "; give the executor more threads",
                            null);
                }
                begin();
            }
        }

        private void refused(Throwable cause) {
            if (begun.get()) {
                log.warn(
                        "executor threw",
                        "the executor threw after it had run a task, which counts as done; fix the executor",
                        cause);
            } else if (refusal != null) {
                if (begun.compareAndSet(false, true)) {
                    refusal.refused(cause);
                }
            } else {
                log.warn(
                        "executor refused",
                        "the executor refused a task; one of the pool's own threads runs it; give it more threads or a longer"
                                + " queue, and shut it down after the pool",
                        cause);
                begin();
            }
        }
    }
}
