package io.conecta.benchmarks.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a run measures. Rounds, rather than long forks: a disturbance of the machine then hits all peers alike, and medians over the
 * rounds forget it.
 *
 * @param length how thoroughly
 * @param rounds in each, the cases to measure, in order
 */
public record Plan(Length length, List<List<Case>> rounds) {
    private static final List<Integer> THREADS = List.of(1, 2, 8, 32);
    private static final List<String> RIVALS = List.of("limit", "conecta", "conecta-lease", "stormpot", "hikari");
    private static final List<String> OTHERS = List.of("commons", "vibur", "fop", "abq");
    private static final List<String> VARIANTS = List.of("stormpot-reduced", "vibur-conversant", "fop-disruptor");
    private static final List<String> SHAPES = List.of(
            "conecta-run",
            "conecta-call",
            "conecta-facade",
            "conecta-typed",
            "conecta-lease-typed",
            "conecta-strict",
            "conecta-fifo",
            "conecta-lifo");
    private static final List<String> WITH_FEATURES = List.of("conecta-all", "conecta-lease-all");
    private static final List<String> SIGNALS = List.of("conecta-meter", "conecta-jfr", "conecta-traces");
    private static final List<Integer> KEYS = List.of(1, 100);
    private static final List<Integer> LARGE = List.of(1000, 100_000);

    /** Under ten minutes; what no target speaks about is measured once. */
    public static Plan quick() {
        List<Case> every = new ArrayList<>();
        addPairs(every, RIVALS, THREADS, 0);
        addPairs(every, WITH_FEATURES, List.of(1, 8), 0);
        addPairs(every, SIGNALS, List.of(1), 0);
        every.add(Case.report("conecta"));
        addPairs(
                every,
                List.of("conecta-run", "conecta-call", "conecta-facade", "conecta-typed", "conecta-lease-typed"),
                List.of(1),
                0);
        addSizes(every);
        addPairs(every, List.of("conecta-budget", "conecta-leased"), List.of(1), 0);
        addKeyed(every);
        for (String peer : List.of("conecta", "stormpot", "hikari")) {
            every.add(Case.exhausted(peer));
            every.add(Case.crowded(peer));
            every.add(Case.crossThread(peer));
        }
        for (String peer : List.of("conecta", "commons", "stormpot-reduced", "hikari")) {
            every.add(Case.coldStart(peer));
        }
        every.add(Case.crossThread("conecta-lease"));
        addVirtualThreads(every, List.of("none", "limit", "conecta", "conecta-lease", "stormpot-virtual", "hikari"));

        List<Case> once = new ArrayList<>();
        addPairs(once, OTHERS, THREADS, 0);
        addPairs(once, List.of("commons-bridge"), List.of(1, 8), 0);
        addPairs(once, List.of("none"), List.of(1), 0);
        addPairs(once, List.of("stormpot-reduced"), List.of(1, 8), 0);
        addPairs(once, List.of("conecta-strict", "conecta-fifo", "conecta-lifo"), List.of(1, 8), 0);
        addPairs(once, List.of("limit", "conecta", "conecta-lease", "stormpot", "hikari"), List.of(1, 8), 100);
        for (String peer : List.of("commons", "vibur", "fop")) {
            once.add(Case.exhausted(peer));
            once.add(Case.crowded(peer));
            once.add(Case.crossThread(peer));
            once.add(Case.idleMemory(peer));
        }
        addIdle(once);
        return new Plan(Length.SHORT, List.of(concat(every, once), every));
    }

    /** Everything, five times. */
    public static Plan full() {
        List<Case> every = new ArrayList<>();
        for (int work : List.of(0, 100)) {
            addPairs(every, RIVALS, THREADS, work);
            addPairs(every, WITH_FEATURES, THREADS, work);
            addPairs(every, SHAPES, THREADS, work);
            addPairs(every, OTHERS, THREADS, work);
            addPairs(every, List.of("commons-bridge"), THREADS, work);
            addPairs(every, List.of("none"), List.of(1), work);
            addPairs(every, VARIANTS, THREADS, work);
        }
        addPairs(every, List.of("conecta-budget", "conecta-leased"), THREADS, 0);
        addKeyed(every);
        addSizes(every);
        for (int size : List.of(Case.SIZE, 1000, 100_000)) {
            every.add(Case.exhaustion("stormpot", size));
            every.add(Case.exhaustion("hikari", size));
        }
        for (String peer :
                List.of("conecta", "conecta-lease", "stormpot", "hikari", "commons", "vibur", "fop", "abq")) {
            every.add(Case.exhausted(peer));
            every.add(Case.crowded(peer));
            every.add(Case.crossThread(peer));
        }
        addVirtualThreads(
                every,
                List.of(
                        "none",
                        "limit",
                        "conecta",
                        "conecta-lease",
                        "stormpot-virtual",
                        "hikari",
                        "vibur",
                        "fop",
                        "commons"));
        addIdle(every);
        for (String peer : OTHERS) {
            every.add(Case.idleMemory(peer));
        }
        return new Plan(Length.FULL, List.of(every, every, every, every, every));
    }

    /** Only the cases that satisfy the test. */
    public Plan only(Predicate<Case> wanted) {
        return new Plan(
                length,
                rounds.stream()
                        .map(round -> round.stream().filter(wanted).toList())
                        .toList());
    }

    /** Forks in all. */
    public int size() {
        return rounds.stream().mapToInt(List::size).sum();
    }

    private static void addPairs(List<Case> cases, List<String> peers, List<Integer> threads, int work) {
        for (int each : threads) {
            for (String peer : peers) {
                cases.add(new Case(work == 0 ? Scenario.PAIR : Scenario.WORKING_PAIR, peer, each, Case.SIZE, work));
            }
        }
    }

    private static void addSizes(List<Case> cases) {
        cases.add(Case.exhaustion("conecta", Case.SIZE));
        for (int size : LARGE) {
            cases.add(Case.sized("conecta", size));
            cases.add(Case.exhaustion("conecta", size));
        }
    }

    private static void addKeyed(List<Case> cases) {
        for (int keys : KEYS) {
            cases.add(Case.keyed("conecta-keyed", keys));
            cases.add(Case.keyed("commons-keyed", keys));
        }
        cases.add(Case.firstKey("conecta-keys"));
        cases.add(Case.firstKey("commons-keys"));
    }

    private static void addVirtualThreads(List<Case> cases, List<String> peers) {
        if (Runtime.version().feature() >= 21) {
            peers.forEach(peer -> cases.add(Case.virtualThreads(peer)));
        }
    }

    private static void addIdle(List<Case> cases) {
        for (String peer : List.of("conecta", "conecta-lease", "stormpot", "stormpot-reduced", "hikari")) {
            cases.add(Case.idleMemory(peer));
        }
        cases.add(Case.idlePools("conecta"));
        cases.add(Case.idlePools("stormpot"));
    }

    private static List<Case> concat(List<Case> first, List<Case> second) {
        List<Case> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
