package io.conecta.fleet;

import static io.conecta.BudgetFigure.now;
import static io.conecta.BudgetFigure.time;
import static io.conecta.BudgetFigure.total;

import io.conecta.BudgetFigure;
import java.util.List;

/** What metrics libraries show of a fleet. */
final class Figures {
    private Figures() {}

    static List<BudgetFigure> of(FleetStats fleet) {
        return List.of(
                now("fleet.limit", "permit", "The limit in force, as last heard", fleet.limit()),
                now("fleet.granted", "permit", "Permits that this member was granted", fleet.granted()),
                now("fleet.usable", "permit", "Permits that this member may use now", fleet.usable()),
                now("fleet.wanted", "object", "Objects that its pools would use now", fleet.want()),
                now("fleet.asked", "permit", "Permits that it was asked to come down to", fleet.asked()),
                now("fleet.overdraft", "permit", "Permits used on although the lease has ended", fleet.overdraft()),
                now("fleet.members", "member", "Members of the fleet, as last heard", fleet.members()),
                now("fleet.free", "permit", "Permits that nobody had, as last heard", fleet.free()),
                now("fleet.quarantined", "permit", "Permits of vanished members, as last heard", fleet.quarantined()),
                time("fleet.quarantine.left", "How much longer they are in quarantine", fleet.quarantineLeft()),
                time("fleet.lease.left", "How long the permits are certain", fleet.leaseLeft()),
                time("fleet.lease.age", "How old the proof is that the lease rests on", fleet.leaseAge()),
                time("fleet.contact.age", "For how long the ledger has not answered", fleet.sinceContact()),
                now(
                        "fleet.optimiser",
                        "member",
                        "1 if this member looks over the fleet, else 0",
                        fleet.optimiser() ? 1 : 0),
                total("fleet.passes", "pass", "Times that this member has looked over the fleet", fleet.passes()),
                total(
                        "fleet.conflicts",
                        "change",
                        "Times that another had changed the ledger first",
                        fleet.conflicts()));
    }
}
