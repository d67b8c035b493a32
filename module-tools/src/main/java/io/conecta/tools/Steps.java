package io.conecta.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The samples of a pool as stretches of time: each holds until the next. Where more samples fall on one spot than can be drawn, the
 * busiest stands for them. Runs are apart where the recording has no samples: the pool was not there.
 *
 * @param isThinned whether some samples are left out
 */
record Steps(List<List<Step>> runs, boolean isThinned) {
    /** A stretch of time with the same figures. */
    record Step(Instant from, Instant to, Sample sample) {}

    static Steps of(List<Sample> samples, TimeAxis axis, int spots) {
        Duration gap = gap(samples);
        List<List<Step>> runs = new ArrayList<>();
        int drawn = 0;
        for (int first = 0, next; first < samples.size(); first = next) {
            next = first + 1;
            while (next < samples.size() && isNear(samples.get(next - 1), samples.get(next), gap)) {
                next++;
            }
            List<Step> run = run(busiest(samples.subList(first, next), axis, spots), gap, axis.end());
            drawn += run.size();
            runs.add(run);
        }
        return new Steps(runs, drawn < samples.size());
    }

    private static boolean isNear(Sample one, Sample other, Duration gap) {
        return Duration.between(one.at(), other.at()).compareTo(gap) <= 0;
    }

    /** Three times the usual interval without a sample is a gap. */
    private static Duration gap(List<Sample> samples) {
        List<Duration> intervals = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            intervals.add(
                    Duration.between(samples.get(i - 1).at(), samples.get(i).at()));
        }
        intervals.sort(Comparator.naturalOrder());
        return intervals.isEmpty()
                ? Duration.ofSeconds(1)
                : intervals.get(intervals.size() / 2).multipliedBy(3);
    }

    private static List<Sample> busiest(List<Sample> samples, TimeAxis axis, int spots) {
        List<Sample> busiest = new ArrayList<>();
        int last = -1;
        for (Sample sample : samples) {
            int spot = (int) (axis.position(sample.at()) * spots);
            if (spot != last) {
                busiest.add(sample);
            } else if (Sample.BY_LOAD.compare(sample, busiest.get(busiest.size() - 1)) > 0) {
                busiest.set(busiest.size() - 1, sample);
            }
            last = spot;
        }
        return busiest;
    }

    private static List<Step> run(List<Sample> samples, Duration gap, Instant end) {
        List<Step> run = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Instant from = samples.get(i).at();
            Instant held = from.plus(gap.dividedBy(3));
            Instant to = i + 1 < samples.size() ? samples.get(i + 1).at() : held.isBefore(end) ? held : end;
            run.add(new Step(from, to, samples.get(i)));
        }
        return run;
    }
}
