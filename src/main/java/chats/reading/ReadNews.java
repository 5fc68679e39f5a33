package chats.reading;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.marks.MarkKey;
import chats.marks.StoredMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node tells the others of the marks in one chat at one moment. A node may hear it by several channels, and takes of it what each channel is
 * for: the channel of a reader is for his own sockets, that of a chat, or of the other user of a direct one, for those of others.
 *
 * @param kind what sort of marks these are
 * @param readers how far each has read
 */
record ReadNews(Collection<Channel> channels, Kind kind, long chatId, Map<Long, Long> readers) implements BusMessage {
    /** Why the marks have moved; its code is the second character of the text. */
    enum Kind {
        /** The users have sent messages, which tell of it all who hear the chat. */
        SENT('s'),
        /** The members of a room have read. */
        ROOM('r'),
        /** The users of a direct chat have read. */
        DIRECT('d');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        static Kind of(char code) {
            return Stream.of(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final char PREFIX = 'r';

    static boolean is(String text) {
        return text.charAt(0) == PREFIX;
    }

    static ReadNews read(Channel channel, String text) {
        String[] parts = text.substring(2).split(" ", 2);
        Map<Long, Long> readers = new LinkedHashMap<>();
        for (String each : parts[1].split(",", -1)) {
            int colon = each.indexOf(':');
            readers.put(Long.valueOf(each.substring(0, colon)), Long.valueOf(each.substring(colon + 1)));
        }
        return new ReadNews(List.of(channel), Kind.of(text.charAt(1)), Long.parseLong(parts[0]), readers);
    }

    /** One for each chat. */
    static List<ReadNews> of(List<StoredMark> moved, boolean isSent) {
        Map<Long, List<StoredMark>> byChat =
                moved.stream().collect(Collectors.groupingBy(mark -> mark.key().chatId()));
        List<ReadNews> all = new ArrayList<>();
        byChat.forEach((chatId, marks) -> {
            Map<Long, Long> readers = new LinkedHashMap<>();
            Set<Channel> channels = new LinkedHashSet<>();
            for (StoredMark mark : marks) {
                MarkKey key = mark.key();
                readers.put(key.userId(), mark.state().readSeq());
                channels.add(Channel.user(key.userId()));
                if (!isSent) {
                    channels.addAll(ofOthers(mark));
                }
            }
            all.add(new ReadNews(channels, kind(marks.get(0), isSent), chatId, readers));
        });
        return all;
    }

    private static Kind kind(StoredMark mark, boolean isSent) {
        if (isSent) {
            return Kind.SENT;
        }
        return mark.pair() == null ? Kind.ROOM : Kind.DIRECT;
    }

    private static List<Channel> ofOthers(StoredMark mark) {
        if (mark.pair() != null) {
            return List.of(Channel.user(mark.pair().otherThan(mark.key().userId())));
        }
        return mark.members() > StoredMark.MOST_TOLD
                ? List.of()
                : List.of(Channel.chat(mark.key().chatId()));
    }

    @Override
    public String text() {
        return "" + PREFIX + kind.code + chatId + " "
                + readers.entrySet().stream()
                        .map(reader -> reader.getKey() + ":" + reader.getValue())
                        .collect(Collectors.joining(","));
    }
}
