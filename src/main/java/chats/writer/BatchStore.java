package chats.writer;

import chats.database.Pool;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.log.ChatChange;
import chats.log.ChatEvent;
import chats.log.MessageChange;
import chats.log.StoredChatChange;
import chats.log.StoredMessageChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;

/** Stores many drafts in one transaction, by a {@link Batch}. */
@ApplicationScoped
class BatchStore {
    /**
     * The result of one draft.
     *
     * @param result what it is answered with; null if it is refused
     * @param event what is to be announced; null if nothing has happened
     * @param deletion if nothing has happened because the message was deleted before, that deletion, which this node may not have
     *     heard of yet; else null
     */
    record Outcome(
            Draft draft, WriteResult result, ChatEvent event, StoredMessageChange deletion, ChatsException refusal) {
        static Outcome sent(Draft draft, MessageInsert.Inserted message) {
            WriteResult result = new WriteResult(message.view(), message.event().json(), true);
            return new Outcome(draft, result, message.event(), null, null);
        }

        static Outcome changed(Draft draft, MessageChange change) {
            WriteResult result = WriteResult.of(change.message());
            return new Outcome(draft, result, StoredMessageChange.of(change, result.json()), null, null);
        }

        static Outcome changed(Draft draft, ChatChange change) {
            return new Outcome(draft, WriteResult.of(change), change.event(), null, null);
        }

        /** The chat is as it was asked for already. */
        static Outcome unchanged(Draft draft, ChatChange now) {
            return new Outcome(draft, WriteResult.of(now), null, null, null);
        }

        /** Nothing has happened: it was stored before, or changes nothing. */
        static Outcome known(Draft draft, KnownMessage message) {
            return new Outcome(draft, WriteResult.of(message.view()), null, message.deletion(), null);
        }

        static Outcome refused(Draft draft, ChatsException refusal) {
            return new Outcome(draft, null, null, null, refusal);
        }

        /**
         * Whether it is announced before it is answered: a deletion, after whose answer no older text may be heard, and a change of a chat,
         * after whose answer nobody hears anything who was removed.
         */
        boolean isToldFirst() {
            return event instanceof StoredChatChange
                    || event instanceof StoredMessageChange && result.message().deletedAt() != null;
        }

        void answer() {
            if (refusal == null) {
                draft.future().complete(result);
            } else {
                draft.future().completeExceptionally(refusal);
            }
        }
    }

    /** More than two nodes that store the same client ids in different orders need more attempts than one. */
    private static final int ATTEMPTS = 4;

    private final DirectChats directChats = new DirectChats();
    private final Clock clock;
    private final DataSource database;

    @Inject
    BatchStore(Clock clock, @Pool(Pool.Of.MESSAGES) DataSource database) {
        this.clock = clock;
        this.database = database;
    }

    /**
     * Stores the drafts in their order, each once. Waits for the database.
     *
     * @return an outcome for each draft, in the order of the drafts
     * @throws InDoubtCommit the commit was sent but not answered
     * @throws SQLException nothing was stored
     */
    List<Outcome> store(List<Draft> drafts) throws SQLException, InDoubtCommit {
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt(drafts);
            } catch (SQLException e) {
                if (attempts == ATTEMPTS || !mayRetry(e, attempts)) {
                    throw e;
                }
            }
        }
    }

    /**
     * A connection may have been cut while it waited in the pool, which has discarded all such ones by then: one more
     * attempt is enough. A deadlock comes of another node that stores the same client ids in another order: PostgreSQL
     * lets it go on and ends this transaction.
     */
    private static boolean mayRetry(SQLException failure, int attempts) {
        return DatabaseErrors.deadlocked(failure) || attempts == 1 && DatabaseErrors.cutOff(failure);
    }

    private List<Outcome> attempt(List<Draft> drafts) throws SQLException, InDoubtCommit {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Batch batch = new Batch(drafts);
                batch.store(connection, directChats, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                commit(connection, batch);
                return batch.outcomes();
            } catch (SQLException | RuntimeException e) {
                directChats.forgetAll();
                rollback(connection, e);
                throw e;
            }
        }
    }

    private void commit(Connection connection, Batch batch) throws SQLException, InDoubtCommit {
        try {
            connection.commit();
        } catch (SQLException e) {
            InDoubtCommit unknown = batch.inDoubt(e);
            if (unknown != null && DatabaseErrors.unavailable(e)) {
                directChats.forgetAll();
                throw unknown;
            }
            throw e;
        }
        directChats.committed(batch);
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
