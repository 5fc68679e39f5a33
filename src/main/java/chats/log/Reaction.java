package chats.log;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An emoji on a message.
 *
 * @param emoji has no white space
 * @param userIds who reacted with it, in the order in which they did; never empty
 */
public record Reaction(String emoji, List<Long> userIds) {
    /** Reads the column {@code reactions}: each emoji on a line, with the ids of its users behind it; null if there is none. */
    public static List<Reaction> parse(String column) {
        return column == null ? List.of() : column.lines().map(Reaction::line).toList();
    }

    /** What {@link #parse} reads. */
    public static String column(List<Reaction> reactions) {
        return reactions.isEmpty()
                ? null
                : reactions.stream().map(Reaction::line).collect(Collectors.joining("\n"));
    }

    private static Reaction line(String line) {
        String[] words = line.split(" ");
        return new Reaction(
                words[0], Stream.of(words).skip(1).map(Long::valueOf).toList());
    }

    private String line() {
        return emoji + " " + userIds.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
