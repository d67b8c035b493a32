package io.conecta.fleet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What happens to members. */
final class MemberScenes {
    private static final String ENDED = "the lease has ended without contact";

    private final Stage stage;
    private final Fleet fleet;

    MemberScenes(Stage stage) {
        this.stage = stage;
        fleet = stage.fleet;
    }

    void startUp() throws Exception {
        stage.play("all start at once", recoveries -> {
            for (Seat seat : fleet.seats) {
                seat.start();
            }
            recoveries.add(fleet.awaitUse());
            fleet.awaitAll();
            return 1;
        });
    }

    /** Only one has work, then all again; each time another one. */
    void demandMoves(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            Seat one = fleet.anyWell();
            stage.play("all demand moves to one member", recoveries -> {
                fleet.seats.forEach(seat -> seat.load(seat == one ? 2 * fleet.limit : 0));
                recoveries.add(Waiting.until("it has nearly all", () -> one.open() >= fleet.almost(fleet.limit)));
                return 1;
            });
            stage.play("demand moves back to all members", recoveries -> {
                fleet.seats.forEach(seat -> seat.load(fleet.load()));
                recoveries.add(Waiting.until("each has some", this::eachHasSome));
                return 1;
            });
        }
    }

    private boolean eachHasSome() {
        return fleet.backend.open() >= fleet.almost(fleet.limit)
                && fleet.seats.stream().allMatch(seat -> seat.open() > 0);
    }

    /**
     * Kills members at random moments; others take their places at once.
     *
     * @param atOnce how many are killed at most at a time
     * @param pace how long it is between that on average
     */
    void kills(int kills, int atOnce, Duration pace) throws Exception {
        stage.play("`kill -9` at random moments, a new process for each", recoveries -> {
            int killed = 0;
            while (killed < kills) {
                List<Seat> victims = new ArrayList<>(fleet.seats);
                Collections.shuffle(victims, fleet.random());
                victims = victims.subList(0, Math.min(1 + fleet.random().nextInt(atOnce), kills - killed));
                victims.forEach(Seat::kill);
                for (Seat seat : victims) {
                    seat.awaitEnd();
                    seat.start();
                }
                killed += victims.size();
                stage.pauseUpTo(pace.multipliedBy(2));
            }
            recoveries.add(fleet.awaitAll());
            return killed;
        });
    }

    /** One member after the other stands still, for no longer than the guarantee allows. */
    void freezes(String name, Duration time, int times) throws Exception {
        stage.play(name, recoveries -> {
            for (int i = 0; i < times; i++) {
                Seat seat = fleet.anyWell();
                fleet.law.freezes(seat.name(), time.toMillis());
                seat.freeze();
                Stage.pause(time);
                seat.thaw();
                recoveries.add(fleet.awaitAll());
            }
            return times;
        });
    }

    /** One stands still for longer than anybody can make up for: the excess is what it has, begins no sooner than documented, and ends when it wakes. */
    void freezesForTooLong() throws Exception {
        Seat seat = fleet.anyWell();
        int[] had = new int[1];
        long[] frozen = new long[2];
        stage.play(
                "SIGSTOP for longer than T + Q",
                recoveries -> {
                    frozen[0] = System.nanoTime();
                    seat.freeze();
                    had[0] = seat.open();
                    Stage.pause(Times.LONGER_THAN_QUARANTINE);
                    frozen[1] = System.nanoTime();
                    seat.thaw();
                    recoveries.add(fleet.awaitAll());
                    Waiting.until(seat.name() + " says that its lease has ended", () -> seat.hasSaid(ENDED));
                    return 1;
                },
                () -> excess(had[0], frozen[0], frozen[1]));
    }

    /** {@return how much there was too much, if that is as documented} */
    private String excess(int had, long frozen, long woke) throws InterruptedException {
        Backend.Excess excess = fleet.backend.excess();
        if (excess == null) {
            return "";
        }
        // The last renewal was answered and sent that long before, at most.
        long earliest = frozen
                + Times.SESSION
                        .plus(Times.QUARANTINE)
                        .minus(Times.RENEWAL.multipliedBy(2))
                        .minusMillis(100)
                        .toNanos();
        if (fleet.backend.most() > fleet.limit + had || excess.from() - earliest < 0) {
            fleet.law.verify(fleet.limit);
        }
        return String.format(
                Locale.ROOT,
                "above by the %d that the frozen one had, from %.1f s, until %d ms after it woke",
                had,
                (excess.from() - frozen) / 1e9,
                Math.max(0, excess.until() - woke) / 1_000_000);
    }

    /** One leaves after the other: others have its share long before a quarantine would be over. */
    void leaves(int times) throws Exception {
        stage.play("a member leaves (`close()`), another joins", recoveries -> {
            for (int i = 0; i < times; i++) {
                Seat seat = fleet.anyWell();
                long from = System.nanoTime();
                seat.leave();
                Waiting.until(
                        "the others have its share",
                        () -> fleet.backend.open() - seat.open() >= fleet.almost(fleet.limit));
                recoveries.add(System.nanoTime() - from);
                seat.awaitEnd();
                seat.start();
                fleet.awaitAll();
            }
            return times;
        });
    }

    /** A lowered limit stops growth; it is in force when all members have come down to it. */
    private boolean isIn(int limit) {
        return fleet.backend.open() <= limit
                && fleet.seats.stream().mapToInt(Seat::granted).sum() <= limit;
    }

    /** The limit is halved and doubled while the fleet runs. */
    void limitChanges(int times) throws Exception {
        int half = fleet.limit / 2;
        for (int i = 0; i < times; i++) {
            stage.play(
                    "the limit is halved, and then kept",
                    recoveries -> {
                        fleet.anyWell().limit(half);
                        recoveries.add(Waiting.until("all have come down", () -> isIn(half)));
                        fleet.law.watch(half);
                        Stage.pause(Times.SESSION);
                        return 1;
                    },
                    () -> {
                        fleet.law.verify(half);
                        return "";
                    });
            stage.play("the limit is doubled", recoveries -> {
                fleet.anyWell().limit(fleet.limit);
                recoveries.add(fleet.awaitUse());
                return 1;
            });
        }
    }
}
