package io.conecta.fleet.proof;

import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/**
 * What has come out of a scenario.
 *
 * @param ledger where the ledger was
 * @param members how many processes
 * @param limit what the backend may count at most
 * @param scenario what was done
 * @param faults how often
 * @param most what the backend has counted at most
 * @param recovery how long the limit took to be in use again
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
        String recovery,
        String remark,
        boolean kept) {
    static final String HEAD =
            "| ledger | members | limit | what happened | times | most at once | in use again after | |\n| --- | --- | --- | --- | --- | --- | --- | --- |";

    /** {@return times as people read them: one, or from the least to the most} */
    static String seconds(List<Long> nanos) {
        LongSummaryStatistics all = nanos.stream().mapToLong(Long::longValue).summaryStatistics();
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
                + " | " + recovery + " | " + remark + " |";
    }
}
