package io.conecta.stress;

import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What one round is about, drawn from the seed.
 *
 * @param settings the pool's settings at first
 * @param queue whether the pool has a user's queue
 * @param executor the user's executor
 * @param hooks whether it has prepare and reset
 * @param trouble one hook in so many goes wrong; 0: none, and then every borrower must be served
 * @param errors whether user code throws errors too
 * @param hangs whether hooks hang, deaf to interrupts
 * @param starved whether no thread can be started now and then
 * @param deep whether borrowers come near the end of their stack
 * @param toggles whether reclaiming is switched on and off
 * @param outages whether the backend goes away now and then
 * @param maintained whether the pool is suspended, drained, resumed and renewed
 * @param metered whether the pool has a meter
 * @param reported whether it is asked for reports all the time
 * @param threads platform threads
 * @param virtualThreads virtual threads, where there are any
 */
record Plan(
        PoolSettings settings,
        boolean queue,
        Executors executor,
        boolean hooks,
        int trouble,
        boolean errors,
        boolean hangs,
        boolean starved,
        boolean deep,
        boolean toggles,
        boolean outages,
        boolean maintained,
        boolean metered,
        boolean reported,
        int threads,
        int virtualThreads) {

    /** What a user's executor is like. */
    enum Executors {
        NONE,
        CACHED,
        /** Two threads for everything. */
        BOUNDED,
        /** Refuses or drops what it is given, now and then. */
        UNRELIABLE
    }

    private static final int[] SIZES = {1, 2, 3, 8, 20, 300};

    static Plan draw(Random random) {
        int size = SIZES[random.nextInt(SIZES.length)];
        int trouble = random.nextInt(3) == 0 ? 0 : 10 + random.nextInt(90);
        boolean reclaim = random.nextInt(4) == 0;
        boolean toggles = trouble != 0 && random.nextInt(3) == 0;
        PoolSettings settings = PoolSettings.defaults()
                .withName("stress")
                .withMaxSize(size)
                .withInitialSize(0)
                .withMinIdle(random.nextInt(size > 256 ? 2 : 4) == 0 ? size - size / 16 : 0)
                .withStrict(random.nextInt(4) == 0)
                .withBorrowTimeout(Duration.ofSeconds(20))
                .withCreateTimeout(millis(trouble == 0 ? 20_000 : 20))
                .withPingTimeout(millis(trouble == 0 ? 20_000 : 20))
                .withCloseTimeout(millis(trouble == 0 ? 20_000 : 20))
                .withHookTimeout(millis(trouble == 0 ? 20_000 : 100))
                .withScanInterval(millis(3 + random.nextInt(30)));
        if (random.nextInt(3) == 0) {
            settings = settings.withPingIdleAfter(millis(random.nextInt(5)));
        }
        if (random.nextInt(3) == 0) {
            settings = settings.withIdleTimeout(millis(5 + random.nextInt(50)));
        }
        if (random.nextInt(3) == 0) {
            settings = settings.withMaxLifetime(millis(20 + random.nextInt(200)));
        }
        if (random.nextInt(4) == 0) {
            settings = settings.withMaxUses(1 + random.nextInt(50));
        }
        if (reclaim || toggles || random.nextInt(3) == 0) {
            settings = settings.withLeakThreshold(millis(LEAK_MILLIS))
                    .withReclaimLeaked(reclaim)
                    .withLeakTraces(List.of("off", "all", "1/3").get(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            settings = settings.withMaxCreating(1 + random.nextInt(4));
        }
        boolean outages = random.nextInt(3) == 0;
        if (trouble != 0 || outages) {
            settings = settings.withRetryDelay(millis(1 + random.nextInt(50))).withWaitWhenDown(random.nextBoolean());
            if (trouble != 0 && random.nextInt(3) == 0) {
                settings = settings.withQueueTarget(millis(1 + random.nextInt(10)))
                        .withQueueInterval(millis(10 + random.nextInt(50)));
            }
        }
        return new Plan(
                settings,
                random.nextInt(4) == 0,
                executor(random, trouble),
                random.nextInt(3) == 0,
                trouble,
                trouble != 0 && random.nextBoolean(),
                trouble != 0 && random.nextInt(3) == 0,
                trouble != 0 && random.nextInt(4) == 0,
                random.nextInt(3) == 0 && DEEP,
                toggles,
                outages,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                2 + random.nextInt(10),
                random.nextInt(3) == 0 ? 300 : random.nextInt(20));
    }

    static final int LEAK_MILLIS = 100;
    /** Whether borrowers may come near the end of their stack at all. */
    private static final boolean DEEP = Boolean.parseBoolean(System.getProperty("conecta.stress.deep", "true"));

    private static Executors executor(Random random, int trouble) {
        if (random.nextInt(3) != 0) {
            return Executors.NONE;
        }
        Executors[] kinds = Executors.values();
        return kinds[1 + random.nextInt(trouble == 0 ? 2 : 3)];
    }

    /** Whether a loan may be reclaimed at some time of the round. */
    boolean reclaims() {
        return settings.reclaimLeaked() || toggles;
    }

    /** Whether a borrower may hear of a failure. */
    boolean mayRefuse() {
        return trouble != 0 || outages;
    }

    /** {@return the settings at rest, when every timeout would be the machine's fault} */
    PoolSettings calm() {
        return settings.withCreateTimeout(millis(20_000))
                .withPingTimeout(millis(20_000))
                .withCloseTimeout(millis(20_000))
                .withHookTimeout(millis(20_000))
                .withQueueTarget(PoolSettings.FOREVER);
    }

    /** {@return other settings for the pool while it runs} */
    PoolSettings vary(Random random) {
        int size = settings.maxSize();
        int[] sizes = {size, size, size / 2, 1, 0};
        int chosen = sizes[random.nextInt(sizes.length)];
        PoolSettings varied = settings.withMaxSize(chosen).withMinIdle(Math.min(settings.minIdle(), chosen));
        if (toggles) {
            varied = varied.withReclaimLeaked(random.nextBoolean());
        }
        if (mayRefuse() && random.nextInt(3) == 0) {
            varied = varied.withMaxCreating(1 + random.nextInt(settings.maxCreating()))
                    .withRetryDelay(millis(1 + random.nextInt(50)))
                    .withWaitWhenDown(random.nextBoolean());
        }
        return random.nextInt(3) == 0 ? varied.withPingIdleAfter(millis(random.nextInt(5))) : varied;
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("maxSize=" + settings.maxSize());
        option(text, "minIdle", settings.minIdle() == 0 ? null : settings.minIdle());
        option(text, "maxUses", settings.maxUses() == PoolSettings.UNLIMITED ? null : settings.maxUses());
        option(text, "pingIdleAfter", finite(settings.pingIdleAfter()));
        option(text, "idleTimeout", finite(settings.idleTimeout()));
        option(text, "maxLifetime", finite(settings.maxLifetime()));
        option(text, "leakThreshold", finite(settings.leakThreshold()));
        option(text, "reclaimLeaked", settings.reclaimLeaked() ? true : null);
        option(text, "strict", settings.strict() ? true : null);
        option(text, "queue", queue ? true : null);
        option(text, "executor", executor == Executors.NONE ? null : executor);
        option(text, "prepareAndReset", hooks ? true : null);
        option(text, "errors", errors ? true : null);
        option(text, "hangs", hangs ? true : null);
        option(text, "starved", starved ? true : null);
        option(text, "deep", deep ? true : null);
        option(text, "togglesReclaim", toggles ? true : null);
        option(text, "outages", outages ? true : null);
        option(text, "maintained", maintained ? true : null);
        option(text, "metered", metered ? true : null);
        option(text, "reported", reported ? true : null);
        option(text, "queueTarget", finite(settings.queueTarget()));
        option(text, "maxCreating", settings.maxCreating());
        option(text, "trouble", trouble == 0 ? null : "1/" + trouble);
        return text + ", threads=" + threads + "+" + virtualThreads;
    }

    private static @Nullable Object finite(Duration time) {
        return time.equals(PoolSettings.FOREVER) ? null : time.toMillis() + "ms";
    }

    private static void option(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(", ").append(name).append('=').append(value);
        }
    }
}
