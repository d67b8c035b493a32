package io.conecta.fleet.proof;

import io.conecta.fleet.tck.Wire;
import java.time.Duration;

/** The long form: twenty processes over each ledger, one fleet after the other. */
final class Full {
    private static final int MEMBERS = 20;
    private static final int LIMIT = 60;
    private static final Duration HALF = Times.SESSION.dividedBy(2);
    private static final Duration DEAD = Times.SESSION.plus(Times.QUARANTINE).plusSeconds(2);
    private static final Duration PACE = Duration.ofSeconds(3);
    private static final int KILLS_A_ROW = 100;

    private Full() {}

    /** A ZooKeeper. */
    static void zooKeeper(Run run, int kills) throws Exception {
        run.with(folder -> new ZooKeepers(folder, 1), MEMBERS, LIMIT, false, (stage, site) -> {
            LedgerScenes ledger = new LedgerScenes(stage);
            members(stage, 3);
            ledger.outages("the ledger is away for T / 4", Times.SESSION.dividedBy(4), 3);
            ledger.outageUntilAllIsClosed(Duration.ofSeconds(1));
            ledger.outageUntilAllIsClosed(Duration.ofSeconds(30));
            MemberScenes members = new MemberScenes(stage);
            for (int left = kills; left > 0; left -= KILLS_A_ROW) {
                members.kills(Math.min(left, KILLS_A_ROW), 6, PACE);
            }
        });
    }

    /** What may happen to members. */
    private static void members(Stage stage, int times) throws Exception {
        MemberScenes members = new MemberScenes(stage);
        members.startUp();
        members.demandMoves(times);
        members.leaves(times);
        members.limitChanges(times);
        members.freezes("SIGSTOP for T / 2", HALF, times);
        members.freezes("SIGSTOP for longer than T", Times.LONGER_THAN_LEASE, times);
        members.freezesForTooLong();
    }

    /** Three ZooKeepers that fail. */
    static void ensemble(Run run) throws Exception {
        run.with(folder -> new ZooKeepers(folder, 3), MEMBERS, LIMIT, false, (stage, site) -> {
            LedgerScenes ledger = new LedgerScenes(stage);
            new MemberScenes(stage).startUp();
            ledger.leaderDies(site, 3);
            ledger.serversDie(site, 5);
            ledger.outageUntilAllIsClosed(Duration.ofSeconds(1));
            new MemberScenes(stage).kills(30, 6, PACE);
        });
    }

    /** Wires to the ledger that fail. */
    static void wires(Run run) throws Exception {
        run.with(folder -> new ZooKeepers(folder, 3), MEMBERS, LIMIT, true, (stage, site) -> {
            LedgerScenes ledger = new LedgerScenes(stage);
            new MemberScenes(stage).startUp();
            ledger.slow(Duration.ofMillis(100), Duration.ofSeconds(10));
            ledger.wire("one member is cut off for T / 2", Wire.State.REFUSES, HALF, 1);
            ledger.wire("one member is cut off for T + Q + 2 s", Wire.State.REFUSES, DEAD, 1);
            ledger.wire("requests of one member are swallowed for T + Q + 2 s", Wire.State.SWALLOWS, DEAD, 1);
            ledger.wire("answers to one member are lost for T + Q + 2 s", Wire.State.LOSES_ANSWERS, DEAD, 1);
            ledger.anyWires(100, Duration.ofMillis(600));
        });
    }

    /** A database. */
    static void database(Run run, Run.Opening<? extends Site> opening) throws Exception {
        run.with(opening, MEMBERS, LIMIT, true, (stage, site) -> {
            LedgerScenes ledger = new LedgerScenes(stage);
            members(stage, 1);
            ledger.outages("the ledger is away for T / 4", Times.SESSION.dividedBy(4), 1);
            ledger.outageUntilAllIsClosed(Duration.ofSeconds(1));
            ledger.wire("answers to one member are lost for T + Q + 2 s", Wire.State.LOSES_ANSWERS, DEAD, 1);
            ledger.anyWires(30, Duration.ofMillis(600));
            new MemberScenes(stage).kills(50, 6, PACE);
        });
    }
}
