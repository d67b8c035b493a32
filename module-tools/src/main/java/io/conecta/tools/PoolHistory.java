package io.conecta.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a recording tells of one pool. Filled event by event, in any order, since a recording is not in order; then {@link #finish} puts
 * everything in its place. Not thread-safe.
 */
final class PoolHistory {
    /** Texts of failures may hold what differs each time, such as a port. */
    private static final int MOST_TEXTS = 200;

    private static final int LONGEST_LOANS = 10;

    /** Far less than the time between two goes. */
    private static final Duration ONE_GO = Duration.ofMillis(5);

    final String name;
    final Times served = new Times();
    final Times notServed = new Times();
    final Times created = new Times();
    final Times notCreated = new Times();
    final Times healthyPings = new Times();
    final Times failedPings = new Times();
    final Times closes = new Times();
    final Failures creationFailures = new Failures();
    final Failures closeFailures = new Failures();
    final List<Mark> marks = new ArrayList<>();
    final List<Leak> leaks = new ArrayList<>();
    final List<Outage> outages = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();
    long exhausted;
    long borrowed;

    /** Whether several pools of this name existed at the same time: the recorder asks all pools in one go, so each go has several samples. */
    boolean mixed;

    private final List<Turn> turns = new ArrayList<>();

    /** A loan that was reported as leaked. */
    record Leak(
            Instant at,
            @Nullable String borrower,
            Duration age,
            @Nullable String place,
            boolean reclaimed) {}

    /** The backend went down, or came back. */
    private record Turn(Instant at, boolean down, @Nullable String reason, Duration outage) {}

    /** Failures by what they say. */
    static final class Failures {
        private final Map<String, Seen> byText = new TreeMap<>();

        /** How often, and when first and last. */
        record Seen(long times, Instant first, Instant last) {
            Seen and(Seen other) {
                return new Seen(
                        times + other.times,
                        first.isBefore(other.first) ? first : other.first,
                        last.isAfter(other.last) ? last : other.last);
            }
        }

        void add(@Nullable String text, Instant at) {
            String said = text == null ? "(the recording does not say)" : text;
            if (byText.size() >= MOST_TEXTS && !byText.containsKey(said)) {
                said = "(other failures)";
            }
            byText.merge(said, new Seen(1, at, at), Seen::and);
        }

        /** {@return the failures, most frequent first} */
        List<Map.Entry<String, Seen>> list() {
            return byText.entrySet().stream()
                    .sorted(Comparator.comparingLong(
                            (Map.Entry<String, Seen> each) -> -each.getValue().times()))
                    .toList();
        }
    }

    PoolHistory(String name) {
        this.name = name;
    }

    /** Takes in one event; {@code name} is what follows {@code io.conecta.} */
    void add(String event, RecordedEvent recorded) {
        Fields fields = new Fields(recorded);
        Instant at = recorded.getEndTime();
        Duration time = recorded.getDuration();
        switch (event) {
            case "Wait" -> (fields.flag("served") ? served : notServed).add(time);
            case "Create" -> addCreation(fields, at, time);
            case "Ping" -> addPing(fields.flag("healthy"), at, time);
            case "Close" -> addClose(fields.text("failure"), at, time);
            case "Exhausted" -> exhausted++;
            case "Leak" -> addLeak(fields, at);
            case "Down" -> turns.add(new Turn(at, true, fields.text("reason"), Duration.ZERO));
            case "Up" -> turns.add(new Turn(at, false, null, fields.time("outage")));
            case "PoolStatistics" -> samples.add(sample(fields, at));
            default -> {
                // Of a pool that is newer than this tool.
            }
        }
    }

    private void addCreation(Fields fields, Instant at, Duration time) {
        if (fields.flag("succeeded")) {
            created.add(time);
        } else {
            notCreated.add(time);
            creationFailures.add(fields.text("failure"), at);
            marks.add(new Mark(Mark.Kind.FAILED_CREATION, at, 1));
        }
    }

    private void addPing(boolean healthy, Instant at, Duration time) {
        (healthy ? healthyPings : failedPings).add(time);
        if (!healthy) {
            marks.add(new Mark(Mark.Kind.FAILED_PING, at, 1));
        }
    }

    private void addClose(@Nullable String failure, Instant at, Duration time) {
        closes.add(time);
        if (failure != null) {
            closeFailures.add(failure, at);
            marks.add(new Mark(Mark.Kind.FAILED_CLOSE, at, 1));
        }
    }

    private void addLeak(Fields fields, Instant at) {
        leaks.add(new Leak(
                at, fields.text("borrower"), fields.time("age"), fields.text("place"), fields.flag("reclaimed")));
        marks.add(new Mark(Mark.Kind.LEAK, at, 1));
    }

    private static Sample sample(Fields fields, Instant at) {
        Duration age = fields.time("oldestLoan");
        String borrower = fields.text("oldestBorrower");
        return new Sample(
                at,
                fields.number("maxSize"),
                new Sample.InPool(
                        fields.number("lent"),
                        fields.number("inMaintenance"),
                        fields.number("creating"),
                        fields.number("idle")),
                fields.number("waiting"),
                new Sample.Totals(fields.total("borrowed"), fields.total("timeouts"), fields.total("rejections")),
                age.isZero() && borrower == null ? null : new Sample.Loan(borrower, at.minus(age), age));
    }

    /** Puts everything in order, and concludes what no single event tells. */
    void finish() {
        samples.sort(Comparator.comparing(Sample::at));
        leaks.sort(Comparator.comparing(Leak::at));
        turns.sort(Comparator.comparing(Turn::at));
        findOutages();
        compareTotals();
        marks.sort(Comparator.comparing(Mark::at));
    }

    private void findOutages() {
        Turn down = null;
        for (Turn turn : turns) {
            if (turn.down()) {
                down = down == null ? turn : down;
            } else if (down == null) {
                outages.add(new Outage(turn.at().minus(turn.outage()), turn.at(), null));
            } else {
                outages.add(new Outage(down.at(), turn.at(), down.reason()));
                down = null;
            }
        }
        if (down != null) {
            outages.add(new Outage(down.at(), null, down.reason()));
        }
    }

    /** The totals count since the pool was built: what happened is their growth. They begin anew with a new pool of the name. */
    private void compareTotals() {
        int together = 0;
        Sample before = null;
        for (Sample sample : samples) {
            Sample.Totals now = sample.totals();
            Sample.Totals then = before == null ? now : before.totals();
            if (now.borrowed() < then.borrowed()) {
                then = new Sample.Totals(0, 0, 0);
            }
            borrowed += now.borrowed() - then.borrowed();
            mark(Mark.Kind.TIMEOUT, sample.at(), now.timeouts() - then.timeouts());
            mark(Mark.Kind.REJECTION, sample.at(), now.rejections() - then.rejections());
            if (before != null && Duration.between(before.at(), sample.at()).compareTo(ONE_GO) < 0) {
                together++;
            }
            before = sample;
        }
        mixed = together >= 3;
    }

    private void mark(Mark.Kind kind, Instant at, long times) {
        if (times > 0) {
            marks.add(new Mark(kind, at, times));
        }
    }

    long count(Mark.Kind kind) {
        return marks.stream()
                .filter(each -> each.kind() == kind)
                .mapToLong(Mark::times)
                .sum();
    }

    /** {@return the loans that were the oldest at some moment, longest first, each with its age when last seen} */
    List<Sample.Loan> longestLoans() {
        List<Sample.Loan> loans = new ArrayList<>();
        Sample.Loan last = null;
        for (Sample sample : samples) {
            Sample.Loan loan = sample.oldest();
            if (loan == null) {
                continue;
            }
            if (last != null && loan.isSameAs(last)) {
                loans.remove(loans.size() - 1);
            }
            loans.add(loan);
            last = loan;
        }
        return loans.stream()
                .sorted(Comparator.comparing(Sample.Loan::age).reversed())
                .limit(LONGEST_LOANS)
                .toList();
    }

    /** {@return how much there is to look at: pools in trouble come first} */
    long trouble() {
        return 1_000_000L * outages.size() + 10_000L * leaks.size() + marks.size();
    }
}
