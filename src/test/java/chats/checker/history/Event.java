package chats.checker.history;

import java.util.Map;

/** One thing that happened to a device, in the order in which it saw it. Connections are numbered over all devices. */
public sealed interface Event {
    /** Stands for the connection where REST was used instead of a socket. */
    int REST = 0;

    int connection();

    /** A message was sent, for the first time or again. */
    record Sent(int connection, String clientMessageId, Talk talk, String text) implements Event {}

    record Acknowledged(int connection, String clientMessageId, Stored stored) implements Event {}

    /** The answer was {@code unavailable}, or none came before the connection ended. */
    record Unknown(int connection, String clientMessageId) implements Event {}

    /** No answer came though the connection stayed open. */
    record Unanswered(int connection, String clientMessageId) implements Event {}

    /** The answer was a refusal for good: nothing is stored. */
    record Refused(int connection, String clientMessageId, String code) implements Event {}

    /** {@code enter_chat} was acknowledged: everything above {@code after} is heard from here on. */
    record Entered(int connection, Talk.Chat chat, long after) implements Event {}

    /** {@code leave_chat} was acknowledged: nothing is heard from here on. */
    record Left(int connection, Talk.Chat chat) implements Event {}

    /** {@code sync_whispers} was acknowledged; by the other's user id, the highest seq that was known, 0 where none is given. */
    record Synced(int connection, Map<Long, Long> after) implements Event {}

    record Heard(int connection, Stored stored) implements Event {}
}
