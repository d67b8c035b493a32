package io.conecta.benchmarks.report;

import io.conecta.benchmarks.plan.Case;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Results as one SVG: a panel a question, a bar a peer, shorter is better everywhere; logarithmic, since peers differ by 100. */
public final class Chart {
    private static final int WIDTH = 960;
    private static final int PANEL_WIDTH = WIDTH / 2;
    private static final int TOP = 64;
    private static final int LABELS = 130;
    private static final int BAR = 15;
    private static final int STEP = 20;
    private static final int PANEL_HEAD = 44;
    private static final int LONGEST = PANEL_WIDTH - LABELS - 90;
    private static final List<String> PEERS = List.of(
            "limit",
            "conecta",
            "conecta-lease",
            "stormpot",
            "stormpot-virtual",
            "hikari",
            "abq",
            "vibur",
            "fop",
            "commons");

    /** Where bars begin to have a length. */
    private static final double SMALLEST = 0.05;

    private final Results results;

    private Chart(Results results) {
        this.results = results;
    }

    /** One bar. */
    private record Bar(String peer, double value) {}

    /** One question. */
    private record Panel(String title, List<Bar> bars) {}

    /** The document. */
    public static String of(String title, String subtitle, Results results) {
        return new Chart(results).draw(title, subtitle);
    }

    private String draw(String title, String subtitle) {
        List<Panel> panels = new ArrayList<>();
        panels.add(panel("Borrow and return, 1 thread, ns", "ns", peer -> Case.pair(peer, 1)));
        panels.add(panel("Borrow and return, 8 threads, ns", "ns", peer -> Case.pair(peer, 8)));
        panels.add(panel("Borrow and return, 32 threads on 10 objects, ns", "ns", peer -> Case.pair(peer, 32)));
        panels.add(panel("Exhausted, 32 threads on 4: wait p99.9, µs", "p999Micros", Case::exhausted));
        panels.add(panel("Borrowed here, returned there, ns", "nanos", Case::crossThread));
        panels.add(panel("10,000 virtual threads × 200 pairs, ms", "ms", Case::virtualThreads));
        panels.add(panel("Bytes per idle object beyond itself", "bytesPerObject", Case::idleMemory));
        panels.removeIf(panel -> panel.bars.isEmpty());

        StringBuilder body = new StringBuilder();
        int bottom = TOP;
        for (int i = 0; i < panels.size(); i += 2) {
            int height = height(panels.get(i));
            append(body, panels.get(i), 0, bottom);
            if (i + 1 < panels.size()) {
                append(body, panels.get(i + 1), PANEL_WIDTH, bottom);
                height = Math.max(height, height(panels.get(i + 1)));
            }
            bottom += height;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>%s</title>
                <style>
                text { font: 12px system-ui, sans-serif; fill: #24292f; }
                .title { font-size: 18px; font-weight: 600; }
                .panel { font-size: 13px; font-weight: 600; }
                .note { fill: #57606a; }
                .ours { fill: #1a7f64; }
                .peer { fill: #8c959f; }
                .limit { fill: #d4a72c; }
                </style>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text class="title" x="16" y="28">%s</text>
                <text class="note" x="16" y="48">%s</text>
                %s</svg>
                """.formatted(
                        WIDTH,
                        bottom,
                        WIDTH,
                        bottom,
                        escaped(title),
                        escaped(title),
                        escaped(subtitle + " Shorter is better; bars are logarithmic."),
                        body);
    }

    private Panel panel(String title, String metric, Function<String, Case> what) {
        List<Bar> bars = new ArrayList<>();
        for (String peer : PEERS) {
            results.typical(what.apply(peer), metric).ifPresent(value -> bars.add(new Bar(peer, value)));
        }
        bars.sort(Comparator.comparingDouble(Bar::value));
        return new Panel(title, bars);
    }

    private static int height(Panel panel) {
        return PANEL_HEAD + panel.bars.size() * STEP;
    }

    private static void append(StringBuilder svg, Panel panel, int left, int top) {
        text(svg, "panel", left + 16, top + 24, "start", panel.title);
        double shortest = Math.max(SMALLEST, panel.bars.get(0).value);
        double longest = Math.max(shortest * 1.01, panel.bars.get(panel.bars.size() - 1).value);
        int y = top + PANEL_HEAD - 8;
        for (Bar bar : panel.bars) {
            // The shortest bar is a tenth of the longest, the rest lie between by their logarithms.
            double share = Math.log(Math.max(shortest, bar.value) / shortest) / Math.log(longest / shortest);
            int length = (int) Math.round(LONGEST * (0.1 + 0.9 * share));
            text(svg, "", left + LABELS - 8, y + 12, "end", bar.peer);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n",
                    kind(bar.peer),
                    left + LABELS,
                    y,
                    length,
                    BAR));
            text(svg, "note", left + LABELS + length + 6, y + 12, "start", Text.number(bar.value));
            y += STEP;
        }
    }

    private static String kind(String peer) {
        return peer.startsWith("conecta") ? "ours" : peer.equals("limit") ? "limit" : "peer";
    }

    private static void text(StringBuilder svg, String kind, int x, int y, String anchor, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n"
                .formatted(kind, x, y, anchor, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
