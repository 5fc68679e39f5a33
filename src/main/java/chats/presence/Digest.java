package chats.presence;

import chats.bus.BusMessage;
import chats.bus.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one node tells all others of its users at one moment.
 *
 * @param node the id of the node
 * @param number counts the node's digests, so that the others notice if one is lost
 * @param isAnew whether it begins anew: only those named from here on are there
 * @param isFollowed whether the next digest has more of those whom a node names anew. They hold together, from the last one on
 * @param came who has come
 * @param went who has gone, and when the last socket was there
 */
record Digest(String node, long number, boolean isAnew, boolean isFollowed, List<Long> came, Map<Long, Instant> went)
        implements BusMessage {
    private static final char PREFIX = 'p';
    private static final String NOBODY = "-";
    private static final String ANEW = "A";
    private static final String FOLLOWED = "+";

    /** More users than that travel in several digests. */
    static final int MOST_USERS = 5_000;

    static boolean is(String text) {
        return text.charAt(0) == PREFIX;
    }

    static Digest read(String text) {
        String[] parts = text.substring(1).split(" ", 5);
        Map<Long, Instant> went = new LinkedHashMap<>();
        for (String each : list(parts[4])) {
            int colon = each.indexOf(':');
            went.put(
                    Long.valueOf(each.substring(0, colon)),
                    Instant.ofEpochMilli(Long.parseLong(each.substring(colon + 1))));
        }
        return new Digest(
                parts[0],
                Long.parseLong(parts[1]),
                parts[2].startsWith(ANEW),
                parts[2].endsWith(FOLLOWED),
                list(parts[3]).stream().map(Long::valueOf).toList(),
                went);
    }

    private static List<String> list(String text) {
        return text.equals(NOBODY) ? List.of() : Arrays.asList(text.split(",", -1));
    }

    /** Digests of all these users; one if there are none. */
    static List<Digest> of(
            String node, long firstNumber, boolean isAnew, Collection<Long> came, Map<Long, Instant> went) {
        List<Digest> all = new ArrayList<>();
        List<Long> users = List.copyOf(came);
        int from = 0;
        do {
            int to = Math.min(users.size(), from + MOST_USERS);
            boolean isFirst = from == 0;
            all.add(new Digest(
                    node,
                    firstNumber + all.size(),
                    isAnew && isFirst,
                    isAnew && to < users.size(),
                    users.subList(from, to),
                    isFirst ? Map.copyOf(went) : Map.of()));
            from = to;
        } while (from < users.size());
        return all;
    }

    @Override
    public Collection<Channel> channels() {
        return List.of(Channel.EVERYBODY);
    }

    @Override
    public String text() {
        return PREFIX + node + " " + number + (isAnew ? " " + ANEW : " D") + (isFollowed ? FOLLOWED : "")
                + " " + text(came) + " "
                + text(went.entrySet().stream()
                        .map(user -> user.getKey() + ":" + user.getValue().toEpochMilli())
                        .toList());
    }

    private static String text(Collection<?> each) {
        return each.isEmpty() ? NOBODY : each.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
