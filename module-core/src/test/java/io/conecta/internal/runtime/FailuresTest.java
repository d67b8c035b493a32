package io.conecta.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolListener.Hook;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(Clock.SYSTEM);

    @Test
    void theLatestOfEachKindIsKept() {
        failures.failed(Hook.NEW, Failure.of(new IOException("first")));
        failures.failed(Hook.CLOSE, Failure.of(new IllegalStateException("stuck")));
        failures.failed(Hook.NEW, Failure.of(new IOException("second")));

        assertThat(texts())
                .containsExactlyInAnyOrder(
                        "creation: java.io.IOException: second", "close: java.lang" + ".IllegalStateException: stuck");
        assertThat(failures.list())
                .allMatch(failure -> !failure.age().isNegative())
                .isSortedAccordingTo((one, other) -> one.age().compareTo(other.age()));
    }

    @Test
    void theRootCauseIsToldUnlessItIsSaidAlready() {
        IOException root = new IOException("connection refused");
        failures.failed(Hook.NEW, Failure.of(new IllegalStateException("no session", new RuntimeException(root))));
        failures.failed(Hook.PING, Failure.of(new IllegalStateException("no ping: connection refused", root)));

        assertThat(texts())
                .contains(
                        "creation: java.lang.IllegalStateException: no session, caused by java.io.IOException:"
                                + " connection refused",
                        "ping: java.lang.IllegalStateException: no ping: connection refused");
    }

    @Test
    void aFailureThatCannotDescribeItselfIsNamed() {
        failures.failed(Hook.RESET, Failure.of(new Mute()));

        assertThat(texts()).containsExactly("reset: " + Mute.class.getName());
    }

    private List<String> texts() {
        return failures.list().stream()
                .map(failure -> failure.what() + ": " + failure.error())
                .toList();
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }
}
