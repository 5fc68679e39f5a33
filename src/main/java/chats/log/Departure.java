package chats.log;

/**
 * That a member left a chat or was removed.
 *
 * @param at where the chat was then: the seq of its last message, and the rev of the departure
 */
public record Departure(long userId, Position at) {
    /** Whether it comes before this event, or with it. */
    public boolean isUpTo(ChatEvent event) {
        return event instanceof StoredMessage ? at.seq() < event.seq() : at.rev() <= event.rev();
    }
}
