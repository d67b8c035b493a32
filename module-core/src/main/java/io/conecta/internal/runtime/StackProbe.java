package io.conecta.internal.runtime;

/**
 * Finds out that the stack is nearly used up before anything has changed. In the middle of what follows, a stack overflow would leave things
 * half done.
 *
 * <p>What follows may be interpreted, and so need three times the stack that it needs when it is compiled, although the probe is compiled
 * itself, being called more often. So a frame must be large even then: it keeps all its values until the next one has returned.
 */
public final class StackProbe {
    /** Of about 80 bytes each when compiled, and of 250 and more before that. */
    private static final int FRAMES = 80;

    private static final int FEW = 24;
    private static final int MANY = 128;
    private static final int VERY_MANY = 400;

    private StackProbe() {}

    /**
     * Returns if there is room for whatever may follow, 6 kB at least. Takes about 0.2 µs.
     *
     * @throws StackOverflowError if there is not
     */
    public static void check() {
        descend(FRAMES, 1, 2, 3, 4, 5, 6, 7);
    }

    /** As {@link #check}, for work that hardly ever happens, and prints, links and logs what has not been used before: 10 kB, 0.4 µs. */
    public static void thorough() {
        descend(MANY, 1, 2, 3, 4, 5, 6, 7);
    }

    /** As {@link #check}, for code of others that prints and loads classes, as a log does: 32 kB, 2 µs. */
    public static void ample() {
        descend(VERY_MANY, 1, 2, 3, 4, 5, 6, 7);
    }

    /** As {@link #check}, for a few calls that change nothing but a slot: 2 kB, 60 ns. */
    public static void glance() {
        descend(FEW, 1, 2, 3, 4, 5, 6, 7);
    }

    /** Each value is needed after the call, one after the other: so the frame has to keep them all. */
    private static long descend(long frames, long a, long b, long c, long d, long e, long f, long g) {
        if (frames == 0) {
            return a;
        }
        long below = descend(frames - 1, b, c, d, e, f, g, a + 1);
        return ((((((below ^ a) + b) ^ c) + d) ^ e) + f) ^ g;
    }
}
