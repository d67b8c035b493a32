package io.conecta.fleet.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * What has come out of a scenario.
 *
 * @param ledger where the ledger was
 * @param members how many processes
 * @param limit what the backend may count at most
 * @param scenario what was done
 * @param faults how often
 * @param most what the backend has counted at most
 * @param recoveries how many nanoseconds the limit took to be in use again, each time
 * @param remark what else is to be said
 * @param kept whether all was as promised
 */
record Row(
        String ledger,
        int members,
        int limit,
        String scenario,
        int faults,
        int most,
        List<Long> recoveries,
        String remark,
        boolean kept) {
    static final String HEAD =
            "| ledger | members | limit | what happened | times | most at once | in use again after | |\n| --- | --- | --- | --- | --- | --- | --- | --- |";

    Row {
        recoveries = List.copyOf(recoveries);
    }

    /** {@return a row for each scenario of each ledger, however often it was played} */
    static Collection<Row> together(List<Row> rows) {
        Map<String, Row> all = new LinkedHashMap<>();
        for (Row row : rows) {
            all.merge(row.ledger + row.limit + row.scenario, row, Row::and);
        }
        return all.values();
    }

    private Row and(Row again) {
        List<Long> both = new ArrayList<>(recoveries);
        both.addAll(again.recoveries);
        return new Row(
                ledger,
                members,
                limit,
                scenario,
                faults + again.faults,
                Math.max(most, again.most),
                both,
                remark.isEmpty() || again.remark.isEmpty() ? remark + again.remark : remark + "; " + again.remark,
                kept && again.kept);
    }

    /** Times as people read them: one, or from the least to the most. */
    private String seconds() {
        LongSummaryStatistics all =
                recoveries.stream().mapToLong(Long::longValue).summaryStatistics();
        if (all.getCount() == 0) {
            return "";
        }
        String least = String.format(Locale.ROOT, "%.1f", all.getMin() / 1e9);
        String most = String.format(Locale.ROOT, "%.1f s", all.getMax() / 1e9);
        return all.getCount() == 1 ? most : least + " – " + most;
    }

    @Override
    public String toString() {
        return "| " + ledger + " | " + members + " | " + limit + " | " + scenario + " | " + faults + " | " + most
                + " | " + seconds() + " | " + remark + " |";
    }
}
