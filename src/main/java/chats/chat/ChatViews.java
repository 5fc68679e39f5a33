package chats.chat;

import chats.http.Page;
import chats.http.Paging;
import chats.users.User;
import chats.users.UsersService;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Chats as clients see them, with members and last messages. The list of chats is what clients ask for most, so one statement reads
 * all that is shown, past the entities, which would cost several times as much.
 */
@ApplicationScoped
class ChatViews {
    private static final String SHOWN = """
            c.id, c.name, c.created_at, c.updated_at, c.last_seq,
            ARRAY(SELECT users_model_id FROM chats_model_users_users_model
                  WHERE chats_model_id = c.id ORDER BY users_model_id) AS members,
            m.id AS message_id, m.author_id, m.message, m.client_message_id, m.created_at AS sent_at
            """;

    private static final String LAST_MESSAGE =
            " LEFT JOIN messages_model m ON m.chat_id = c.id AND m.seq = c.last_seq ";

    /** One row for each chat of the page, or one without a chat where the page is empty. */
    private static final String PAGE =
            "SELECT own.total, " + SHOWN + """
            FROM (SELECT count(*) AS total FROM chats_model_users_users_model WHERE users_model_id = ?) own
            LEFT JOIN (SELECT c.* FROM chats_model_users_users_model mine JOIN chats_model c ON c.id = mine.chats_model_id
                       WHERE mine.users_model_id = ?
                       ORDER BY c.updated_at DESC, c.id DESC LIMIT ? OFFSET ?) c ON true
            """ + LAST_MESSAGE + "ORDER BY c.updated_at DESC, c.id DESC";

    private static final String ONE = "SELECT " + SHOWN + "FROM chats_model c" + LAST_MESSAGE + "WHERE c.id = ?";

    @Resource(lookup = "jdbc/chats")
    private DataSource database;

    private final UsersService users;

    @Inject
    ChatViews(UsersService users) {
        this.users = users;
    }

    protected ChatViews() {
        this(null);
    }

    /** A page of the user's chats, the one with the latest activity first. */
    Page<Chat> page(long userId, Paging paging) {
        List<ChatRow> rows = new ArrayList<>(paging.limit());
        long total = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) userId);
            select.setInt(3, paging.limit());
            select.setLong(4, paging.offset());
            ResultSet row = select.executeQuery();
            while (row.next()) {
                total = row.getLong("total");
                ChatRow.of(row).ifPresent(rows::add);
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
        return Page.of(chats(rows), total, paging);
    }

    Optional<Chat> one(long chatId) {
        List<ChatRow> rows = new ArrayList<>(1);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setInt(1, (int) chatId);
            ResultSet row = select.executeQuery();
            if (row.next()) {
                ChatRow.of(row).ifPresent(rows::add);
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
        return chats(rows).stream().findFirst();
    }

    private List<Chat> chats(List<ChatRow> rows) {
        Map<Long, User> people =
                users.find(rows.stream().flatMap(ChatRow::people).collect(Collectors.toSet()));
        return rows.stream().map(row -> row.toChat(people)).toList();
    }
}
