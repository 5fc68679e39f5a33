package chats.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws {@code docs/capacity.svg} from what was measured, {@code docs/capacity.csv}: {@code mvn test-compile exec:java@plot}.
 */
public final class Plot {
    private static final List<Chart> CHARTS = List.of(
            new Chart(
                    "rooms", "As much as it can, by the size of ten rooms", "members of each room", "per second", true),
            new Chart("growth", "The same on more rooms, or bigger ones", "times as many", "deliveries/s", false),
            new Chart("latency", "Until it is heard, by the load", "deliveries a second", "ms", true),
            new Chart("memory", "Memory of the process", "open sockets", "MiB", false));
    private static final int COLUMNS = 2;

    private Plot() {}

    public static void main(String[] arguments) throws IOException {
        Path docs = Path.of(System.getProperty("basedir", ""), "docs");
        Files.writeString(docs.resolve("capacity.svg"), of(Files.readAllLines(docs.resolve("capacity.csv"))));
    }

    /** @param csv lines of {@code chart,series,x,y} below a heading */
    static String of(List<String> csv) {
        Map<String, Map<String, List<Chart.Point>>> charts = new LinkedHashMap<>();
        for (String line : csv.subList(1, csv.size())) {
            String[] cells = line.split(",", -1);
            charts.computeIfAbsent(cells[0], id -> new LinkedHashMap<>())
                    .computeIfAbsent(cells[1], series -> new ArrayList<>())
                    .add(new Chart.Point(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
        }
        int width = COLUMNS * Chart.WIDTH;
        int height = (CHARTS.size() + COLUMNS - 1) / COLUMNS * Chart.HEIGHT;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " "
                + height + "\" font-family=\"sans-serif\" fill=\"#18181b\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (int i = 0; i < CHARTS.size(); i++) {
            Chart chart = CHARTS.get(i);
            svg.append("<g transform=\"translate(%d %d)\">\n"
                            .formatted(i % COLUMNS * Chart.WIDTH, i / COLUMNS * Chart.HEIGHT))
                    .append(chart.svg(charts.get(chart.id())))
                    .append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }
}
