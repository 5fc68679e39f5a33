package chats.bench;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Lines through measured points, as SVG. Along x it names the points that were measured and nothing between them.
 *
 * @param id in the first column of the measured data
 * @param log whether y is drawn by its logarithm
 */
record Chart(String id, String title, String xLabel, String yLabel, boolean log) {
    static final int WIDTH = 460;
    static final int HEIGHT = 300;

    private static final int LEFT = 64;
    private static final int RIGHT = 440;
    private static final int TOP = 40;
    private static final int BOTTOM = 240;
    private static final List<String> COLORS = List.of("#0b5fa5", "#c2410c", "#15803d");

    record Point(double x, double y) {}

    /** @param series points by the name of their line, in the order of the data */
    String svg(Map<String, List<Point>> series) {
        DoubleUnaryOperator x = x(series);
        DoubleUnaryOperator y = y(series);
        StringBuilder svg = new StringBuilder();
        text(svg, LEFT + 20, 16, "start", 14, title);
        text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 36, "middle", 11, xLabel);
        text(svg, 8, TOP - 14, "start", 11, yLabel);
        for (double tick : yTicks(series)) {
            double at = y.applyAsDouble(tick);
            svg.append(format("<path d=\"M%d %.1fH%d\" stroke=\"#d4d4d8\"/>\n", LEFT, at, RIGHT));
            text(svg, LEFT - 6, at + 4, "end", 11, number(tick));
        }
        for (double tick : xs(series)) {
            text(svg, x.applyAsDouble(tick), BOTTOM + 17, "middle", 11, number(tick));
        }
        int line = 0;
        for (Map.Entry<String, List<Point>> each : series.entrySet()) {
            draw(svg, each, COLORS.get(line), x, y);
            double legend = LEFT + 130.0 * line++;
            svg.append(format(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>\n",
                    legend, BOTTOM + 44, COLORS.get(line - 1)));
            text(svg, legend + 15, BOTTOM + 53, "start", 11, each.getKey());
        }
        return svg.toString();
    }

    private static void draw(
            StringBuilder svg,
            Map.Entry<String, List<Point>> series,
            String color,
            DoubleUnaryOperator x,
            DoubleUnaryOperator y) {
        String path = series.getValue().stream()
                .map(point -> format("%.1f %.1f", x.applyAsDouble(point.x()), y.applyAsDouble(point.y())))
                .collect(Collectors.joining("L"));
        svg.append(format("<path d=\"M%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", path, color));
        for (Point point : series.getValue()) {
            svg.append(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
                    x.applyAsDouble(point.x()), y.applyAsDouble(point.y()), color));
        }
    }

    /** By logarithm, since what is measured is doubled rather than added to. */
    private static DoubleUnaryOperator x(Map<String, List<Point>> series) {
        TreeSet<Double> xs = xs(series);
        double low = Math.log(xs.first());
        double span = Math.log(xs.last()) - low;
        return value -> LEFT + 20 + (RIGHT - LEFT - 40) * (Math.log(value) - low) / span;
    }

    private DoubleUnaryOperator y(Map<String, List<Point>> series) {
        TreeSet<Double> ticks = yTicks(series);
        double low = ticks.first();
        double high = ticks.last();
        return log
                ? value -> BOTTOM - (BOTTOM - TOP) * Math.log(value / low) / Math.log(high / low)
                : value -> BOTTOM - (BOTTOM - TOP) * value / high;
    }

    private TreeSet<Double> yTicks(Map<String, List<Point>> series) {
        DoubleSummaryStatistics ys = series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::y)
                .summaryStatistics();
        TreeSet<Double> ticks = new TreeSet<>();
        if (log) {
            for (int power = (int) Math.floor(Math.log10(ys.getMin()));
                    ticks.isEmpty() || ticks.last() < ys.getMax(); ) {
                ticks.add(Math.pow(10, power++));
            }
        } else {
            double unit = Math.pow(10, Math.floor(Math.log10(ys.getMax())));
            double most = ys.getMax() / unit;
            double step = most > 5 ? 2 * unit : most > 2 ? unit : unit / 2;
            for (int i = 0; ticks.isEmpty() || ticks.last() < ys.getMax(); i++) {
                ticks.add(i * step);
            }
        }
        return ticks;
    }

    private static TreeSet<Double> xs(Map<String, List<Point>> series) {
        return series.values().stream()
                .flatMap(List::stream)
                .map(Point::x)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String number(double value) {
        return format(value % 1 == 0 ? "%,.0f" : "%,.1f", value);
    }

    /** The same whatever language the machine speaks. */
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, int size, String text) {
        svg.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>\n",
                x, y, anchor, size, text));
    }
}
