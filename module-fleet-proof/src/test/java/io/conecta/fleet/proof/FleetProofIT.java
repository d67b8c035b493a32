package io.conecta.fleet.proof;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The short form; {@code module-fleet-proof/run long} goes on for longer. The three run at the same time, since they mostly wait. If the machine had no time for a process for
 * longer than the guarantee covers, and there were too many connections then, nothing is proved: the test is skipped, and says so.
 */
@DisplayName("A fleet of processes never has more connections than its limit, and has them in use again")
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to freeze a process by")
class FleetProofIT {
    private final Run run = new Run(Proof.folder(), System.nanoTime(), false);

    private interface Part {
        void play(Run run) throws Exception;
    }

    private void prove(Part part) throws Exception {
        try {
            part.play(run);
        } catch (Verdict.Unclear starved) {
            Assumptions.abort(starved.getMessage());
        }
    }

    @Test
    @DisplayName("while members are killed, frozen, leave, and the limit changes")
    void members() throws Exception {
        prove(Brief::members);
    }

    @Test
    @DisplayName("while servers of an ensemble die, and wires to them lose answers")
    void ensemble() throws Exception {
        prove(Brief::ensemble);
    }

    @Test
    @DisplayName("over a database, and no more than documented if a member stands still for too long")
    void database() throws Exception {
        prove(Brief::database);
    }
}
