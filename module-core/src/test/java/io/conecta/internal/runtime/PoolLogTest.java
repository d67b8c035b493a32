package io.conecta.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.kit.Jvm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pool's log")
class PoolLogTest {
    @Test
    @DisplayName("is first used at the end of a stack / it works all the same, and so does whatever else logs")
    void endOfTheStack() throws Exception {
        assertThat(Jvm.run(DeepLogs.class)).containsExactly("overflows true", "INFO: pool \"deep\": with stack enough");
    }
}
