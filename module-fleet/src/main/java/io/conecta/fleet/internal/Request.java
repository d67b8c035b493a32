package io.conecta.fleet.internal;

import java.util.Map;

/** What a member wants of the ledger, or of time. */
public sealed interface Request {
    /** Join as a new member. */
    record Join(String publication) implements Request {}

    /** Renew the session. */
    record Renew(String publication) implements Request {}

    /** Read the shared value. */
    record Read() implements Request {}

    /** Ask who is alive. */
    record Members() implements Request {}

    /** Replace the shared value. */
    record Replace(long version, String text) implements Request {}

    /** Leave members a message. */
    record Post(Map<String, String> mail, long beat) implements Request {}

    /** End a former session. */
    record Forget(String id) implements Request {}

    /** End this session. */
    record Leave() implements Request {}

    /** Nothing until this time, unless something happens. */
    record Pause(long until) implements Request {}

    /** Nothing any more. */
    record Stop() implements Request {}
}
