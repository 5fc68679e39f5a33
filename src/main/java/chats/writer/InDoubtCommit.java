package chats.writer;

import chats.log.ChatEvent;
import chats.log.Message;
import chats.log.StoredMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A commit was sent but not answered: what the batch holds may or may not be stored. */
final class InDoubtCommit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String transaction;
    private final transient List<MessageInsert.Inserted> sent;
    private final transient Map<MessagePlace, Long> changed;

    InDoubtCommit(
            String transaction, List<MessageInsert.Inserted> sent, Map<MessagePlace, Long> changed, Throwable cause) {
        super(cause);
        this.transaction = transaction;
        this.sent = sent;
        this.changed = changed;
    }

    /** The transaction's id, as {@code pg_xact_status} takes it. */
    String transaction() {
        return transaction;
    }

    /** The messages that are stored if the transaction was committed. */
    List<MessageInsert.Inserted> sent() {
        return sent;
    }

    /** Those of them that are among these events. */
    List<Message> sentAmong(List<ChatEvent> events) {
        Set<MessagePlace> places = events.stream()
                .filter(StoredMessage.class::isInstance)
                .map(event -> new MessagePlace(event.chatId(), event.seq()))
                .collect(Collectors.toSet());
        return sent.stream()
                .map(MessageInsert.Inserted::view)
                .filter(message -> places.contains(MessagePlace.of(message)))
                .toList();
    }

    /** The messages that are changed if the transaction was committed, and the last rev that each has then. */
    Map<MessagePlace, Long> changed() {
        return changed;
    }
}
