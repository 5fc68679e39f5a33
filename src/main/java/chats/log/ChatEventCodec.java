package chats.log;

import chats.commands.RequestOrigin;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An event of a chat as a text on the bus: a letter for what it is, then chat, seq, rev, the seq of the message, the two users of a
 * direct chat or two zeros, and the JSON of the message as clients see it, with blanks between them. Of a change of a chat itself there
 * follow, instead of the seq of a message, who did it, how many were added and removed and their ids, then the JSON of the change.
 */
public final class ChatEventCodec {
    // 'm', 'w' and 'd' were messages and whispers of versions without changes
    private static final char MESSAGE = 's';
    private static final char CHANGE = 'c';
    private static final char CHAT_CHANGE = 'h';

    private ChatEventCodec() {}

    /** Whether the text is an event of a chat. */
    public static boolean is(String text) {
        return text.charAt(0) == MESSAGE || text.charAt(0) == CHANGE || text.charAt(0) == CHAT_CHANGE;
    }

    static String write(ChatEvent event) {
        if (event instanceof StoredChatChange change) {
            return write(change);
        }
        Pair pair = event.pair();
        return (event instanceof StoredMessage ? MESSAGE : CHANGE)
                + (event.chatId() + " " + event.seq() + " " + event.rev() + " " + event.target() + " ")
                + (pair == null ? "0 0 " : pair.low() + " " + pair.high() + " ")
                + (event instanceof StoredMessageChange change ? change.message() : event.json());
    }

    private static String write(StoredChatChange change) {
        StringBuilder text = new StringBuilder()
                .append(CHAT_CHANGE)
                .append(change.chatId() + " " + change.seq() + " " + change.rev() + " " + change.by() + " ")
                .append(change.added().size() + " " + change.removed().size() + " ");
        change.added().forEach(user -> text.append(user).append(' '));
        change.removed().forEach(user -> text.append(user).append(' '));
        return text.append(change.json()).toString();
    }

    /** Reads what another node stored; its origin is no socket of this node. */
    public static ChatEvent read(String text) {
        Numbers numbers = new Numbers(text);
        long chatId = numbers.next();
        long seq = numbers.next();
        long rev = numbers.next();
        if (text.charAt(0) == CHAT_CHANGE) {
            long by = numbers.next();
            int added = (int) numbers.next();
            int removed = (int) numbers.next();
            return new StoredChatChange(
                    chatId, seq, rev, by, numbers.list(added), numbers.list(removed), numbers.rest());
        }
        long target = numbers.next();
        long low = numbers.next();
        long high = numbers.next();
        Pair pair = low == 0 ? null : new Pair(low, high);
        return text.charAt(0) == MESSAGE
                ? new StoredMessage(chatId, pair, seq, rev, RequestOrigin.NO_SOCKET, numbers.rest())
                : new StoredMessageChange(chatId, pair, seq, rev, target, numbers.rest());
    }

    /** Takes numbers off a text, each with a blank behind it. */
    private static final class Numbers {
        private final String text;
        private int start = 1;

        Numbers(String text) {
            this.text = text;
        }

        long next() {
            int end = text.indexOf(' ', start);
            long number = Long.parseLong(text, start, end, 10);
            start = end + 1;
            return number;
        }

        List<Long> list(int count) {
            return LongStream.generate(this::next).limit(count).boxed().toList();
        }

        String rest() {
            return text.substring(start);
        }
    }
}
