package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.fleet.FleetSurvey;
import io.conecta.fleet.FleetSurvey.Member;
import io.conecta.fleet.FleetSurvey.Quarantine;
import io.conecta.fleet.FleetSurvey.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of a fleet")
class FleetPageTest {
    private static Member up(String id, int granted, int want, int limit) {
        return new Member(id, State.UP, false, false, granted, granted, want, granted, granted, 4, limit);
    }

    @Test
    @DisplayName("it is as docs/fleet.md shows it")
    void documented() throws Exception {
        FleetSurvey fleet = new FleetSurvey(
                "db-main",
                50,
                50,
                0,
                4,
                1,
                8812,
                List.of(
                        new Member("8k2eyz3", State.UP, false, true, 20, 20, 31, 20, 20, 4, 50),
                        new Member("8k2f01a", State.UP, true, false, 14, 12, 12, 14, 12, 4, 50),
                        up("8k2f7qc", 6, 6, 60),
                        new Member("8k2fb0x", State.VANISHED, false, false, 2, 0, 0, 2, 2, 0, 0)),
                List.of(new Quarantine("8k2f4mm", 7, Duration.ofMillis(10_200))));

        String text = Files.readString(Path.of("..", "docs", "fleet.md"));
        int start = text.indexOf("```\nfleet \"db-main\": ") + "```\n".length();
        assertThat(fleet.toString()).isEqualTo(text.substring(start, text.indexOf("\n```", start)));
    }

    @Test
    @DisplayName("of a large fleet / it shows this member, the optimiser, who is not up, and those that lack most")
    void large() {
        List<Member> many = IntStream.range(0, 1000)
                .mapToObj(i -> i == 999
                        ? new Member("self", State.UP, true, false, 1, 1, 1, 1, 1, 0, 2000)
                        : i == 998
                                ? new Member("behind", State.BEHIND, false, false, 1, 1, 1, 1, 1, 0, 2000)
                                : up("m" + i, 1, i < 500 ? 1 : 2, 2000))
                .toList();

        String page = new FleetSurvey("big", 2000, 2000, 0, 20, 1000, 1, many, List.of()).toString();

        assertThat(page)
                .contains("self ", "behind ", "… and 800 members more", "m500 ")
                .doesNotContain("m499 ");
        assertThat(page.lines()).hasSizeBetween(200, 215);
    }

    @Test
    @DisplayName("nothing is missing / it says nothing of that")
    void fine() {
        assertThat(new FleetSurvey("db", 9, 9, 0, 0, 5, 1, List.of(up("m1", 4, 4, 9)), List.of()).toString())
                .contains("4 of 9 granted to 1 member, 5 free, 0 in quarantine; 4 wanted, 0 lacking")
                .doesNotContain("MISSING", "QUARANTINE");
    }
}
