package io.conecta.tools;

import static io.conecta.tools.Plot.n;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The time line of a pool as SVG: what was in it, how many waited, what went wrong. Drawn once for wide and once for narrow screens, so
 * that its text has a readable size on both; the page's style shows one.
 */
final class Chart {
    private static final int LEFT = 40;
    private static final int RIGHT = 8;
    private static final int TITLE = 20;
    private static final int ROW = 46;
    private static final int SPOT = 22;

    private final PoolHistory pool;
    private final TimeAxis axis;
    private final boolean wide;
    private final int width;
    private final Steps steps;
    private final StringBuilder svg = new StringBuilder();

    /** Marks that are too close to each other to be drawn apart. */
    private record Spot(long times, double first, double last) {
        Spot and(Spot later) {
            return new Spot(times + later.times, first, later.last);
        }
    }

    private Chart(PoolHistory pool, TimeAxis axis, boolean wide) {
        this.pool = pool;
        this.axis = axis;
        this.wide = wide;
        this.width = wide ? 760 : 344;
        this.steps = Steps.of(pool.samples, axis, (width - LEFT - RIGHT) / 2);
    }

    /**
     * Draws the time line.
     *
     * @param id names the pool's elements in the page
     */
    static String wide(PoolHistory pool, TimeAxis axis, String id) {
        return new Chart(pool, axis, true).draw(id + "-wide");
    }

    /** Draws it for a phone. */
    static String narrow(PoolHistory pool, TimeAxis axis, String id) {
        return new Chart(pool, axis, false).draw(id + "-narrow");
    }

    /** Whether the chart has room for fewer moments than the recording has. */
    static boolean leavesOut(PoolHistory pool, TimeAxis axis) {
        return new Chart(pool, axis, true).steps.isThinned();
    }

    private String draw(String id) {
        Plot objects = plot(TITLE, wide ? 190 : 150, highest());
        double y = objects.bottom() + 14;
        List<Mark.Kind> rows = new ArrayList<>();
        for (Mark.Kind kind : Mark.Kind.values()) {
            if (pool.count(kind) > 0) {
                rows.add(kind);
            }
        }
        Plot waiting = plot(y + rows.size() * ROW + TITLE, wide ? 90 : 76, most(Layer.WAITING));
        double height = waiting.bottom() + 24;
        open(id, height);
        ticks(TITLE, waiting.bottom());
        panel(objects, "Objects", Layer.OBJECTS);
        objects.limit(svg, steps);
        for (Mark.Kind kind : rows) {
            row(kind, y);
            y += ROW;
        }
        panel(waiting, "Borrowers waiting, at most " + Texts.count(most(Layer.WAITING)), List.of(Layer.WAITING));
        outages(waiting.bottom());
        return svg.append("</svg>").toString();
    }

    private Plot plot(double top, double height, int count) {
        return Plot.of(axis, LEFT, top, width - LEFT - RIGHT, height, count);
    }

    private int highest() {
        return pool.samples.stream()
                .mapToInt(each -> Math.max(
                        each.maxSize() > 1_000_000 ? 0 : each.maxSize(),
                        each.inPool().taken()))
                .max()
                .orElse(1);
    }

    private int most(Layer layer) {
        return pool.samples.stream().mapToInt(layer.amount()).max().orElse(0);
    }

    private void open(String id, double height) {
        svg.append("<svg class=\"chart ")
                .append(wide ? "wide" : "narrow")
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(n(height))
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("\"><title id=\"")
                .append(id)
                .append("\">")
                .append(Texts.html(description()))
                .append("</title>");
    }

    /** What the chart shows, for those who do not see it. */
    private String description() {
        return "Time line of the pool " + pool.name + " from " + axis.label(axis.start()) + " to "
                + axis.label(axis.end())
                + ": at most " + most(Layer.OBJECTS.get(0)) + " lent, at most " + most(Layer.WAITING)
                + " waiting, outages: "
                + pool.outages.size() + ", leaks: " + pool.leaks.size() + ". The table below has the figures.";
    }

    private void ticks(double top, double bottom) {
        Plot any = plot(top, 1, 1);
        for (TimeAxis.Tick tick : axis.ticks(wide ? 8 : 4)) {
            double x = any.x(tick.at());
            svg.append("<path class=\"grid\" d=\"M")
                    .append(n(x))
                    .append(',')
                    .append(n(top))
                    .append('V')
                    .append(n(bottom + 4))
                    .append("\"/>");
            double half = tick.label().length() * 3.5;
            double middle = Math.max(LEFT - 20 + half, Math.min(x, width - half));
            svg.append("<text class=\"time\" x=\"")
                    .append(n(middle))
                    .append("\" y=\"")
                    .append(n(bottom + 19))
                    .append("\">")
                    .append(tick.label())
                    .append("</text>");
        }
    }

    private void panel(Plot plot, String title, List<Layer> layers) {
        svg.append("<text class=\"title\" x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(n(plot.top() - 7))
                .append("\">")
                .append(title)
                .append("</text>");
        for (Layer layer : layers) {
            plot.area(svg, layer, steps);
        }
        plot.grid(svg);
    }

    /** Marks of one kind: where several fall on one spot, one shape with their number. */
    private void row(Mark.Kind kind, double top) {
        svg.append("<text class=\"title\" x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(n(top + 11))
                .append("\">")
                .append(kind.title())
                .append(": ")
                .append(Texts.count(pool.count(kind)))
                .append("</text>");
        Plot row = plot(top, ROW, 1);
        Map<Integer, Spot> spots = new TreeMap<>();
        for (Mark mark : pool.marks) {
            if (mark.kind() == kind) {
                double x = row.x(mark.at());
                spots.merge((int) ((x - LEFT) / SPOT), new Spot(mark.times(), x, x), Spot::and);
            }
        }
        spots.values().forEach(spot -> spot(kind, spot, top));
    }

    private void spot(Mark.Kind kind, Spot spot, double top) {
        double x = Math.min((spot.first() + spot.last()) / 2, width - 7.0);
        long times = spot.times();
        svg.append("<path class=\"mark ")
                .append(kind.style())
                .append("\" transform=\"translate(")
                .append(n(x))
                .append(',')
                .append(n(top + 22))
                .append(")\" d=\"")
                .append(kind.shape())
                .append("\"/>");
        if (times > 1) {
            svg.append("<text class=\"times\" x=\"")
                    .append(n(x))
                    .append("\" y=\"")
                    .append(n(top + 39))
                    .append("\">")
                    .append(times < 1000 ? Long.toString(times) : times / 1000 + "k")
                    .append("</text>");
        }
    }

    private void outages(double bottom) {
        Plot any = plot(TITLE, 1, 1);
        for (Outage outage : pool.outages) {
            double from = any.x(outage.from());
            double size = Math.max(2, any.x(outage.until(axis.end())) - from);
            svg.append("<rect class=\"outage\" x=\"")
                    .append(n(from))
                    .append("\" y=\"")
                    .append(TITLE)
                    .append("\" width=\"")
                    .append(n(size))
                    .append("\" height=\"")
                    .append(n(bottom - TITLE))
                    .append("\"/>");
            if (size >= 40) {
                svg.append("<text class=\"down\" x=\"")
                        .append(n(from + size / 2))
                        .append("\" y=\"")
                        .append(TITLE + 16)
                        .append("\">down</text>");
            }
        }
    }
}
