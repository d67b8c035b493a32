package io.conecta.fleet.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The proof's judgement")
class LawTest {
    private static final int LIMIT = 2;
    private static final long TOO_LONG = Times.STANDSTILL.toMillis() + 1_000;

    private final Backend backend;
    private final Law law;
    private final List<Connection> connections = new ArrayList<>();

    LawTest() throws Exception {
        backend = new Backend();
        law = new Law(backend);
        law.watch(LIMIT);
    }

    private void connect(String name, int number) throws Exception {
        int before = backend.open(name);
        for (int i = 0; i < number; i++) {
            connections.add(new Connection(backend.port(), name));
        }
        Waiting.until("they are counted", () -> backend.open(name) == before + number);
    }

    @AfterEach
    void end() throws Exception {
        for (Connection each : connections) {
            each.close();
        }
        // A close that has returned was counted.
        assertThat(backend.open()).isZero();
        law.close();
        backend.close();
    }

    @Test
    @DisplayName("as many as are allowed / nothing is said")
    void kept() throws Exception {
        connect("one", LIMIT);

        assertThatCode(() -> law.verify(LIMIT)).doesNotThrowAnyException();
        assertThat(backend.most()).isEqualTo(LIMIT);
    }

    @Test
    @DisplayName("one too many, for a moment / who had how many")
    void broken() throws Exception {
        connect("one", 1);
        connect("two", LIMIT);
        connections.remove(0).close();

        assertThat(backend.open()).isEqualTo(LIMIT);
        assertThatThrownBy(() -> law.verify(LIMIT))
                .isExactlyInstanceOf(Verdict.class)
                .hasMessageContaining("3 connections, 2 were allowed")
                .hasMessageContaining("one=1, two=2");
    }

    @Test
    @DisplayName("one too many, and the machine let a member stand still for too long / nobody is blamed")
    void unclear() throws Exception {
        law.member("one").note(0);
        connect("one", LIMIT + 1);
        law.member("one").note(TOO_LONG);

        assertThatThrownBy(() -> law.verify(LIMIT))
                .isInstanceOf(Verdict.Unclear.class)
                .hasMessageContaining("one=" + TOO_LONG);
    }

    @Test
    @DisplayName("one too many, and a member stood still for as long as was meant / the fleet is to blame")
    void meant() throws Exception {
        law.member("one").note(0);
        law.freezes("one", TOO_LONG);
        connect("one", LIMIT + 1);
        law.member("one").note(TOO_LONG);

        assertThatThrownBy(() -> law.verify(LIMIT)).isExactlyInstanceOf(Verdict.class);
    }
}
