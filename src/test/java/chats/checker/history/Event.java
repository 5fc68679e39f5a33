package chats.checker.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One thing that happened to a device, in the order in which it saw it. Connections are numbered over all devices. */
public sealed interface Event {
    /** Stands for the connection where REST was used instead of a socket. */
    int REST = 0;

    int connection();

    /** A message was sent, for the first time or again. */
    record Sent(int connection, String clientMessageId, Talk talk, String text) implements Event {}

    record Acknowledged(int connection, String clientMessageId, Stored stored) implements Event {}

    /** A change was asked for, for the first time or again. */
    record Asked(int connection, Wish wish) implements Event {}

    /** It was acknowledged with this. */
    record Granted(int connection, Wish wish, Stored stored) implements Event {}

    /** The answer was {@code unavailable}, or none came before the connection ended; the id is the message's or the wish's. */
    record Unknown(int connection, String id) implements Event {}

    /** No answer came though the connection stayed open. */
    record Unanswered(int connection, String id) implements Event {}

    /** The answer was a refusal for good: nothing is stored. */
    record Refused(int connection, String id, String code) implements Event {}

    /**
     * {@code enter_chat} was acknowledged: everything above {@code after} is heard from here on.
     *
     * @param at where the chat was then, as the answer says
     */
    record Entered(int connection, Talk.Chat chat, Position after, Position at) implements Event {}

    /**
     * {@code enter_chat} was refused, since the user is no member.
     *
     * @param since how many events came before it was asked for
     */
    record KeptOut(int connection, Talk.Chat chat, int since) implements Event {}

    /** {@code leave_chat} was acknowledged: nothing is heard from here on. */
    record Left(int connection, Talk.Chat chat) implements Event {}

    /** {@code sync_whispers} was acknowledged; by the other's user id, what was known; nothing where none is given. */
    record Synced(int connection, Map<Long, Position> after) implements Event {}

    record Heard(int connection, Stored stored) implements Event {}

    record Changed(int connection, Change change) implements Event {}

    /** A change of a chat itself was asked for, for the first time or again. */
    record UpdateAsked(int connection, Update update) implements Event {}

    /** It was acknowledged with this. */
    record UpdateGranted(int connection, Update update, ChatChange change) implements Event {}

    record ChatChanged(int connection, ChatChange change) implements Event {}

    /** {@code chat_created} was heard: the user is a member again, among these, after this rev. */
    record Invited(int connection, Talk.Chat chat, long rev, Set<Long> members) implements Event {}

    /** {@code chat_removed} was heard: nothing of the chat is heard from here on. */
    record Removed(int connection, Talk.Chat chat) implements Event {}

    /** A talk was to be marked as read up to this seq, for the first time or again. */
    record MarkAsked(int connection, Talk talk, long seq) implements Event {}

    /** It was acknowledged: the user has read this far. */
    record MarkGranted(int connection, Talk talk, long seq, long readSeq, long unread) implements Event {}

    /** A replay has ended: what comes from here on happened after this. */
    record Replayed(int connection, Talk talk, Position last) implements Event {}

    /**
     * Messages or changes were read by REST, in this order.
     *
     * @param since how many events came before it was asked for
     */
    record Looked(int since, List<Stored> messages, List<Revision> changes) implements Event {
        @Override
        public int connection() {
            return REST;
        }
    }

    /**
     * What was to be read by REST was refused for good.
     *
     * @param since how many events came before it was asked for
     */
    record LookedInVain(int since, Talk talk, String path, String code) implements Event {
        @Override
        public int connection() {
            return REST;
        }
    }
}
