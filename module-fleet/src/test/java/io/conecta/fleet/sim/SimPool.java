package io.conecta.fleet.sim;

import io.conecta.fleet.internal.Holdings;
import java.util.ArrayList;
import java.util.List;

/** The pool of one process: its objects are open at the backend from the start of their creation to the end of their close. */
final class SimPool implements Holdings {
    /** How long closes take at most. */
    static final long CLOSE = Agenda.SECOND;

    private enum Stage {
        CREATING,
        IDLE,
        BUSY,
        CLOSING
    }

    private static final class Thing {
        Stage stage = Stage.CREATING;
    }

    private final SimMember member;
    private final Agenda agenda;
    private final Simulation simulation;
    private final int floor;
    private final List<Thing> things = new ArrayList<>();
    private int permits;
    /** How many borrowers there are that want an object each. */
    int demand;

    SimPool(SimMember member, Agenda agenda, Simulation simulation, int floor) {
        this.member = member;
        this.agenda = agenda;
        this.simulation = simulation;
        this.floor = floor;
    }

    private int count(Stage stage) {
        int count = 0;
        for (Thing each : things) {
            count += each.stage == stage ? 1 : 0;
        }
        return count;
    }

    /** {@return objects at the backend} */
    int open() {
        return things.size();
    }

    int busy() {
        return count(Stage.BUSY);
    }

    boolean isClosing() {
        return count(Stage.CLOSING) > 0;
    }

    @Override
    public void permits(int value) {
        permits = value;
        trim();
        serve();
    }

    @Override
    public void revoke() {
        if (!simulation.has(Mutant.NO_REVOCATION)) {
            for (Thing each : List.copyOf(things)) {
                if (each.stage == Stage.BUSY && isOver()) {
                    close(each);
                }
            }
        }
    }

    private boolean isOver() {
        return things.size() - count(Stage.CLOSING) > permits;
    }

    private void trim() {
        for (Thing each : List.copyOf(things)) {
            if (each.stage == Stage.IDLE && isOver()) {
                close(each);
            }
        }
    }

    @Override
    public int used() {
        if (simulation.has(Mutant.EMPTY_PROMISE)) {
            return Math.min(permits, things.size());
        }
        return things.size() - (simulation.has(Mutant.CLOSES_NOT_COUNTED) ? count(Stage.CLOSING) : 0);
    }

    @Override
    public int wanted() {
        return demand;
    }

    @Override
    public int floor() {
        return floor;
    }

    /** Lends what is idle, and creates what is missing. */
    void serve() {
        for (Thing each : things) {
            if (each.stage == Stage.IDLE && busy() < demand) {
                lend(each);
            }
        }
        while (busy() + count(Stage.CREATING) < demand && used() < permits && mayCreate()) {
            create();
        }
    }

    private boolean mayCreate() {
        return simulation.has(Mutant.CREATIONS_WITHOUT_END) || member.isLeasedForCreation();
    }

    private void create() {
        Thing thing = new Thing();
        things.add(thing);
        long most = simulation.has(Mutant.CREATIONS_WITHOUT_END) ? 60 * Agenda.SECOND : member.mostCreation();
        long takes = agenda.upTo(agenda.oneIn(20) ? most : 100 * Agenda.MILLI);
        member.later(takes, () -> {
            if (member.isLeased() && !isOver()) {
                lend(thing);
            } else {
                close(thing);
            }
        });
    }

    private void lend(Thing thing) {
        thing.stage = Stage.BUSY;
        long most = agenda.oneIn(30) ? 60 * Agenda.SECOND : 800 * Agenda.MILLI;
        member.later(10 * Agenda.MILLI + agenda.upTo(most), () -> {
            if (thing.stage != Stage.BUSY) {
                return; // It was revoked.
            }
            thing.stage = Stage.IDLE;
            if (isOver()) {
                close(thing);
            }
            serve();
        });
    }

    private void close(Thing thing) {
        thing.stage = Stage.CLOSING;
        member.later(agenda.upTo(CLOSE), () -> {
            things.remove(thing);
            serve();
        });
    }

    /** The process has died: its system closes what it had. */
    void crash() {
        things.clear();
    }
}
