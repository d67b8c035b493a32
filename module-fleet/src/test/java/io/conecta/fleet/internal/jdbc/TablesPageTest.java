package io.conecta.fleet.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/fleet-ledgers.md")
class TablesPageTest {
    @Test
    @DisplayName("has the statements that create the tables, as the ledger has them")
    void statements() throws Exception {
        String page = Files.readString(Path.of("../docs/fleet-ledgers.md"));
        String sql = page.substring(page.indexOf("```sql\n") + 7);

        assertThat(sql.substring(0, sql.indexOf("```")).lines())
                .containsExactlyElementsOf(new Sql(Options.DEFAULT.table(), Dialect.POSTGRESQL.clock)
                        .create.stream().map(statement -> statement + ";").toList());
    }
}
