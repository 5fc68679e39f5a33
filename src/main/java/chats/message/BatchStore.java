package chats.message;

import chats.database.Pool;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Stores many drafts in one transaction. Drafts that are stored already are found before a seq is taken, so that seqs
 * have no gaps. Then one statement inserts all messages, and there is one commit.
 */
@ApplicationScoped
class BatchStore {
    /** The result of one draft: a stored message, or why this draft was refused. */
    record Outcome(Draft draft, SendResult stored, ChatsException refusal) {}

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
                Map<Draft, StoredMessage> sent = new LinkedHashMap<>();
                Map<ClientId, StoredMessage> known = ClientId.known(connection, drafts);
                Map<ClientId, Draft> firsts = new LinkedHashMap<>();
                List<Draft> fresh = new ArrayList<>();
                for (Draft draft : drafts) {
                    ClientId id = ClientId.of(draft);
                    if (id == null || !known.containsKey(id) && firsts.putIfAbsent(id, draft) == null) {
                        fresh.add(draft);
                    }
                }
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                Map<Pair, Long> direct = directChats(connection, fresh, now);
                String transaction = MessageInsert.into(connection, fresh, direct, now, sent);
                commit(connection, transaction, sent);
                directChats.committed(direct);
                return outcomes(drafts, sent, known, firsts);
            } catch (SQLException | RuntimeException e) {
                directChats.forgetAll();
                rollback(connection, e);
                throw e;
            }
        }
    }

    private Map<Pair, Long> directChats(Connection connection, List<Draft> drafts, Instant now) throws SQLException {
        Set<Pair> pairs = new HashSet<>();
        for (Draft draft : drafts) {
            if (draft.pair() != null) {
                pairs.add(draft.pair());
            }
        }
        return pairs.isEmpty() ? Map.of() : directChats.of(connection, pairs, now);
    }

    private List<Outcome> outcomes(
            List<Draft> drafts,
            Map<Draft, StoredMessage> sent,
            Map<ClientId, StoredMessage> known,
            Map<ClientId, Draft> firsts) {
        List<Outcome> outcomes = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            StoredMessage mine = sent.get(draft);
            ClientId id = ClientId.of(draft);
            StoredMessage before = mine != null || id == null ? null : known.getOrDefault(id, sent.get(firsts.get(id)));
            if (mine != null) {
                outcomes.add(new Outcome(draft, new SendResult(mine, true), null));
            } else if (before == null) {
                outcomes.add(new Outcome(draft, null, new ChatsException(gone(draft))));
            } else if (draft.sameAs(before)) {
                outcomes.add(new Outcome(draft, new SendResult(before, false), null));
            } else {
                outcomes.add(new Outcome(
                        draft,
                        null,
                        new ChatsException(ErrorCode.CONFLICT, "This clientMessageId was used for another message.")));
            }
        }
        return outcomes;
    }

    /** Why there is no chat: somebody has deleted it. The chat of two users is made again by the next whisper. */
    private ErrorCode gone(Draft draft) {
        if (draft.pair() == null) {
            return ErrorCode.CHAT_NOT_FOUND;
        }
        directChats.forgetAll();
        return ErrorCode.UNAVAILABLE;
    }

    private void commit(Connection connection, String transaction, Map<Draft, StoredMessage> sent)
            throws SQLException, InDoubtCommit {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (transaction != null && DatabaseErrors.unavailable(e)) {
                directChats.forgetAll();
                throw new InDoubtCommit(transaction, List.copyOf(sent.values()), e);
            }
            throw e;
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
