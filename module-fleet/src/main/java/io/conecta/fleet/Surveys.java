package io.conecta.fleet;

import io.conecta.fleet.FleetSurvey.Member;
import io.conecta.fleet.FleetSurvey.Quarantine;
import io.conecta.fleet.FleetSurvey.State;
import io.conecta.fleet.internal.Book;
import io.conecta.fleet.internal.Book.Grant;
import io.conecta.fleet.internal.MalformedException;
import io.conecta.fleet.internal.Pass;
import io.conecta.fleet.internal.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a survey of what was read.
 *
 * @param fleet the fleet's name
 * @param self the id of this member
 * @param optimiser the id of the member that looks over the fleet
 */
record Surveys(String fleet, String self, String optimiser) {
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,12}");

    FleetSurvey of(Surveyor.Found found) throws LedgerException {
        Book book = book(found.value().text());
        Map<String, Grant> gone = new LinkedHashMap<>(book.grants());
        List<Member> members = new ArrayList<>();
        List<@Nullable Publication> said = new ArrayList<>();
        for (Map.Entry<String, String> each : found.members().entrySet()) {
            gone.remove(each.getKey());
            boolean sane = ID.matcher(each.getKey()).matches();
            Publication says = sane ? publication(each.getValue()) : null;
            said.add(says);
            members.add(member(sane ? each.getKey() : "?", book, says));
        }
        gone.forEach((id, grant) -> members.add(withoutWord(id, State.VANISHED, grant.permits())));
        List<Quarantine> quarantine = new ArrayList<>();
        book.quarantine()
                .forEach((id, rest) ->
                        quarantine.add(new Quarantine(id, rest.permits(), Duration.ofMillis(rest.millis()))));
        return new FleetSurvey(
                fleet,
                book.limit(),
                book.configured(),
                book.offline(),
                Pass.reserve(said, book.capacity()),
                book.free(),
                found.value().version(),
                members,
                quarantine);
    }

    private Book book(String text) throws LedgerException {
        try {
            return text.isEmpty() ? Book.blank("") : Book.parse(text);
        } catch (MalformedException bad) {
            throw new LedgerException(
                    "fleet \"" + fleet + "\" cannot be surveyed: the ledger cannot be understood: " + bad.getMessage(),
                    bad);
        }
    }

    private static @Nullable Publication publication(String text) {
        try {
            return Publication.parse(text);
        } catch (MalformedException bad) {
            return null;
        }
    }

    private Member member(String id, Book book, @Nullable Publication says) {
        Grant grant = book.grant(id);
        int granted = grant == null ? 0 : grant.permits();
        if (says == null) {
            return withoutWord(id, State.UNREADABLE, granted);
        }
        boolean knows =
                grant != null && says.epoch() == grant.epoch() && says.word().equals(book.word());
        State state = says.leaving() ? State.LEAVING : grant == null ? State.NEW : knows ? State.UP : State.BEHIND;
        boolean promises = grant != null && says.promiseEpoch() == grant.epoch();
        return new Member(
                id,
                state,
                id.equals(self),
                id.equals(optimiser),
                granted,
                says.taken(),
                says.want(),
                promises ? Math.min(says.promise(), granted) : granted,
                knows ? Math.min(says.ask(), granted) : granted,
                says.floor(),
                says.limit());
    }

    private Member withoutWord(String id, State state, int granted) {
        return new Member(id, state, id.equals(self), id.equals(optimiser), granted, 0, 0, granted, granted, 0, 0);
    }
}
