package io.conecta.fleet.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.fleet.spi.LedgerText;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The name of a member's node")
class NamesTest {
    @ParameterizedTest
    @CsvSource({"ab3k-0000000000, 0ab3k", "ab3k-0000000042, 16ab3k", "zzzz-2147483647, zik0zjzzzz"})
    @DisplayName("is its id, and the other way round")
    void both(String node, String id) {
        assertThat(Names.id(node)).isEqualTo(id).matches(LedgerText::isId);
        assertThat(Names.node(id)).isEqualTo(node);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab3k",
                "ab3k-1",
                "AB3K-0000000001",
                "ab3k--000000001",
                "m-0000000001",
                "ab3k-00000000010",
                "../x-0000000001"
            })
    @DisplayName("is nobody's if a ledger has not made it")
    void others(String node) {
        assertThat(Names.id(node)).isNull();
    }

    @Test
    @DisplayName("tells who joined before, whatever else is there")
    void elder() {
        List<String> nodes = List.of("zzzz-0000000003", "junk", "aaaa-0000000009", "bbbb-0000000001");

        assertThat(Names.elder(nodes, "aaaa-0000000009")).isEqualTo("zzzz-0000000003");
        assertThat(Names.elder(nodes, "bbbb-0000000001")).isNull();
        assertThat(Names.node("x")).isNull();
        assertThat(Names.node("zzzzzzzzzzzz")).isNotNull();
    }
}
