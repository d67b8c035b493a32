package io.conecta.fleet.proof;

import io.conecta.fleet.tck.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member's place in the fleet: when its process has died, another one takes it, under another name. */
final class Seat implements AutoCloseable {
    private final Fleet fleet;
    private final int number;
    private final List<Wire> wires = new ArrayList<>();
    private int processes;
    private @Nullable Child child;
    private volatile String name = "";
    private volatile long lease;
    private volatile int granted;

    /** @param wired whether there are wires between it and the ledger's servers */
    Seat(Fleet fleet, int number, boolean wired) throws IOException {
        this.fleet = fleet;
        this.number = number;
        for (int port : wired ? fleet.site.ports() : List.<Integer>of()) {
            wires.add(new Wire(port));
        }
    }

    /** Starts a process that has its share of the load. */
    void start() throws IOException {
        String mine = "m" + number + "." + ++processes;
        name = mine;
        lease = 0;
        Standstill standstill = fleet.law.member(mine);
        List<Integer> ports = wires.isEmpty()
                ? fleet.site.ports()
                : wires.stream().map(Wire::port).toList();
        child = new Child(
                Member.class,
                log(),
                line -> heard(mine, line, standstill),
                List.of("-Xmx64m"),
                List.of(
                        fleet.site.address(ports),
                        String.valueOf(fleet.backend.port()),
                        mine,
                        String.valueOf(fleet.limit)));
        load(fleet.load());
    }

    private Path log() {
        return fleet.folder.resolve(name + ".log");
    }

    private void heard(String from, String line, Standstill standstill) {
        String[] words = line.split(" ", -1);
        standstill.note(Long.parseLong(words[2]));
        if (from.equals(name)) {
            granted = Integer.parseInt(words[1]);
            lease = Long.parseLong(words[3]);
        }
    }

    private Child child() {
        Child now = child;
        if (now == null) {
            throw new IllegalStateException("nobody sits there yet");
        }
        return now;
    }

    String name() {
        return name;
    }

    List<Wire> wires() {
        return wires;
    }

    /** {@return connections that it has, as the backend counts} */
    int open() {
        return fleet.backend.open(name);
    }

    /** {@return permits that it has been granted, as it knew a moment ago} */
    int granted() {
        return granted;
    }

    boolean isAlive() {
        return child != null && child().isAlive();
    }

    /** {@return whether its lease is as young as that of a member that nothing ails} */
    boolean isWell() {
        return isAlive() && lease >= Times.SESSION.toMillis() / 2;
    }

    void load(int threads) {
        child().say("load " + threads);
    }

    void limit(int limit) {
        child().say("limit " + limit);
    }

    void kill() {
        child().kill();
    }

    void leave() {
        child().say("quit");
    }

    void awaitEnd() throws InterruptedException {
        if (!child().awaitEnd(Times.PATIENCE.toSeconds())) {
            throw new IllegalStateException(name + " does not end");
        }
    }

    void freeze() throws IOException, InterruptedException {
        lease = 0;
        child().freeze();
    }

    void thaw() throws IOException, InterruptedException {
        child().thaw();
    }

    void wires(Wire.State state) throws IOException {
        for (Wire wire : wires) {
            wire.state(state);
        }
    }

    /** {@return whether it has logged that} */
    boolean hasSaid(String text) {
        try {
            return Files.readString(log()).contains(text);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        if (child != null) {
            child().close();
        }
        wires.forEach(Wire::close);
    }
}
