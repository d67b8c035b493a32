package io.conecta.fleet.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A fleet of processes over one ledger, and the backend that it is for. */
final class Fleet implements AutoCloseable {
    /** The part of the limit that has to be in use when nothing is wrong. */
    private static final double IN_USE = 0.95;

    final Site site;
    final int limit;
    final Path folder;
    final Backend backend = new Backend();
    final Law law = new Law(backend);
    final List<Seat> seats = new ArrayList<>();
    private final Random random;

    /** Starts nothing yet. */
    Fleet(Site site, Path folder, int members, int limit, boolean wired, long seed) throws IOException {
        this.site = site;
        this.folder = folder;
        this.limit = limit;
        random = new Random(seed);
        for (int i = 0; i < members; i++) {
            seats.add(new Seat(this, i, wired));
        }
    }

    /** {@return threads that borrow in each member: together they want about three times what there is} */
    int load() {
        return 3 * limit / seats.size() + 1;
    }

    Random random() {
        return random;
    }

    Seat any() {
        return seats.get(random.nextInt(seats.size()));
    }

    /** Waits for a member that nothing ails. */
    Seat anyWell() throws InterruptedException {
        List<Seat> well = new ArrayList<>();
        Waiting.until("a member is well", () -> {
            well.clear();
            seats.stream().filter(Seat::isWell).forEach(well::add);
            return !well.isEmpty();
        });
        return well.get(random.nextInt(well.size()));
    }

    /** All members live, and none was told something that it could not understand. */
    void check() {
        for (Seat seat : seats) {
            if (!seat.isAlive()) {
                throw new Verdict(seat.name() + " has ended by itself");
            }
            if (seat.hasSaid("cannot be understood")) {
                throw new Verdict(seat.name() + " has read something that it could not understand");
            }
        }
    }

    int almost(int number) {
        return (int) Math.ceil(number * IN_USE);
    }

    /** {@return after how many nanoseconds the limit is in use} */
    long awaitUse() throws InterruptedException {
        return Waiting.until(almost(limit) + " connections are in use", () -> backend.open() >= almost(limit));
    }

    /** {@return after how many nanoseconds all members are well, too} */
    long awaitAll() throws InterruptedException {
        return Waiting.until(
                "all members are well, and the limit is in use",
                () -> seats.stream().allMatch(Seat::isWell) && backend.open() >= almost(limit));
    }

    @Override
    public void close() throws IOException {
        seats.forEach(Seat::close);
        law.close();
        backend.close();
    }
}
