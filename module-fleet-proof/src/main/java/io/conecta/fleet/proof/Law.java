package io.conecta.fleet.proof;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Judges what the backend has counted: never more than the limit. If there was more, and a process had stood still for longer than the guarantee covers, without being
 * frozen here, it says that instead.
 */
final class Law implements AutoCloseable {
    private static final int SAMPLE_MILLIS = 100;
    private static final String SELF = "the backend";
    /** So much longer may a freeze have been than was meant. */
    private static final long SLACK_MILLIS = 300;

    private final Backend backend;
    private final Stalls stalls = new Stalls();
    private final Map<String, Standstill> standstills = new ConcurrentHashMap<>();
    /** How many milliseconds each was to be frozen. */
    private final Map<String, Long> frozen = new ConcurrentHashMap<>();

    private final Thread sampler;

    Law(Backend backend) {
        this.backend = backend;
        sampler = new Thread(this::sample, "samples");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sample() {
        try {
            while (true) {
                member(SELF).note(stalls.millis());
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            }
        } catch (InterruptedException over) {
            // Nobody asks any more.
        }
    }

    /** {@return what is to be told for how long a member has stood still} */
    Standstill member(String name) {
        return standstills.computeIfAbsent(name, each -> new Standstill());
    }

    /** That one is frozen for so long on purpose. */
    void freezes(String name, long millis) {
        frozen.merge(name, millis, Math::max);
    }

    /** Begins to judge anew. */
    void watch(int limit) {
        frozen.clear();
        backend.watch(limit);
    }

    /** Judges. */
    void verify(int limit) throws InterruptedException {
        Backend.Excess excess = backend.excess();
        if (excess == null) {
            return;
        }
        // Who stood still says so a moment later.
        TimeUnit.SECONDS.sleep(1);
        String what = backend.most() + " connections, " + limit + " were allowed, for "
                + (excess.until() - excess.from()) / 1_000_000 + " ms: " + excess.who();
        Map<String, Long> late = late(excess);
        if (late.isEmpty()) {
            throw new Verdict(what);
        }
        throw new Verdict.Unclear(
                what + "; but the machine let processes stand still, for so many milliseconds: " + late);
    }

    /** {@return who stood still for too long before and during the excess} */
    private Map<String, Long> late(Backend.Excess excess) {
        long before = Times.SESSION.plus(Times.QUARANTINE).toNanos();
        Map<String, Long> late = new TreeMap<>();
        standstills.forEach((name, standstill) -> {
            long millis = standstill.between(excess.from() - before, excess.until());
            long allowed = frozen.containsKey(name) ? frozen.get(name) + SLACK_MILLIS : Times.STANDSTILL.toMillis();
            if (millis > allowed) {
                late.put(name, millis);
            }
        });
        return late;
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
