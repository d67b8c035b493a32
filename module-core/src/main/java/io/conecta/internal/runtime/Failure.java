package io.conecta.internal.runtime;

/**
 * What user code threw, and what that prints as. To print it runs code of the user's too, which may take its time: so it is printed once,
 * where the user's code has a time and no lock is held, and whoever needs the text later has it here.
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
