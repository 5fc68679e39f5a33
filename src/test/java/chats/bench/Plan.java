package chats.bench;

import chats.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How PostgreSQL went about a statement, by its module auto_explain or by EXPLAIN. */
record Plan(String statement, JsonNode root) {
    private static final Pattern LOGGED = Pattern.compile("duration: [0-9.]+ ms  plan:\\n((?:\\t.*\\n)+)");

    /** One place where a plan reads a table or an index, with the rows that it came across there. */
    record Scan(String type, String table, long rows) {}

    /** Those that are in a log of the server's, as JSON. */
    static List<Plan> logged(String log) {
        return LOGGED.matcher(log)
                .results()
                .map(entry -> Json.read(entry.group(1)))
                .map(entry -> new Plan(
                        entry.path("Query Text")
                                .asText()
                                .replaceAll("\\s+", " ")
                                .strip(),
                        entry.path("Plan")))
                .toList();
    }

    List<Scan> scans() {
        return nodes(root)
                .filter(node -> node.has("Relation Name"))
                .map(node -> new Scan(
                        node.path("Node Type").asText(),
                        node.path("Relation Name").asText(),
                        rows(node)))
                .toList();
    }

    /** Which of these tables are read from end to end. */
    List<String> readWhole(Set<String> tables) {
        return scans().stream()
                .filter(scan -> scan.type().equals("Seq Scan"))
                .map(Scan::table)
                .filter(tables::contains)
                .toList();
    }

    /** The rows of these tables that were looked at, wanted or not; only of a plan that was executed. */
    long rowsTouched(Set<String> tables) {
        return scans().stream()
                .filter(scan -> tables.contains(scan.table()))
                .mapToLong(Scan::rows)
                .sum();
    }

    private static long rows(JsonNode node) {
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return Math.round(each * node.path("Actual Loops").asDouble());
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        Stream<JsonNode> below =
                StreamSupport.stream(node.path("Plans").spliterator(), false).flatMap(Plan::nodes);
        return Stream.concat(Stream.of(node), below);
    }
}
