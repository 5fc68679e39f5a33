package chats.reading;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.marks.SentMark;
import chats.marks.StoredMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node tells the others of the marks in one chat at one moment. A node may hear of a mark by several channels, and takes what each channel
 * is for: the channel of a reader is for his own sockets, that of a chat, or of the other user of a direct one, for those of others. The channel of
 * a chat gets all its marks in one text, that of a user only what he is to hear: if each reader's channel got all of them, a chat with many readers
 * would cost the square of their number.
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

    static List<ReadNews> of(List<StoredMark> moved) {
        Map<Long, List<StoredMark>> byChat =
                moved.stream().collect(Collectors.groupingBy(mark -> mark.key().chatId()));
        List<ReadNews> all = new ArrayList<>();
        byChat.forEach((chatId, marks) -> {
            Map<Long, Long> readers = new LinkedHashMap<>();
            marks.forEach(mark -> readers.put(mark.key().userId(), mark.state().readSeq()));
            StoredMark any = marks.get(0);
            if (any.pair() != null) {
                all.add(new ReadNews(
                        any.pair().users().stream().map(Channel::user).toList(), Kind.DIRECT, chatId, readers));
            } else {
                readers.forEach((userId, readSeq) -> all.add(ofOne(Kind.ROOM, chatId, userId, readSeq)));
                if (any.members() <= StoredMark.MOST_TOLD) {
                    all.add(new ReadNews(List.of(Channel.chat(chatId)), Kind.ROOM, chatId, readers));
                }
            }
        });
        return all;
    }

    static List<ReadNews> ofSent(List<SentMark> moved) {
        return moved.stream()
                .map(mark -> ofOne(Kind.SENT, mark.key().chatId(), mark.key().userId(), mark.readSeq()))
                .toList();
    }

    private static ReadNews ofOne(Kind kind, long chatId, long userId, long readSeq) {
        return new ReadNews(List.of(Channel.user(userId)), kind, chatId, Map.of(userId, readSeq));
    }

    @Override
    public String text() {
        return "" + PREFIX + kind.code + chatId + " "
                + readers.entrySet().stream()
                        .map(reader -> reader.getKey() + ":" + reader.getValue())
                        .collect(Collectors.joining(","));
    }
}
