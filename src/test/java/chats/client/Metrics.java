package chats.client;

import chats.run.RunningServer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** The metrics of a server as they were when it was asked. */
public record Metrics(String text) {
    public static Metrics of(RunningServer server) {
        return new Metrics(Rest.stranger(server).get("/metrics").text());
    }

    /** The value of the first line that begins with this name, or with this name and some labels. */
    public double value(String beginning) {
        return values(beginning).findFirst().orElseThrow(() -> new AssertionError(beginning + " is not in " + text));
    }

    /** Of all such lines. */
    public double sum(String beginning) {
        return values(beginning).sum();
    }

    private DoubleStream values(String beginning) {
        String line = "(?m)^" + Pattern.quote(beginning) + "(?:(?<=\\W)|(?!\\w)).* (\\S+)$";
        return Pattern.compile(line)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .mapToDouble(Double::parseDouble);
    }
}
