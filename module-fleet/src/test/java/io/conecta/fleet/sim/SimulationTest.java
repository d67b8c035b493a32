package io.conecta.fleet.sim;

import static io.conecta.fleet.sim.Agenda.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.fleet.sim.Simulation.Setup;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A seed that breaks the law can be run again alone: {@code -Dconecta.fleet.seed=N -Dconecta.fleet.seeds=1}. */
@DisplayName("The protocol of a fleet, in simulation")
class SimulationTest {
    private static final long FIRST = Long.getLong("conecta.fleet.seed", 1);
    private static final int SEEDS = Integer.getInteger("conecta.fleet.seeds", 60);

    private static final Setup SMALL = new Setup(8, 40, 4, 12);

    @Test
    @DisplayName("crashes, freezes, partitions, outages, shifts / the law holds at every step")
    void law() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, SMALL, null);
            assertThat(simulation.run()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    @DisplayName("what broke it once / breaks it no more")
    void regressions() {
        for (long seed : new long[] {20, 1124, 1515}) {
            assertThat(new Simulation(seed, SMALL, null).run())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    @DisplayName("a rule is left out / the law is seen to break")
    void mutants(Mutant mutant) {
        assertThat(IntStream.range(0, 400)
                        .anyMatch(seed -> !new Simulation(1000 + seed, SMALL, mutant)
                                .run()
                                .isEmpty()))
                .isTrue();
    }

    @Test
    @DisplayName("demand moves / nearly all is in use again within seconds")
    void demandMoves() {
        for (long seed = FIRST; seed < FIRST + 10; seed++) {
            Simulation simulation = new Simulation(seed, new Setup(20, 200, 1, 0), null);
            assertThat(simulation.run()).isEmpty();
            simulation.calm(10 * SECOND);
            assertThat(simulation.utilisation()).isGreaterThan(0.95);

            simulation.redraw();
            simulation.calm(4 * SECOND);

            assertThat(simulation.utilisation()).as("seed " + seed).isGreaterThan(0.95);
        }
    }

    @Test
    @DisplayName("the faults are over / everything is in use again")
    void recovery() {
        Simulation simulation = new Simulation(FIRST, SMALL, null);
        assertThat(simulation.run()).isEmpty();

        simulation.calm(2 * (Simulation.TIMEOUT + Simulation.QUARANTINE) + 60 * SECOND);

        assertThat(simulation.ledger.book().quarantine()).isEmpty();
        assertThat(simulation.utilisation()).isGreaterThan(0.8);
    }

    @Test
    @DisplayName("a thousand members / the law holds, and most is in use")
    void thousand() {
        Simulation simulation = new Simulation(FIRST, new Setup(1000, 4000, 2, 200), null);
        assertThat(simulation.run()).isEmpty();
        assertThat(simulation.meanUtilisation()).isGreaterThan(0.7);
    }
}
