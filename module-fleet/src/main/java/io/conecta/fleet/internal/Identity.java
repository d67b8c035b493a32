package io.conecta.fleet.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a member is, and was: each session has an id of its own. It claims what former sessions of its process had until it has a grant, and has the
 * ledger forget them. Not thread-safe.
 */
final class Identity {
    /** So many former sessions are remembered. */
    private static final int MOST_FORMER = 16;

    private final List<String> former = new ArrayList<>();
    private final List<String> toForget = new ArrayList<>();
    private String id = "";

    /** {@return the id of the last session, empty before there was one} */
    String id() {
        return id;
    }

    /** {@return whose permits it claims} */
    List<String> former() {
        return former;
    }

    void joined(String newId) {
        id = newId;
    }

    /** The session has ended. */
    void gone() {
        if (former.size() < MOST_FORMER) {
            former.add(id);
        }
        toForget.add(id);
    }

    /** {@return a former session that the ledger is to forget, null if there is none} */
    @Nullable
    String toForget() {
        return toForget.isEmpty() ? null : toForget.get(0);
    }

    void forgotten(String formerId) {
        toForget.remove(formerId);
    }

    /** It has a grant, and so what its former sessions had. */
    void granted() {
        if (toForget.isEmpty()) { // Else others could take a former session that still lives for another member.
            former.clear();
        }
    }
}
