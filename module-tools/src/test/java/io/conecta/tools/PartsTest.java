package io.conecta.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page is made of: percentiles, texts, axes, steps. */
class PartsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static TimeAxis axis(Duration length) {
        return new TimeAxis(NOON, NOON.plus(length), ZoneId.of("UTC"));
    }

    private static Sample sample(Duration after, int lent, int waiting) {
        return new Sample(
                NOON.plus(after), 4, new Sample.InPool(lent, 0, 0, 0), waiting, new Sample.Totals(0, 0, 0), null);
    }

    @Test
    void aPercentileIsTheShortestTimeThatSoManyDidNotExceed() {
        Times times = new Times();
        IntStream.rangeClosed(1, 200).map(i -> 201 - i).forEach(i -> times.add(Duration.ofMillis(i)));

        assertThat(times.count()).isEqualTo(200);
        assertThat(times.percentile(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(times.percentile(90)).isEqualTo(Duration.ofMillis(180));
        assertThat(times.percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(times.max()).isEqualTo(Duration.ofMillis(200));
        assertThat(new Times().max()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "420000, 0.42 ms",
        "9999999, 10.0 ms",
        "17340000, 17.3 ms",
        "130000000, 130 ms",
        "999600000, 1.00 s",
        "1254000000, 1.25 s",
        "59940000000, 59.9 s",
        "59960000000, 1 min",
        "125000000000, 2 min 5 s",
        "3600000000000, 1 h",
        "7860000000000, 2 h 11 min",
    })
    void aTimeHasThreeDigits(long nanos, String text) {
        assertThat(Texts.time(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @Test
    void textIsEscapedCutAndFreeOfControls() {
        assertThat(Texts.html("<a href='x'>&\"\u0000\u0085\ud800\uffff\n😀"))
                .isEqualTo("&lt;a href=&#39;x&#39;&gt;&amp;&quot;\ufffd\ufffd\ufffd\ufffd 😀");
        assertThat(Texts.html("x".repeat(501))).isEqualTo("x".repeat(500) + "…");
        assertThat(Texts.html(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 12:00:00 12:00:01 12:00:02",
        "25, 12:00:00 12:00:10 12:00:20",
        "600, 12:00 12:05 12:10",
        "14400, 12:00 13:00 14:00 15:00 16:00",
        "259200, 2 Mar_3 Mar_4 Mar",
    })
    void ticksAreRoundTimesAndFew(long seconds, String labels) {
        assertThat(axis(Duration.ofSeconds(seconds)).ticks(4).stream().map(TimeAxis.Tick::label))
                .containsExactly(labels.split(seconds < 86_400 ? " " : "_"));
    }

    @Test
    void ticksAreRoundInTheZone() {
        TimeAxis axis = new TimeAxis(NOON, NOON.plus(Duration.ofHours(20)), ZoneId.of("Asia/Kolkata"));

        assertThat(axis.ticks(4).stream().map(TimeAxis.Tick::label))
                .containsExactly("18:00", "00:00", "06:00", "12:00");
    }

    @Test
    void ofSamplesThatFallOnOneSpotTheBusiestIsDrawn() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            samples.add(sample(Duration.ofSeconds(i), i == 505 ? 4 : 1, i == 505 ? 7 : 0));
        }

        Steps steps = Steps.of(samples, axis(Duration.ofSeconds(1_000)), 100);

        assertThat(steps.isThinned()).isTrue();
        assertThat(steps.runs()).hasSize(1);
        assertThat(steps.runs().get(0)).hasSize(100);
        assertThat(steps.runs().get(0).stream().mapToInt(step -> step.sample().waiting()))
                .contains(7);
    }

    @Test
    void whereTheRecordingHasNoSamplesNothingIsDrawn() {
        List<Sample> samples = new ArrayList<>();
        for (int i : new int[] {0, 1, 2, 3, 20, 21, 22}) {
            samples.add(sample(Duration.ofSeconds(i), 1, 0));
        }

        Steps steps = Steps.of(samples, axis(Duration.ofSeconds(30)), 100);

        assertThat(steps.runs()).hasSize(2);
        assertThat(steps.runs().get(0).get(3).to()).isEqualTo(NOON.plusSeconds(4));
        assertThat(steps.runs().get(1).get(0).from()).isEqualTo(NOON.plusSeconds(20));
        assertThat(steps.isThinned()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "4, 1, 4", "5, 2, 6", "17, 5, 20", "40, 10, 40", "41, 20, 60", "1000, 500, 1000"})
    void theCountAxisHasAtMostFourRoundSteps(int count, int unit, int most) {
        Plot plot = Plot.of(axis(Duration.ofSeconds(10)), 0, 0, 100, 100, count);

        assertThat(plot.unit()).isEqualTo(unit);
        assertThat(plot.most()).isEqualTo(most);
    }
}
