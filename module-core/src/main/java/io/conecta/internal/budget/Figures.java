package io.conecta.internal.budget;

import io.conecta.BudgetStats;
import io.conecta.internal.runtime.Row;
import java.util.ArrayList;
import java.util.List;

/** What is told about the pools of a budget. To be called with the lock of the {@link Ledger}. */
final class Figures {
    private Figures() {}

    static List<BudgetStats.Part> parts(Row<LocalShare> members, Row<LocalShare> wanting) {
        List<BudgetStats.Part> parts = new ArrayList<>();
        for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
            LocalShare each = at.element;
            boolean waits = wanting.has(each.inWanting) && each.stillWants();
            parts.add(new BudgetStats.Part(each.member.name(), each.minShare, each.taken, waits));
        }
        return parts;
    }

    /** {@return how many pools were refused a permit and still want one} */
    static int wanting(Row<LocalShare> wanting) {
        int count = 0;
        for (Row.Link<LocalShare> at = wanting.first(); at != null; at = at.next()) {
            count += at.element.stillWants() ? 1 : 0;
        }
        return count;
    }

    /** {@return how many objects of the pools are lent} */
    static int lent(Row<LocalShare> members) {
        int sum = 0;
        for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
            sum += at.element.member.lent();
        }
        return sum;
    }

    /** {@return how many of them a thread has} */
    static int lentTo(Thread holder, Row<LocalShare> members) {
        int sum = 0;
        for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
            sum += at.element.member.lentTo(holder);
        }
        return sum;
    }

    /** {@return how many objects the pools would use now, if there were permits} */
    static int wanted(Row<LocalShare> members) {
        int sum = 0;
        for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
            sum += at.element.wanted();
        }
        return sum;
    }
}
