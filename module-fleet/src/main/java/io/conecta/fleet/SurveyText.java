package io.conecta.fleet;

import io.conecta.fleet.FleetSurvey.Member;
import io.conecta.fleet.FleetSurvey.Quarantine;
import io.conecta.fleet.FleetSurvey.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A fleet as a page of text. */
final class SurveyText {
    private static final String ROW = "%-12s  %7s %7s %7s %7s %7s %7s  %s";
    /** Of a large fleet those that lack most are shown, besides this JVM's and those that are not simply up. */
    private static final int MOST_MEMBERS = 200;

    private final FleetSurvey fleet;
    private final List<String> lines = new ArrayList<>();

    private SurveyText(FleetSurvey fleet) {
        this.fleet = fleet;
    }

    static String of(FleetSurvey fleet) {
        return new SurveyText(fleet).text();
    }

    private String text() {
        head();
        members();
        quarantine();
        missing();
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private void head() {
        long alive = alive();
        lines.add("fleet \"" + fleet.fleet() + "\": " + fleet.granted() + " of " + fleet.limit() + " granted to "
                + (alive == 1 ? "1 member" : alive + " members") + ", " + fleet.free() + " free, "
                + fleet.quarantined() + " in quarantine; " + fleet.wanted() + " wanted, " + fleet.lacking()
                + " lacking");
        lines.add("limit " + fleet.limit() + " (configured " + fleet.configured() + ")"
                + (fleet.offline() > 0 ? ", " + fleet.offline() + " of it without contact" : "") + ", reserve "
                + fleet.reserve() + ", ledger version " + fleet.version() + ", optimiser " + who(Member::optimiser)
                + ", this member " + who(Member::self));
    }

    private long alive() {
        return fleet.members().stream()
                .filter(each -> each.state() != State.VANISHED)
                .count();
    }

    private String who(java.util.function.Predicate<Member> which) {
        return fleet.members().stream()
                .filter(which)
                .map(Member::id)
                .findFirst()
                .orElse("unknown");
    }

    private void members() {
        lines.add("");
        lines.add(
                String.format(Locale.ROOT, ROW, "MEMBER", "GRANTED", "TAKEN", "WANT", "PROMISE", "ASKED", "FLOOR", ""));
        List<Member> shown = fleet.members();
        if (shown.size() > MOST_MEMBERS) {
            List<Member> first = shown.stream()
                    .sorted((one, other) -> Integer.compare(weight(other), weight(one)))
                    .limit(MOST_MEMBERS)
                    .toList();
            shown = shown.stream().filter(first::contains).toList();
        }
        shown.forEach(each -> lines.add(row(each)));
        int left = fleet.members().size() - shown.size();
        if (left > 0) {
            lines.add("… and " + left + " members more");
        }
    }

    private static int weight(Member member) {
        return member.self() || member.optimiser() || member.state() != State.UP ? Integer.MAX_VALUE : member.lacks();
    }

    private String row(Member member) {
        List<String> notes = new ArrayList<>();
        if (member.self()) {
            notes.add("this one");
        }
        if (member.optimiser()) {
            notes.add("optimiser");
        }
        if (member.lacks() > 0) {
            notes.add("lacks " + member.lacks());
        }
        if (member.state() != State.UP) {
            notes.add(member.state().name().toLowerCase(Locale.ROOT));
        }
        if (isPublished(member) && member.limit() != fleet.configured()) {
            notes.add("configured limit " + member.limit());
        }
        boolean unknown = !isPublished(member);
        return String.format(
                Locale.ROOT,
                ROW,
                member.id(),
                member.granted(),
                unknown ? "?" : member.taken(),
                unknown ? "?" : member.want(),
                member.promise(),
                member.asked(),
                unknown ? "?" : member.floor(),
                String.join(", ", notes));
    }

    private static boolean isPublished(Member member) {
        return member.state() != State.VANISHED && member.state() != State.UNREADABLE;
    }

    private void quarantine() {
        if (fleet.quarantine().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(String.format(Locale.ROOT, ROW, "QUARANTINE", "PERMITS", "LEFT", "", "", "", "", ""));
        for (Quarantine each : fleet.quarantine()) {
            lines.add(String.format(
                    Locale.ROOT,
                    ROW,
                    each.member(),
                    each.permits(),
                    (each.left().toMillis() + 999) / 1000 + " s",
                    "",
                    "",
                    "",
                    "",
                    ""));
        }
    }

    private void missing() {
        List<String> why = new ArrayList<>();
        int capacity = Math.max(0, fleet.limit() - fleet.offline());
        if (fleet.wanted() > capacity) {
            why.add(fleet.wanted() + " are wanted of " + capacity
                    + ": raise the limit if the backend can do more, or return objects sooner");
        }
        if (fleet.free() < 0) {
            why.add("the limit was lowered: " + -fleet.free() + " permits have to come back before anybody gets more");
        }
        if (fleet.quarantined() > 0) {
            why.add(fleet.quarantined()
                    + " permits are in quarantine: their members have vanished, and may still have objects");
        }
        add(why, State.VANISHED, "no longer alive, its permits go into quarantine with the next pass");
        add(why, State.BEHIND, "has not heard of its last change yet: slow, frozen or cut off if that lasts");
        add(why, State.UNREADABLE, "publishes what cannot be read: see who writes to the ledger, and its version");
        long limits = fleet.members().stream()
                .filter(SurveyText::isPublished)
                .mapToInt(Member::limit)
                .distinct()
                .count();
        if (limits > 1) {
            why.add("members are configured with different limits: the smallest counts");
        }
        if (!why.isEmpty()) {
            lines.add("");
            lines.add("MISSING");
            why.forEach(each -> lines.add("- " + each));
        }
    }

    private void add(List<String> why, State state, String text) {
        List<String> ids = fleet.members().stream()
                .filter(each -> each.state() == state)
                .map(Member::id)
                .toList();
        if (!ids.isEmpty()) {
            why.add(String.join(", ", ids.subList(0, Math.min(5, ids.size())))
                    + (ids.size() > 5 ? " and " + (ids.size() - 5) + " more" : "") + ": " + text);
        }
    }
}
