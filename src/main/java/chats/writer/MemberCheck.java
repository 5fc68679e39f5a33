package chats.writer;

import chats.database.SqlArrays;
import chats.errors.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks once more whether the authors of some drafts are members, after somebody was removed from their chats. The rows of the chats are locked
 * by then, so the answer holds until the commit.
 */
final class MemberCheck {
    private record Author(long chatId, long userId) {
        static Author of(Draft draft) {
            return new Author(draft.chatId(), draft.author());
        }
    }

    private static final String MEMBERS = """
            SELECT c.id, asked.user_id, c.removed_rev,
                m.users_model_id IS NOT NULL OR asked.user_id IN (c.low_user_id, c.high_user_id) AS is_member,
                CASE WHEN c.history = 'joined' THEN m.joined_seq END AS hidden_seq
            FROM unnest(?, ?) AS asked(chat_id, user_id) JOIN chats_model c ON c.id = asked.chat_id
            LEFT JOIN chats_model_users_users_model m ON m.chats_model_id = c.id AND m.users_model_id = asked.user_id
            """;

    static final MemberCheck NOBODY = new MemberCheck();

    private final Map<Author, Boolean> members = new HashMap<>();
    private final Map<Author, Long> hidden = new HashMap<>();
    private final Map<Long, Long> removals = new HashMap<>();

    /** @param drafts none of them is a whisper by the other user's id */
    static MemberCheck of(Connection connection, Collection<? extends Draft> drafts) throws SQLException {
        if (drafts.isEmpty()) {
            return NOBODY;
        }
        drafts.forEach(Draft::noteMembershipAsked);
        MemberCheck check = new MemberCheck();
        List<Author> authors = drafts.stream().map(Author::of).distinct().toList();
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            SqlArrays.set(select, 1, "int4", authors, Author::chatId);
            SqlArrays.set(select, 2, "int4", authors, Author::userId);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                check.members.put(new Author(row.getLong(1), row.getLong(2)), row.getBoolean(4));
                check.hidden.put(new Author(row.getLong(1), row.getLong(2)), row.getLong(5));
                check.removals.put(row.getLong(1), row.getLong(3));
            }
        }
        return check;
    }

    /** Whether this draft's author was asked for and is a member. */
    boolean lets(Draft draft) {
        return members.getOrDefault(Author.of(draft), false);
    }

    /**
     * Why the draft is refused; null if it is not, or was not asked for. Who was added again since may see less than before: what is hidden
     * is not there to be changed.
     */
    ErrorCode refusal(Draft draft) {
        boolean isWhisper = draft instanceof MessageDraft message && message.pair() != null;
        Author author = isWhisper || members.isEmpty() ? null : Author.of(draft);
        Boolean isMember = members.get(author);
        if (isMember == null) {
            return null;
        }
        boolean isHidden =
                draft instanceof ChangeDraft change && change.change().seq() <= hidden.get(author);
        return !isMember ? ErrorCode.NOT_A_MEMBER : isHidden ? ErrorCode.MESSAGE_NOT_FOUND : null;
    }

    /** The chat's last removal. */
    long removal(Draft draft) {
        return removals.getOrDefault(draft.chatId(), draft.knownRemoval());
    }
}
