package io.conecta.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page shows what happened to real pools, and nothing of a recording becomes markup. */
class PageTest {
    @TempDir
    static Path folder;

    private static Path recording;
    private static String html;

    @BeforeAll
    static void record() throws Exception {
        recording = Recordings.of(folder.resolve("both.jfr"), () -> {
            Thread.currentThread().setName("borrower <b>");
            Recordings.calm("calm");
            Recordings.eventful("eventful", "cannot connect to <db>");
        });
        html = Page.of(recording, ZoneId.of("UTC")).html();
    }

    private static String section(String name) {
        return Arrays.stream(html.split("<section "))
                .filter(part -> part.contains("<h2><bdi>" + name + "</bdi>"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPoolHasASectionAndThoseInTroubleComeFirst() {
        assertThat(html.indexOf("<h2><bdi>eventful")).isPositive().isLessThan(html.indexOf("<h2><bdi>calm"));
        assertThat(html).contains("Times are in UTC.", "<a href=\"#pool-1\"><bdi>eventful</bdi></a>");
    }

    @Test
    void whatWentWrongIsSaidInWords() throws IOException {
        assertThat(section("eventful"))
                .containsPattern("data-finding=\"outage\">Outage of [0-9.]+ m?s from ")
                .containsPattern("data-finding=\"failure\">[0-9]+ failed creation")
                .contains("data-finding=\"leak\">1 leak<", "data-finding=\"failure\">2 timeouts<", ">1 loan");
        Page page = Page.of(recording);
        assertThat(page.outages()).isEqualTo(1);
        assertThat(page.leaks()).isEqualTo(1);
        assertThat(page.pools()).isEqualTo(2);
        assertThat(page.damage()).isEmpty();
    }

    @Test
    void whereNothingWentWrongThePageSaysSo() {
        assertThat(section("calm"))
                .contains("No outage, leak, failure or timeout", "1 loan", "<svg class=\"chart wide\"")
                .doesNotContain("data-finding=\"failure\"", "class=\"mark", "class=\"outage\"");
    }

    @Test
    void theChartHasItsAreasMarksAndLabels() {
        String chart = section("eventful").replaceFirst("(?s)^.*?<figure>(.*)</figure>.*$", "$1");
        assertThat(chart)
                .contains("class=\"area lent\"", "class=\"area waiting\"", "class=\"limit\"", "class=\"outage\"")
                .contains(">Leaks: 1<", ">Timeouts: 2<", ">Objects<", ">Borrowers waiting, at most 1<")
                .contains("<svg class=\"chart wide\"", "<svg class=\"chart narrow\"", "role=\"img\" aria-labelledby")
                .containsPattern("class=\"time\"[^>]*>\\d\\d:\\d\\d:\\d\\d<");
        assertThat(section("calm")).contains("class=\"area idle\"");
    }

    @Test
    void theFiguresOfWaitsAndHooks() {
        assertThat(section("eventful"))
                .containsPattern("got none</th><td[^>]*><span>2<")
                .containsPattern("got an object</th><td[^>]*><span>1<")
                .containsPattern(">creations</th><td[^>]*><span>1<")
                .contains("java.io.IOException: cannot connect to &lt;db&gt;", "Waits under 1 ms are not recorded");
        assertThat(Pattern.compile(">pings</th><td[^>]*><span>(\\d+)<")
                        .matcher(section("calm"))
                        .results()
                        .mapToInt(match -> Integer.parseInt(match.group(1))))
                .singleElement()
                .satisfies(pings -> assertThat(pings).isGreaterThanOrEqualTo(4));
    }

    @Test
    void aLeakIsNamedWithTheLineThatBorrowed() {
        assertThat(section("eventful"))
                .containsPattern("data-column=\"borrower\"><span><bdi>borrower &lt;b&gt;</bdi>")
                .containsPattern(
                        "data-column=\"borrowed at\"><span><bdi>[^<]*io.conecta.tools.Recordings.eventful\\(Recordings.java:");
    }

    @Test
    void theLongestLoanIsNamed() {
        assertThat(section("eventful").replaceFirst("(?s)^.*Longest loans", ""))
                .containsPattern("<bdi>borrower &lt;b&gt;</bdi></th>");
    }

    @Test
    void theChartIsThereAsATable() {
        assertThat(section("eventful"))
                .contains("<summary>The chart in figures</summary>")
                .containsPattern("data-column=\"what went wrong\"><span>[^<]*1 leak")
                .containsPattern("data-column=\"what went wrong\"><span>down");
    }

    @Test
    void thePageLoadsNothingAndRunsNothing() {
        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContainPattern("(?i)<script|<link|<img|<iframe|@import|url\\((?!#)|\\ssrc=|\\son\\w+=")
                .doesNotContain("http://", "https://");
    }

    @Test
    void nothingOfARecordingBecomesMarkup() throws Exception {
        Path hostile = Recordings.of(
                folder.resolve("hostile.jfr"), () -> Recordings.eventful(Recordings.HOSTILE, Recordings.HOSTILE));

        String page = Page.of(hostile).html();

        assertThat(page)
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("<img")
                .contains("<h2><bdi>&lt;/title&gt;&lt;script&gt;document.title=&#39;hacked&#39;&lt;/script&gt;")
                .contains("java.io.IOException: &lt;/title&gt;");
    }

    @Test
    void poolsThatShareANameAreNotPassedOffAsOne() throws Exception {
        Path twins = Recordings.of(folder.resolve("twins.jfr"), () -> Recordings.twins("twins"));

        assertThat(Page.of(twins).html()).contains("Several pools had this name at the same time");
        assertThat(html).doesNotContain("Several pools had this name");
    }

    @Test
    void aPoolThatWasBuiltAnewUnderItsNameIsOne() throws Exception {
        Path anew = Recordings.of(folder.resolve("anew.jfr"), () -> {
            for (int i = 0; i < 5; i++) {
                Recordings.calm("anew");
            }
        });

        assertThat(Page.of(anew).html()).contains(">5 loans<").doesNotContain("Several pools had this name");
    }

    @Test
    void aRecordingWithoutPoolsIsRefusedWithTheWayOut() throws Exception {
        Path empty = Recordings.of(folder.resolve("empty.jfr"), () -> {});

        assertThatThrownBy(() -> Page.of(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        empty.toString(), "no event of a pool", "record a process while it uses a pool");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.3, 0.9})
    void aFileThatWasCutShortIsRefusedWithTheWayOut(double share) throws IOException {
        byte[] whole = Files.readAllBytes(recording);
        Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, (int) (share * whole.length)));

        assertThatThrownBy(() -> Page.of(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(cut.toString(), "is not a whole recording", "copy it again", "JFR.dump");
    }

    @Test
    void ofAFileThatWasCutShortLaterThePageShowsTheBeginningAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(recording);
        Path cut = Files.write(folder.resolve("late.jfr"), whole);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.APPEND);

        Page page = Page.of(cut);

        assertThat(page.leaks()).isEqualTo(1);
        assertThat(page.damage().orElseThrow()).contains(cut.toString(), "copy it again");
        assertThat(page.html()).contains("Only the beginning could be read");
    }

    @Test
    void aFileThatIsNoRecordingIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "notes, ".repeat(1_000));

        assertThatThrownBy(() -> Page.of(text)).isInstanceOf(IOException.class).hasMessageContaining(text.toString());
    }
}
