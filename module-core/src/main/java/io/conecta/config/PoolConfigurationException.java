package io.conecta.config;

import java.util.List;

/** A configuration is wrong. Names every mistake in it, each with key, value and fix. */
public class PoolConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The mistakes, in the order found. */
    private final String[] mistakes;

    /**
     * Creates the exception.
     *
     * @param mistakes what is wrong, one sentence each: key, value and fix
     */
    public PoolConfigurationException(List<String> mistakes) {
        super(
                mistakes.size() == 1
                        ? mistakes.get(0)
                        : mistakes.size() + " mistakes:\n  " + String.join("\n  ", mistakes));
        this.mistakes = mistakes.toArray(String[]::new);
    }

    /** {@return what is wrong, one sentence for each mistake} */
    public List<String> mistakes() {
        return List.of(mistakes);
    }
}
