package io.conecta.internal.budget;

import java.util.ArrayList;
import java.util.List;

/** Whom to call back once the lock is released. */
final class Calls {
    /** There is a permit for these. */
    final List<LocalShare> room = new ArrayList<>(0);
    /** Others want what these have. */
    final List<LocalShare> excess = new ArrayList<>(0);

    /** They have too much, right now. */
    final List<LocalShare> revoke = new ArrayList<>(0);

    void make() {
        room.forEach(each -> each.member.room());
        excess.forEach(each -> each.member.excess());
        revoke.forEach(each -> each.member.revoke());
    }
}
