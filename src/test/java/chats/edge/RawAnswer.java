package chats.edge;

import java.util.List;
import java.util.Locale;

/** An answer as it came over the wire. */
record RawAnswer(String head, String body) {
    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The first header of that name, or "". */
    String header(String name) {
        return headers(name).stream().findFirst().orElse("");
    }

    List<String> headers(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }
}
