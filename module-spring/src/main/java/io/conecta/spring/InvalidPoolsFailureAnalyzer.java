package io.conecta.spring;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the mistakes in the configuration of pools instead of a stack trace. */
final class InvalidPoolsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPoolsException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidPoolsException cause) {
        String mistakes = cause.mistakes().stream()
                .map(mistake -> "    - " + mistake)
                .collect(Collectors.joining("\n", "The pools are not configured right:\n\n", ""));
        return new FailureAnalysis(mistakes, "Fix what is listed above. No pool was built.", cause);
    }
}
