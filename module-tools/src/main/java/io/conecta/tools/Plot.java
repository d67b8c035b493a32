package io.conecta.tools;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One coordinate system in a chart: time to the right, a count upwards from zero.
 *
 * @param left the left edge, in pixels
 * @param top the upper edge
 * @param unit the count from one line of the grid to the next
 * @param most the count at the upper edge, a multiple of the unit
 */
record Plot(TimeAxis axis, double left, double top, double width, double height, int unit, int most) {
    /** {@return the plot with a grid of round numbers in which the count has room} */
    static Plot of(TimeAxis axis, double left, double top, double width, double height, int count) {
        int unit = unit(count);
        int lines = Math.max(1, (count + unit - 1) / unit);
        return new Plot(axis, left, top, width, height, unit, lines * unit);
    }

    private static int unit(int count) {
        for (int decade = 1; ; decade *= 10) {
            for (int digit : new int[] {1, 2, 5}) {
                if (4L * digit * decade >= count) {
                    return digit * decade;
                }
            }
        }
    }

    double x(Instant at) {
        return left + width * axis.position(at);
    }

    double y(double count) {
        return top + height - height * Math.min(count, most) / most;
    }

    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    /** {@return a coordinate as SVG has it, to a tenth of a pixel} */
    static String n(double coordinate) {
        long tenths = Math.round(coordinate * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    /** Draws the layer, run by run, as an area with steps. */
    void area(StringBuilder svg, Layer layer, Steps steps) {
        StringBuilder path = new StringBuilder();
        for (List<Steps.Step> run : steps.runs()) {
            if (run.stream().anyMatch(step -> layer.amount().applyAsInt(step.sample()) > 0)) {
                outline(path, layer, run);
            }
        }
        if (!path.isEmpty()) {
            svg.append("<path class=\"area ")
                    .append(layer.id())
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>");
        }
    }

    /** Along the upper edge to the right, and back along the lower one. */
    private void outline(StringBuilder path, Layer layer, List<Steps.Step> run) {
        String at = "";
        path.append('M').append(n(x(run.get(0).from()))).append(',');
        for (int i = 0; i < run.size(); i++) {
            Sample sample = run.get(i).sample();
            at = step(
                    path,
                    at,
                    layer.bottom().applyAsInt(sample) + layer.amount().applyAsInt(sample),
                    run.get(i).from());
        }
        path.append('H').append(n(x(run.get(run.size() - 1).to())));
        at = "back";
        for (int i = run.size() - 1; i >= 0; i--) {
            at = step(
                    path,
                    at,
                    layer.bottom().applyAsInt(run.get(i).sample()),
                    run.get(i).to());
        }
        path.append('H').append(n(x(run.get(0).from()))).append('Z');
    }

    /** Goes to the time and from there to the count, unless it is there already. */
    private String step(StringBuilder path, String at, int count, Instant time) {
        String y = n(y(count));
        if (at.isEmpty()) {
            path.append(y);
        } else if (!y.equals(at)) {
            path.append('H').append(n(x(time))).append('V').append(y);
        }
        return y;
    }

    /** Draws the step line of what the pool may hold at most. */
    void limit(StringBuilder svg, Steps steps) {
        if (steps.runs().stream()
                .flatMap(List::stream)
                .anyMatch(step -> step.sample().maxSize() > most)) {
            return; // As good as none.
        }
        StringBuilder path = new StringBuilder();
        for (List<Steps.Step> run : steps.runs()) {
            String at = "";
            path.append('M').append(n(x(run.get(0).from()))).append(',');
            for (Steps.Step step : run) {
                at = step(path, at, step.sample().maxSize(), step.from());
            }
            path.append('H').append(n(x(run.get(run.size() - 1).to())));
        }
        if (!path.isEmpty()) {
            svg.append("<path class=\"limit\" d=\"").append(path).append("\"/>");
        }
    }

    /** Draws the grid and the counts beside it. */
    void grid(StringBuilder svg) {
        for (int count = 0; count <= most; count += unit) {
            String y = n(y(count));
            svg.append("<path class=\"")
                    .append(count == 0 ? "base" : "grid")
                    .append("\" d=\"M")
                    .append(n(left))
                    .append(',')
                    .append(y)
                    .append('H')
                    .append(n(right()))
                    .append("\"/><text class=\"count\" x=\"")
                    .append(n(left - 6))
                    .append("\" y=\"")
                    .append(n(y(count) + 4))
                    .append("\">")
                    .append(Texts.count(count))
                    .append("</text>");
        }
    }
}
