package io.conecta.internal.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Something for a worker to do. It is a link of the line of work that no thread could be started for: keeping it there takes no memory,
 * of which there may be none either.
 */
public abstract class Work implements Runnable {
    /** The next in line, and whose line it is. Guarded by the background's lock. */
    @Nullable
    Work next;

    @Nullable
    Background owner;

    /** Does the work. What it throws is logged and otherwise lost. */
    protected abstract void perform();

    /** Runs on a worker: this work, then what is in line. */
    @Override
    public final void run() {
        Background background = owner;
        if (background != null) {
            background.work(this);
        }
    }

    /** {@return work that does this} */
    public static Work of(Runnable action) {
        return Task.doing(action);
    }

    private static final class Task extends Work {
        private final Runnable action;

        private Task(Runnable action) {
            this.action = action;
        }

        /** Here, where it is known to be work: no class that merely may make one has it loaded. */
        static Work doing(Runnable action) {
            return new Task(action);
        }

        @Override
        protected void perform() {
            action.run();
        }
    }
}
