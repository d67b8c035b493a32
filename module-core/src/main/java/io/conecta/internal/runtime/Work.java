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

    /** {@return the name of the pool that the work is for, null if it is not known} */
    protected @Nullable String pool() {
        return null;
    }

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
        return Task.doing(null, action);
    }

    /** {@return work for a pool of that name} */
    public static Work of(String pool, Runnable action) {
        return Task.doing(pool, action);
    }

    private static final class Task extends Work {
        private final @Nullable String pool;
        private final Runnable action;

        private Task(@Nullable String pool, Runnable action) {
            this.pool = pool;
            this.action = action;
        }

        /** Here, where it is known to be work: no class that merely may make one has it loaded. */
        static Work doing(@Nullable String pool, Runnable action) {
            return new Task(pool, action);
        }

        @Override
        protected @Nullable String pool() {
            return pool;
        }

        @Override
        protected void perform() {
            action.run();
        }
    }
}
