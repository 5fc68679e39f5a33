package chats.message;

import java.util.List;

/** A commit was sent but not answered: the messages may or may not be stored. */
final class InDoubtCommit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String transaction;
    private final transient List<StoredMessage> sent;

    InDoubtCommit(String transaction, List<StoredMessage> sent, Throwable cause) {
        super(cause);
        this.transaction = transaction;
        this.sent = sent;
    }

    /** The transaction's id, as {@code pg_xact_status} takes it. */
    String transaction() {
        return transaction;
    }

    /** The messages that are stored if the transaction was committed. */
    List<StoredMessage> sent() {
        return sent;
    }
}
