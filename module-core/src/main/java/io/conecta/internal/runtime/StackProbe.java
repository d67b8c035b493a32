package io.conecta.internal.runtime;

/**
 * Finds out that the stack is nearly used up before anything has changed. In the middle of what follows, a stack overflow would leave things
 * half done.
 */
public final class StackProbe {
    /** With eight longs each, more than anything takes that a borrower or a returner calls here, even if it is not compiled yet. */
    private static final int FRAMES = 64;

    private static final int FEW = 16;
    private static final int MANY = 256;

    private StackProbe() {}

    /**
     * Returns if there is room for whatever may follow. Takes about 0.2 µs.
     *
     * @throws StackOverflowError if there is not
     */
    public static void check() {
        descend(FRAMES, 1, 2, 3, 4, 5, 6, 7);
    }

    /** As {@link #check}, for work that hardly ever happens, and prints, links and logs what has not been used before. Takes about 1 µs. */
    public static void thorough() {
        descend(MANY, 1, 2, 3, 4, 5, 6, 7);
    }

    /** As {@link #check}, for a few calls that change nothing but a slot. Takes about 20 ns. */
    public static void glance() {
        descend(FEW, 1, 2, 3, 4, 5, 6, 7);
    }

    private static long descend(long frames, long a, long b, long c, long d, long e, long f, long g) {
        return frames == 0 ? a : (a ^ b ^ c ^ d ^ e ^ f ^ g) + descend(frames - 1, b, c, d, e, f, g, a + 1);
    }
}
