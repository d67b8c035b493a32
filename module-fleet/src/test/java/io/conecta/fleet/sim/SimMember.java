package io.conecta.fleet.sim;

import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.internal.MalformedException;
import io.conecta.fleet.internal.Problems;
import io.conecta.fleet.internal.Protocol;
import io.conecta.fleet.internal.Request;
import io.conecta.fleet.internal.Terms;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process: the real {@link Protocol}, with a clock of its own, a network that may fail, and a life that may be interrupted. */
final class SimMember {
    private static final long TICK = 100 * Agenda.MILLI;

    final SimPool pool;
    /** All ids that it has had. */
    final Set<String> ids = new HashSet<>();

    private final Agenda agenda;
    private final Simulation simulation;
    private final SimLedger ledger;
    private final Protocol protocol;
    /** Its clock differs from the others', and goes faster or slower. */
    private final long offset;

    private final double rate;
    private SimLedger.@Nullable Session session;
    private boolean dead;
    private boolean left;
    private long frozenUntil;
    private long cutOffUntil;
    /** Whether a request is under way, and which step of its thread is the current one. */
    private boolean asking;

    private long step;
    /** Whether it was frozen since it was in contact: the guarantee is about the sum of its freezes. */
    private boolean wasFrozen;

    SimMember(Agenda agenda, Simulation simulation, SimLedger ledger, Terms terms, int floor) {
        this.agenda = agenda;
        this.simulation = simulation;
        this.ledger = ledger;
        offset = agenda.upTo(1_000_000 * Agenda.SECOND) - 500_000 * Agenda.SECOND;
        rate = 1 + (agenda.random.nextDouble() - 0.5) / 200;
        pool = new SimPool(this, agenda, simulation, floor);
        protocol =
                new Protocol(terms, pool, ledger.timeout, new Random(agenda.random.nextLong()), new Heard(), clock());
        go();
        tick();
        leaseEnd();
    }

    private long clock() {
        return offset + (long) (agenda.now() * rate);
    }

    boolean isLeased() {
        return protocol.isLeased(clock());
    }

    boolean isLeasedForCreation() {
        return protocol.isLeased(clock() + Terms.creation(protocol.sessionTimeout()));
    }

    long mostCreation() {
        return Terms.creation(ledger.timeout) * 99 / 100;
    }

    String id() {
        return protocol.id();
    }

    boolean isAlive() {
        return !dead && !left;
    }

    int grant() {
        return protocol.standing().grant();
    }

    Protocol protocol() {
        return protocol;
    }

    /** Runs a piece of this process later: not while it is frozen, and never once it is dead. */
    void later(long nanos, Runnable action) {
        agenda.in(nanos, () -> whenAwake(action));
    }

    private void whenAwake(Runnable action) {
        if (dead) {
            return;
        }
        if (agenda.now() < frozenUntil) {
            agenda.at(frozenUntil + agenda.upTo(Agenda.MILLI), () -> whenAwake(action)); // In any order.
            return;
        }
        action.run();
        simulation.check(this);
    }

    private void tick() {
        later(TICK, () -> {
            protocol.tick(clock());
            pool.serve();
            go();
            tick();
        });
    }

    private void leaseEnd() {
        long left = (long) ((protocol.validUntil() - clock()) / rate);
        later(Math.max(Agenda.MILLI, Math.min(left + 1, 10 * TICK)), () -> {
            protocol.tick(clock());
            leaseEnd();
        });
    }

    private void go() {
        if (!asking && isAlive()) {
            step++;
            take(protocol.next(clock()), step);
        }
    }

    private void take(Request request, long current) {
        if (request instanceof Request.Pause pause) {
            long nanos = (long) ((pause.until() - clock()) / rate);
            later(Math.max(Agenda.MILLI, Math.min(nanos, TICK)), () -> {
                if (step == current) {
                    go();
                }
            });
        } else if (request instanceof Request.Stop) {
            left = true;
        } else {
            ask(request);
        }
    }

    /** Sends a request. It, or its answer, may be lost; then the call ends by its time limit. */
    private void ask(Request request) {
        asking = true;
        long sent = clock();
        long callTimeout = Terms.renewal(ledger.timeout);
        long there = simulation.latency();
        long back = simulation.latency();
        boolean lost = isCutOff() || simulation.loses();
        boolean answerLost = simulation.loses();
        boolean[] ended = {false};
        if (!lost) {
            agenda.in(there, () -> {
                if (simulation.isDown()) {
                    return;
                }
                Object answer = execute(request);
                if (!answerLost && !isCutOff()) {
                    later(back, () -> end(ended, () -> answered(request, answer, sent)));
                }
            });
        }
        later(callTimeout, () -> end(ended, () -> protocol.failed(clock())));
    }

    private void end(boolean[] ended, Runnable how) {
        if (!ended[0]) {
            ended[0] = true;
            asking = false;
            how.run();
            go();
        }
    }

    private Object execute(Request request) {
        try {
            if (request instanceof Request.Join join) {
                SimLedger.Session joined = ledger.join(this, join.publication());
                ids.add(joined.id);
                return joined;
            }
            return session == null ? "" : ledger.answer(session, request);
        } catch (SessionGoneException gone) {
            return gone;
        }
    }

    private boolean isCutOff() {
        return agenda.now() < cutOffUntil;
    }

    private void answered(Request request, Object answer, long sent) {
        long now = clock();
        if (answer instanceof SessionGoneException) {
            protocol.gone(now);
        } else if (answer instanceof SimLedger.Session joined) {
            session = joined;
            protocol.joined(joined.id, lease(sent), ledger.timeout, now);
            wasFrozen &= !isRecovered();
        } else if (answer instanceof Renewal renewal) {
            protocol.renewed(renewal, lease(sent), ledger.timeout, now);
            wasFrozen &= !isRecovered();
        } else if (answer instanceof Value value) {
            protocol.read(value, now);
        } else if (answer instanceof Boolean won) {
            protocol.replaced(won, now);
        } else if (answer instanceof Map<?, ?> members) {
            protocol.members(strings(members), now);
        } else if (request instanceof Request.Post) {
            protocol.posted(now);
        } else if (request instanceof Request.Forget forget) {
            protocol.forgotten(forget.id(), now);
        } else if (request instanceof Request.Leave) {
            protocol.left();
        }
    }

    /** Whether it has a lease, though the answer may have come late, and nothing left to close of what it had without one. */
    private boolean isRecovered() {
        return isLeased() && !pool.isClosing();
    }

    @SuppressWarnings("unchecked") // The ledger answers nothing else.
    private static Map<String, String> strings(Map<?, ?> members) {
        return (Map<String, String>) members;
    }

    private long lease(long sent) {
        long from = simulation.has(Mutant.LEASE_FROM_RECEIPT) ? clock() : sent;
        return from + ledger.timeout - ledger.timeout / 100;
    }

    boolean watches(SimLedger.Session one) {
        return one == session && protocol.watches();
    }

    void hint(SimLedger.Session one, long nanos) {
        later(nanos, () -> {
            if (one == session && !isCutOff()) {
                protocol.wake(clock());
                go();
            }
        });
    }

    /** The process is killed: its system closes its connections. */
    void crash() {
        dead = true;
        pool.crash();
    }

    void leave() {
        protocol.leave();
    }

    void cutOff(long nanos) {
        cutOffUntil = agenda.now() + nanos;
    }

    /** {@return for how long it may stand still by the guarantee, counted from the end of its lease} */
    private long mostFrozen(long quarantine) {
        return quarantine - SimPool.CLOSE - 200 * Agenda.MILLI;
    }

    /** Stands still for as long as the guarantee allows, or a bit less. */
    void freeze(long quarantine) {
        if (wasFrozen || agenda.now() < frozenUntil) {
            return;
        }
        wasFrozen = true;
        long untilEnd = Math.max(0, (long) ((protocol.validUntil() - clock()) / rate));
        long begins = agenda.oneIn(2) ? Math.max(0, untilEnd - agenda.upTo(30 * Agenda.MILLI)) : 0;
        agenda.in(begins, () -> {
            long left = Math.max(0, (long) ((protocol.validUntil() - clock()) / rate));
            long since = Math.max(0, (long) ((clock() - protocol.validUntil()) / rate));
            frozenUntil = agenda.now() + agenda.upTo(Math.max(1, left + mostFrozen(quarantine) - since));
        });
    }

    private final class Heard implements Problems {
        @Override
        public void malformed(String where, MalformedException problem) {
            simulation.violated(where + ": " + problem.getMessage());
        }

        @Override
        public void otherLedger() {
            simulation.violated("member " + id() + " takes the ledger for another");
        }

        @Override
        public void limitRefused() {}

        @Override
        public void joined(String id) {}

        @Override
        public void gone(String id) {}
    }
}
