package io.conecta.fleet.sim;

import static io.conecta.fleet.sim.Agenda.MILLI;
import static io.conecta.fleet.sim.Agenda.SECOND;

import io.conecta.fleet.internal.Book;
import io.conecta.fleet.internal.Terms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in virtual time, out of one seed: members come, crash, freeze, are cut off and leave, the ledger is slow or away, demand moves; and the law
 * is checked at every step. The members run the real protocol.
 *
 * <p>The law: what the ledger holds never exceeds the limit, but for a limit that was lowered, and then it does not grow; each process has no more
 * objects at the backend than the ledger holds for its ids; nobody whose lease lives is in quarantine.
 */
final class Simulation {
    /**
     * What is simulated.
     *
     * @param members how many processes
     * @param limit the cap
     * @param minutes how long
     * @param faults so many faults a minute; without any, no message is lost either
     */
    record Setup(int members, int limit, int minutes, double faults) {}

    static final long TIMEOUT = 20 * SECOND;
    static final long QUARANTINE = 15 * SECOND;

    final Agenda agenda;
    final SimLedger ledger;
    final List<SimMember> members = new ArrayList<>();
    private final Setup setup;
    private final @Nullable Mutant mutant;
    private final List<String> violations = new ArrayList<>();
    private boolean down;
    private long slow;
    private boolean calm;
    private int limit;
    private long samples;
    private double used;

    Simulation(long seed, Setup setup, @Nullable Mutant mutant) {
        this.setup = setup;
        this.mutant = mutant;
        agenda = new Agenda(seed);
        ledger = new SimLedger(agenda, this, TIMEOUT);
        limit = setup.limit;
        for (int i = 0; i < setup.members; i++) {
            agenda.at(agenda.upTo(5 * SECOND), this::add);
        }
    }

    /** Runs to its end. {@return what broke the law} */
    List<String> run() {
        long end = setup.minutes * 60L * SECOND;
        if (setup.faults > 0) {
            fault();
        }
        shift();
        sample();
        while (agenda.now() < end && violations.isEmpty()) {
            agenda.run(Math.min(end, agenda.now() + SECOND));
        }
        return violations;
    }

    /** No faults from here on, all that were are over. */
    void calm(long nanos) {
        calm = true;
        down = false;
        slow = 0;
        agenda.run(agenda.now() + nanos);
    }

    private Terms terms() {
        long quarantine = has(Mutant.NO_QUARANTINE) ? 0 : QUARANTINE;
        return new Terms(limit, true, quarantine, -1, 0, 0, 0);
    }

    SimMember add() {
        SimMember member = new SimMember(agenda, this, ledger, terms(), (int) agenda.upTo(3));
        member.pool.demand = (int) agenda.upTo(3L * setup.limit / setup.members + 2);
        members.add(member);
        return member;
    }

    private void fault() {
        agenda.in(agenda.upTo((long) (2 * 60 * SECOND / setup.faults)), () -> {
            if (!calm) {
                oneFault();
                fault();
            }
        });
    }

    private void oneFault() {
        List<SimMember> alive = members.stream().filter(SimMember::isAlive).toList();
        if (alive.isEmpty()) {
            return;
        }
        SimMember one = alive.get((int) agenda.upTo(alive.size()));
        boolean forAll = agenda.oneIn(Math.max(1, setup.faults / 10)); // A large fleet has one ledger too.
        switch ((int) agenda.upTo(10)) {
            case 0 -> replace(one, true);
            case 1 -> replace(one, false);
            case 2 -> one.cutOff(agenda.upTo(60 * SECOND));
            case 3 -> cutOffMany(forAll ? alive : List.of(one));
            case 4 -> outage(forAll ? agenda.upTo(agenda.oneIn(3) ? 60 * SECOND : 5 * SECOND) : 0);
            case 5 -> slowness(forAll ? agenda.upTo(3 * SECOND) : 0, agenda.upTo(30 * SECOND));
            default -> one.freeze(QUARANTINE);
        }
    }

    private void cutOffMany(List<SimMember> many) {
        for (SimMember each : many) {
            if (agenda.oneIn(3)) {
                each.cutOff(agenda.upTo(30 * SECOND));
            }
        }
    }

    private void replace(SimMember one, boolean crash) {
        if (crash) {
            one.crash();
        } else {
            one.leave();
        }
        agenda.in(agenda.upTo(10 * SECOND), this::add);
    }

    private void outage(long nanos) {
        down = true;
        agenda.in(nanos, () -> down = false);
    }

    private void slowness(long by, long nanos) {
        slow = by;
        agenda.in(nanos, () -> slow = 0);
    }

    private void shift() {
        agenda.in(5 * SECOND + agenda.upTo(20 * SECOND), () -> {
            if (!calm) {
                redraw();
                shift();
            }
        });
    }

    /** All of the demand is drawn anew. */
    void redraw() {
        for (SimMember each : members) {
            each.pool.demand = (int) agenda.upTo(3L * setup.limit / setup.members + 2);
        }
    }

    private void sample() {
        agenda.in(SECOND, () -> {
            used += utilisation();
            samples++;
            sample();
        });
    }

    /** {@return how much is in use of what could be} */
    double utilisation() {
        int busy = 0;
        long wanted = 0;
        for (SimMember each : members) {
            if (each.isAlive()) {
                busy += each.pool.busy();
                wanted += each.pool.demand;
            }
        }
        return wanted == 0 ? 1 : busy / (double) Math.min(wanted, limit);
    }

    double meanUtilisation() {
        return used / samples;
    }

    boolean has(Mutant one) {
        return mutant == one;
    }

    /** Whether one message is lost now. */
    boolean loses() {
        return setup.faults > 0 && agenda.oneIn(500);
    }

    boolean isDown() {
        return down;
    }

    long latency() {
        return MILLI / 2 + agenda.upTo(10 * MILLI) + agenda.upTo(slow + 1);
    }

    /** The ledger was replaced. */
    void checkWrite(Book before, Book after) {
        int was = before.granted() + before.quarantined();
        int is = after.granted() + after.quarantined();
        if (is > Math.max(after.capacity(), was)) {
            violated("the ledger holds " + is + " of " + after.capacity() + ", held " + was);
        }
        members.forEach(this::check);
    }

    /** Something has happened in this process. */
    void check(SimMember member) {
        if (!violations.isEmpty()) {
            return;
        }
        Book book = ledger.book();
        long holds = 0;
        for (String id : member.ids) {
            Book.Grant grant = book.grants().get(id);
            Book.Quarantine rest = book.quarantine().get(id);
            holds += (grant == null ? 0 : grant.permits()) + (rest == null ? 0 : rest.permits());
        }
        if (member.pool.open() > holds) {
            violated("member " + member.ids + " has " + member.pool.open() + " objects, the ledger holds " + holds);
        }
        if (member.isAlive() && member.isLeased() && book.quarantine().containsKey(member.id())) {
            violated("member " + member.id() + " is in quarantine while its lease lives");
        }
    }

    void violated(String what) {
        violations.add("after " + agenda.now() / MILLI + " ms: " + what);
    }
}
