package io.conecta.internal;

/** Thread ids, which slots remember, and their names. */
final class Threads {
    private Threads() {}

    /** {@return the id of this thread} */
    @SuppressWarnings("deprecation") // Its successor is younger than Java 17.
    static long current() {
        return Thread.currentThread().getId();
    }

    /** {@return the name of the live platform thread with this id, else what can be said of it} */
    @SuppressWarnings("deprecation") // The successor of getId is younger than Java 17.
    static String name(long id) {
        ThreadGroup root = rootGroup();
        Thread[] all = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (all[i].getId() == id) {
                return all[i].getName();
            }
        }
        return "thread #" + id + ", virtual or ended";
    }

    /** {@return the group that all threads are in, directly or not} */
    static ThreadGroup rootGroup() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }
}
