package chats.message;

import java.util.List;

/** The commit of these messages was sent, but nobody knows what became of it. */
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

    /** What is stored if the transaction was committed. */
    List<StoredMessage> sent() {
        return sent;
    }
}
