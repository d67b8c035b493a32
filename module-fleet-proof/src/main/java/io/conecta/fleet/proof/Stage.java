package io.conecta.fleet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where scenarios are played with a fleet. After each the law is looked at: what the backend has counted meanwhile; and the limit must come to be in use again.
 */
final class Stage {
    /** Does something to the fleet, and says how long it took until the limit was in use again, each time. */
    interface Scene {
        /** {@return how often it was done} */
        int play(List<Long> recoveries) throws Exception;
    }

    /** Looks at what the backend has counted. */
    interface Judge {
        /** {@return what is to be said of it} */
        String judge() throws Exception;
    }

    final Fleet fleet;
    private final boolean goOn;
    private final Consumer<Row> report;

    /** @param goOn whether other scenarios are played after one that has not gone as it should */
    Stage(Fleet fleet, boolean goOn, Consumer<Row> report) {
        this.goOn = goOn;
        this.fleet = fleet;
        this.report = report;
    }

    /** Plays what must not break the law. */
    void play(String name, Scene scene) throws Exception {
        play(name, scene, () -> {
            fleet.law.verify(fleet.limit);
            return "";
        });
    }

    void play(String name, Scene scene, Judge judge) throws Exception {
        fleet.law.watch(fleet.limit);
        List<Long> recoveries = new ArrayList<>();
        int times = 0;
        String remark = "not played to its end";
        boolean kept = false;
        try {
            times = scene.play(recoveries);
            remark = judge.judge();
            fleet.check();
            kept = true;
        } catch (Verdict bad) {
            remark = bad.text();
            if (!goOn) {
                throw bad;
            }
        } finally {
            report.accept(new Row(
                    fleet.site.name(),
                    fleet.seats.size(),
                    fleet.limit,
                    name,
                    times,
                    fleet.backend.most(),
                    recoveries,
                    remark,
                    kept));
        }
    }

    static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** Waits for a random time. */
    void pauseUpTo(Duration time) throws InterruptedException {
        pause(time.multipliedBy(fleet.random().nextInt(1_000)).dividedBy(1_000));
    }
}
