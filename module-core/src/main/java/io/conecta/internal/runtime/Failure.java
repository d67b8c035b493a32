package io.conecta.internal.runtime;

/**
 * What user code threw, and its text. To make that runs code of the user's too, which may take its time: so it is made once, where the
 * user's code has a time and no lock is held, and whoever needs it later has it here. Only the log prints the exception itself.
 *
 * @param error not trusted to describe itself any more
 * @param text as {@link Failures#text} has it
 */
public record Failure(Throwable error, String text) {
    /** Prints it. */
    public static Failure of(Throwable error) {
        return new Failure(error, print(error));
    }

    /** {@return what it prints as} Does not fail. */
    static String print(Throwable error) {
        try {
            return Failures.text(error);
        } catch (VirtualMachineError lacking) {
            return "no memory or stack was left to print what was thrown";
        }
    }
}
