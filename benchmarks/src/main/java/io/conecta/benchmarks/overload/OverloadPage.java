package io.conecta.benchmarks.overload;

import io.conecta.benchmarks.overload.Overload.Outcome;
import java.util.List;
import java.util.Locale;

/** Outcomes as a page and a chart. */
final class OverloadPage {
    private static final int WIDTH = 960;
    private static final int PANEL = 110;
    private static final int LEFT = 130;
    private static final int TOP = 64;

    private OverloadPage() {}

    static String row(Outcome outcome) {
        double[] goodput = outcome.goodput();
        return String.format(
                Locale.ROOT,
                "| %-13s | %.2f | %.2f | %.2f | %.2f | %,.0f | %s |",
                outcome.name(),
                goodput[0],
                goodput[1],
                goodput[2],
                goodput[3],
                outcome.p99Millis(),
                outcome.normalMillis() < 0 ? "not in time" : outcome.normalMillis() + "");
    }

    static String of(String name, String machine, double capacity, long phase, List<Outcome> outcomes) {
        StringBuilder page = new StringBuilder();
        page.append("# Overload\n\nWritten by `benchmarks/run overload`; [how to read it](README.md).\n\n")
                .append(machine)
                .append("\n\n![chart](")
                .append(name)
                .append(".svg)\n\n")
                .append(String.format(
                        Locale.ROOT,
                        "Ten objects, 50 ms of work each: capacity %.0f/s. Load 0.7, 1.4, 2, 0.7 of it, %d s each; clients wait for 0.5 s,"
                                + " borrowers for 30 s.%nGoodput is answers in time, over the lesser of load and capacity.%n%n",
                        capacity,
                        phase / 1_000_000_000))
                .append("| pool | 0.7 | 1.4 | 2 | 0.7 again | wait p99 in overload, ms | normal after, ms |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        outcomes.forEach(each -> page.append(row(each)).append('\n'));
        page.append("\n## Targets, with the valve\n\n| target | found | verdict |\n| --- | --- | --- |\n");
        Outcome valve = outcomes.get(0);
        double least = Math.min(valve.goodput()[1], valve.goodput()[2]);
        target(page, "goodput in overload ≥ 0.95", String.format(Locale.ROOT, "%.2f", least), least >= 0.95);
        target(
                page,
                "wait p99 ≤ 100 ms",
                String.format(Locale.ROOT, "%.0f ms", valve.p99Millis()),
                valve.p99Millis() <= 100);
        long normal = valve.normalMillis();
        target(page, "normal within 1 s", normal + " ms", normal >= 0 && normal <= 1_000);
        return page.toString();
    }

    private static void target(StringBuilder page, String target, String found, boolean met) {
        page.append("| %s | %s | %s |\n".formatted(target, found, met ? "met" : "FALLS SHORT"));
    }

    /** Goodput over time, a panel a pool; the overload is shaded. */
    static String chart(List<Outcome> outcomes, long slicesOfPhase) {
        StringBuilder body = new StringBuilder();
        int y = TOP;
        for (Outcome each : outcomes) {
            double step = (WIDTH - LEFT - 20.0) / each.slices().length;
            body.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"over\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n<text x=\"16\" y=\"%d\">%s</text>%n",
                    LEFT + slicesOfPhase * step,
                    y,
                    2 * slicesOfPhase * step,
                    PANEL - 20,
                    y + 50,
                    each.name()));
            for (int i = 0; i < each.slices().length; i++) {
                double height = Math.min(1.2, each.slices()[i]) * (PANEL - 20) / 1.2;
                body.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                        each.name().startsWith("conecta") ? "ours" : "peer",
                        LEFT + i * step,
                        y + PANEL - 20 - height,
                        step - 1,
                        height));
            }
            y += PANEL;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>Overload</title>
                <style>
                text { font: 12px system-ui, sans-serif; fill: #24292f; }
                .title { font-size: 18px; font-weight: 600; }
                .note { fill: #57606a; }
                .ours { fill: #1a7f64; }
                .peer { fill: #8c959f; }
                .over { fill: #fff1e5; }
                </style>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text class="title" x="16" y="28">Answers in time under overload</text>
                <text class="note" x="16" y="48">Answers within 0.5 s over capacity, each quarter of a second. Load 0.7, then 1.4 and 2 (shaded), then 0.7.</text>
                %s</svg>
                """.formatted(WIDTH, y, WIDTH, y, body);
    }
}
