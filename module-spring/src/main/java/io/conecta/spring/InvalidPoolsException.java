package io.conecta.spring;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration of pools is wrong: every mistake in it, with the property and where it comes from. */
public class InvalidPoolsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The mistakes, in the order found. */
    private final String[] mistakes;

    InvalidPoolsException(List<PoolMistake> mistakes) {
        super(mistakes.stream()
                .map(PoolMistake::toString)
                .collect(Collectors.joining(
                        "\n  ", mistakes.size() == 1 ? "" : mistakes.size() + " mistakes:\n  ", "")));
        this.mistakes = mistakes.stream().map(PoolMistake::toString).toArray(String[]::new);
    }

    /** {@return what is wrong, one sentence for each mistake, each with the origin of what it names in parentheses} */
    public List<String> mistakes() {
        return List.of(mistakes);
    }
}
