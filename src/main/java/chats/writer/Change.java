package chats.writer;

import chats.log.Message;
import java.time.Instant;

/** A change of one message that a user asks for. */
public interface Change {
    Long chatId();

    Long seq();

    /**
     * The message after this change; an equal one if it changes nothing.
     *
     * @throws chats.errors.ChatsException why this user may not, or why it is too late
     */
    Message applyTo(Message message, Actor actor, Instant now);

    /** Whether admins of the chat may do this with messages of others. */
    default boolean isForAdmins() {
        return false;
    }

    /** Whether it only takes back what was said: then whoever is blocked by the other user of a direct chat may do it still. */
    default boolean isWithdrawal() {
        return false;
    }

    /** The text that the user sent with the {@link #clientChangeId}. */
    default String text() {
        return null;
    }

    /** The user's own id for the change, by which it is known when it is sent again; null if it needs none. */
    default String clientChangeId() {
        return null;
    }
}
