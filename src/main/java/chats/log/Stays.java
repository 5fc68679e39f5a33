package chats.log;

import chats.users.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Who has come to a chat and gone since a rev: each stay in it that began or ended after that. */
final class Stays {
    /** @param left null while the user is a member */
    private record Stay(User user, Position joined, Position left) {
        boolean lasts(long rev) {
            return joined.rev() <= rev && (left == null || left.rev() > rev);
        }
    }

    private static final String SINCE = """
            SELECT m.users_model_id AS user_id, u.nickname, m.joined_seq, m.joined_rev, NULL::bigint AS left_seq, NULL::bigint AS left_rev
            FROM chats_model_users_users_model m JOIN users_model u ON u.id = m.users_model_id
            WHERE m.chats_model_id = ? AND m.joined_rev > ?
            UNION ALL
            SELECT f.user_id, u.nickname, f.joined_seq, f.joined_rev, f.left_seq, f.left_rev
            FROM former_members f JOIN users_model u ON u.id = f.user_id
            WHERE f.chat_id = ? AND f.left_rev > ?
            ORDER BY user_id
            """;

    private final List<Stay> stays = new ArrayList<>();
    private final long since;

    private Stays(long since) {
        this.since = since;
    }

    static Stays since(Connection connection, long chatId, long rev) throws SQLException {
        Stays stays = new Stays(rev);
        try (PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setInt(1, (int) chatId);
            select.setLong(2, rev);
            select.setInt(3, (int) chatId);
            select.setLong(4, rev);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                User user = new User(row.getLong("user_id"), row.getString("nickname"));
                long leftRev = row.getLong("left_rev");
                Position left = row.wasNull() ? null : new Position(row.getLong("left_seq"), leftRev);
                Position joined = new Position(row.getLong("joined_seq"), row.getLong("joined_rev"));
                stays.stays.add(new Stay(user, joined, left));
            }
        }
        return stays;
    }

    /** Those who are members at a rev and were not at an earlier one, by id. */
    List<User> added(long from, long at) {
        return users((was, is) -> !was && is, from, at);
    }

    /** The ids of those who were members at an earlier rev and are not at this one, ascending. */
    List<Long> removed(long from, long at) {
        return users((was, is) -> was && !is, from, at).stream().map(User::id).toList();
    }

    /** Where members came or went up to this rev, ascending. */
    List<Position> moments(long upTo) {
        return stays.stream()
                .flatMap(stay -> Stream.of(stay.joined(), stay.left()))
                .filter(at -> at != null && at.rev() > since && at.rev() <= upTo)
                .distinct()
                .sorted(Comparator.comparingLong(Position::rev))
                .toList();
    }

    /** @param wanted whether the user was a member at the earlier rev, and is one at the later */
    private List<User> users(BiPredicate<Boolean, Boolean> wanted, long from, long at) {
        Map<User, Boolean> was = new LinkedHashMap<>();
        Map<User, Boolean> is = new LinkedHashMap<>();
        for (Stay stay : stays) {
            was.merge(stay.user(), stay.lasts(from), Boolean::logicalOr);
            is.merge(stay.user(), stay.lasts(at), Boolean::logicalOr);
        }
        return was.keySet().stream()
                .filter(user -> wanted.test(was.get(user), is.get(user)))
                .toList();
    }
}
