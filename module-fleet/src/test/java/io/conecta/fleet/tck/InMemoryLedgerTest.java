package io.conecta.fleet.tck;

import io.conecta.fleet.FleetLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The ledger in memory")
class InMemoryLedgerTest extends FleetLedgerTck {
    private final Map<Duration, InMemoryLedger> servers = new HashMap<>();
    private final List<InMemoryLedger.Line> lines = new ArrayList<>();

    @Override
    protected FleetLedger connect(Duration sessionTimeout) {
        InMemoryLedger.Line line =
                servers.computeIfAbsent(sessionTimeout, InMemoryLedger::new).line();
        lines.add(line);
        return line;
    }

    @Override
    protected void stopServer() {
        servers.values().forEach(InMemoryLedger::stop);
    }

    @Override
    protected void startServer() {
        servers.values().forEach(InMemoryLedger::start);
    }

    @Override
    protected void loseAnswers(boolean on) {
        lines.forEach(line -> line.loseAnswers(on));
    }
}
