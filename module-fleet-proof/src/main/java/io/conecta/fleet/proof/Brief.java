package io.conecta.fleet.proof;

import io.conecta.fleet.tck.Wire;
import java.time.Duration;

/** The short form: three small fleets, each of which takes less than a minute. They may run at the same time. */
final class Brief {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Brief() {}

    /** A ZooKeeper, and what happens to members. */
    static void members(Run run) throws Exception {
        run.with(folder -> new ZooKeepers(folder, 1), 5, 20, false, (stage, site) -> {
            MemberScenes members = new MemberScenes(stage);
            members.startUp();
            members.demandMoves(1);
            members.kills(15, 2, SECOND);
            members.freezes("SIGSTOP for T / 2", Times.SESSION.dividedBy(2), 1);
            members.freezes("SIGSTOP for longer than T", Times.LONGER_THAN_LEASE, 1);
            members.leaves(1);
            members.limitChanges(1);
        });
    }

    /** Three ZooKeepers that fail, and wires to them that do. */
    static void ensemble(Run run) throws Exception {
        run.with(folder -> new ZooKeepers(folder, 3), 4, 12, true, (stage, site) -> {
            LedgerScenes ledger = new LedgerScenes(stage);
            new MemberScenes(stage).startUp();
            ledger.leaderDies(site, 1);
            ledger.wire(
                    "answers to one member are lost for T + Q + 2 s",
                    Wire.State.LOSES_ANSWERS,
                    Times.SESSION.plus(Times.QUARANTINE).plusSeconds(2),
                    1);
            ledger.outageUntilAllIsClosed(SECOND);
        });
    }

    /** A database. */
    static void database(Run run) throws Exception {
        run.with(H2::new, 4, 12, false, (stage, site) -> {
            MemberScenes members = new MemberScenes(stage);
            members.startUp();
            members.demandMoves(1);
            members.kills(5, 1, SECOND);
            new LedgerScenes(stage).outages("the ledger is away for T / 4", Times.SESSION.dividedBy(4), 1);
            members.freezesForTooLong();
        });
    }
}
