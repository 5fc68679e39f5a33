package chats.log;

import chats.commands.RequestOrigin;

/**
 * An event of a chat as a text on the bus: a letter for what it is, then chat, seq, rev, the seq of the message, the two users of a
 * direct chat or two zeros, and the JSON of the message as clients see it, with blanks between them.
 */
public final class ChatEventCodec {
    // 'm', 'w' and 'd' were messages and whispers of versions without changes
    private static final char MESSAGE = 's';
    private static final char CHANGE = 'c';

    private ChatEventCodec() {}

    /** Whether the text is an event of a chat. */
    public static boolean is(String text) {
        return text.charAt(0) == MESSAGE || text.charAt(0) == CHANGE;
    }

    static String write(ChatEvent event) {
        Pair pair = event.pair();
        return (event instanceof StoredMessage ? MESSAGE : CHANGE)
                + (event.chatId() + " " + event.seq() + " " + event.rev() + " " + event.target() + " ")
                + (pair == null ? "0 0 " : pair.low() + " " + pair.high() + " ")
                + (event instanceof StoredChange change ? change.message() : event.json());
    }

    /** Reads what another node stored; its origin is no socket of this node. */
    public static ChatEvent read(String text) {
        long[] numbers = new long[6];
        int start = 1;
        for (int i = 0; i < numbers.length; i++) {
            int end = text.indexOf(' ', start);
            numbers[i] = Long.parseLong(text, start, end, 10);
            start = end + 1;
        }
        Pair pair = numbers[4] == 0 ? null : new Pair(numbers[4], numbers[5]);
        String json = text.substring(start);
        return text.charAt(0) == MESSAGE
                ? new StoredMessage(numbers[0], pair, numbers[1], numbers[2], RequestOrigin.NO_SOCKET, json)
                : new StoredChange(numbers[0], pair, numbers[1], numbers[2], numbers[3], json);
    }
}
