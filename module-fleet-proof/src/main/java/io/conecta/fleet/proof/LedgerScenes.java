package io.conecta.fleet.proof;

import io.conecta.fleet.tck.Wire;
import java.time.Duration;
import java.util.Optional;

/** What happens to the ledger, and to the wires between it and the members. */
final class LedgerScenes {
    private final Stage stage;
    private final Fleet fleet;

    LedgerScenes(Stage stage) {
        this.stage = stage;
        fleet = stage.fleet;
    }

    /** All servers are away for so long, and what they take to start. */
    void outages(String name, Duration time, int times) throws Exception {
        stage.play(name, recoveries -> {
            for (int i = 0; i < times; i++) {
                fleet.site.stop();
                Stage.pause(time);
                fleet.site.start();
                recoveries.add(fleet.awaitAll());
            }
            return times;
        });
    }

    /** All servers are away until nothing is left open: each member closes what it has at the end of its lease. */
    void outageUntilAllIsClosed(Duration longer) throws Exception {
        stage.play("the ledger is away until all is closed, and for " + longer.toSeconds() + " s more", recoveries -> {
            fleet.site.stop();
            Waiting.until("all is closed", () -> fleet.backend.open() == 0);
            Stage.pause(longer);
            fleet.site.start();
            recoveries.add(fleet.awaitAll());
            return 1;
        });
    }

    /** The server that leads is killed, and started again when the others have gone on. */
    void leaderDies(ZooKeepers ensemble, int times) throws Exception {
        stage.play("the leader of the ensemble is killed, and started again", recoveries -> {
            for (int i = 0; i < times; i++) {
                Waiting.until("one leads", () -> ensemble.leader().isPresent());
                Optional<Integer> leader = ensemble.leader();
                int server = leader.orElseThrow();
                ensemble.kill(server);
                Waiting.until("another one leads", () -> ensemble.leader().isPresent());
                recoveries.add(fleet.awaitAll());
                ensemble.start(server);
                ensemble.awaitAll();
            }
            return times;
        });
    }

    /** Servers of an ensemble are killed one after the other at random moments, and started again. */
    void serversDie(ZooKeepers ensemble, int times) throws Exception {
        stage.play("a server of the ensemble is killed, and started again", recoveries -> {
            for (int i = 0; i < times; i++) {
                int server = fleet.random().nextInt(ensemble.size());
                ensemble.kill(server);
                stage.pauseUpTo(Times.SESSION);
                ensemble.start(server);
                ensemble.awaitAll();
                recoveries.add(fleet.awaitAll());
            }
            return times;
        });
    }

    /** The wire of one member fares so, for so long. */
    void wire(String name, Wire.State state, Duration time, int times) throws Exception {
        stage.play(name, recoveries -> {
            for (int i = 0; i < times; i++) {
                Seat seat = fleet.anyWell();
                seat.wires(state);
                Stage.pause(time);
                seat.wires(Wire.State.PASSES);
                recoveries.add(fleet.awaitAll());
            }
            return times;
        });
    }

    /** Each packet of all members takes longer. */
    void slow(Duration delay, Duration time) throws Exception {
        stage.play("each packet to and from the ledger takes " + delay.toMillis() + " ms longer", recoveries -> {
            for (Seat seat : fleet.seats) {
                seat.wires().forEach(wire -> wire.slow(delay));
                seat.wires(Wire.State.SLOW);
            }
            Stage.pause(time);
            for (Seat seat : fleet.seats) {
                seat.wires(Wire.State.PASSES);
            }
            recoveries.add(fleet.awaitAll());
            return 1;
        });
    }

    /** Random wires fare in random ways, several at a time. */
    void anyWires(int times, Duration pace) throws Exception {
        Wire.State[] states = Wire.State.values();
        stage.play("wires are cut, slow, or swallow requests or answers, at random", recoveries -> {
            for (int i = 0; i < times; i++) {
                fleet.any().wires(states[fleet.random().nextInt(states.length)]);
                stage.pauseUpTo(pace.multipliedBy(2));
            }
            for (Seat seat : fleet.seats) {
                seat.wires(Wire.State.PASSES);
            }
            recoveries.add(fleet.awaitAll());
            return times;
        });
    }
}
