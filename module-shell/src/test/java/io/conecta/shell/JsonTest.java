package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void mapsListsNumbersAndTexts() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("none", List.of());
        map.put("some", List.of(1, 2L, true, "three", Map.of()));

        assertThat(Json.of(map)).isEqualTo("{\"none\":[],\"some\":[1,2,true,\"three\",{}]}");
    }

    @Test
    void whateverATextHoldsIsOneString() {
        assertThat(Json.of("a \"quoted\" \\ line\r\n\tand é, €, \u0000"))
                .isEqualTo("\"a \\\"quoted\\\" \\\\ line\\u000d\\u000a\\u0009and é, €, \\u0000\"");
        assertThat(Json.of("\ud83d\ude00 \ud83d")).isEqualTo("\"\\ud83d\\ude00 \\ud83d\"");
    }
}
