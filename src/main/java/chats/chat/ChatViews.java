package chats.chat;

import chats.database.Pool;
import chats.http.Page;
import chats.http.Paging;
import chats.log.Membership;
import chats.log.Message;
import chats.log.MessageRow;
import chats.log.Position;
import chats.log.StoredChatChange;
import chats.marks.ReadMarks;
import chats.marks.ReadState;
import chats.users.NicknameLearned;
import chats.users.User;
import chats.users.UsersService;
import chats.writer.ChatActivity;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Reads chats as clients see them, with members and last messages, by plain SQL: JPA entities would cost several times
 * as much. A chat is cached with its highest seq and rev, since only a new message, a change or a rename changes it.
 */
@ApplicationScoped
public class ChatViews implements ChatActivity {
    private static final String CHATS =
            "SELECT c.id, c.name, c.history, c.created_at, c.updated_at, c.last_seq, c.highest_rev,"
                    + " c.low_user_id, c.high_user_id, " + MessageRow.COLUMNS + """
            , own.members, own.admins
            FROM chats_model c
            LEFT JOIN LATERAL (
                SELECT array_agg(users_model_id ORDER BY users_model_id) AS members,
                    array_agg(users_model_id ORDER BY users_model_id) FILTER (WHERE is_admin) AS admins
                FROM chats_model_users_users_model WHERE chats_model_id = c.id) own ON true
            LEFT JOIN messages_model m ON m.chat_id = c.id AND m.seq = c.last_seq WHERE c.id = ANY(?)
            """;

    private static final int MAX_CACHED_BYTES = 8 << 20;
    private static final int BYTES_OF_A_CHAT = 400;
    private static final int BYTES_OF_A_MEMBER = 16;
    private static final int BYTES_OF_A_REACTION = 24;

    private final Cache<Long, Chat> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_BYTES)
            .weigher((Long id, Chat chat) -> bytes(chat))
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    private final DataSource database;
    private final ChatLists lists;
    private final Memberships memberships;
    private final UsersService users;
    private final ReadMarks marks;

    @Inject
    ChatViews(
            @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION) DataSource database,
            ChatLists lists,
            Memberships memberships,
            UsersService users,
            ReadMarks marks) {
        this.database = database;
        this.marks = marks;
        this.lists = lists;
        this.memberships = memberships;
        this.users = users;
    }

    @Override
    public void messageStored(long chatId) {
        lists.changed(chatId);
    }

    /** Drops the cached view of the chat, which may hold the old text. */
    @Override
    public void messageChanged(long chatId) {
        cache.invalidate(chatId);
        lists.changed(chatId);
    }

    @Override
    public void chatChanged(StoredChatChange change) {
        messageChanged(change.chatId());
        change.added().forEach(lists::membersChanged);
        change.removed().forEach(user -> {
            lists.membersChanged(user);
            memberships.forget(change.chatId(), user);
        });
    }

    @Override
    public void membershipAsked(long chatId, long userId) {
        memberships.forget(chatId, userId);
    }

    /** Drops the cached views that show an old nickname. */
    void onNicknameLearned(@Observes NicknameLearned learned) {
        cache.asMap().values().removeIf(chat -> shows(chat, learned.users().keySet()));
    }

    private static boolean shows(Chat chat, Set<Long> userIds) {
        return chat.users().stream().anyMatch(user -> userIds.contains(user.id()))
                || chat.lastMessage() != null
                        && userIds.contains(chat.lastMessage().author().id());
    }

    /** A page of the user's chats, the one with the latest activity first. What has gone since the list was read is left out. */
    Page<Chat> page(long userId, ChatKind kind, Paging paging) {
        ChatLists.Part part = lists.part(userId, kind, paging);
        Map<Long, Chat> chats = new HashMap<>();
        part.entries().forEach(entry -> cached(entry).ifPresent(chat -> chats.put(chat.id(), chat)));
        chats.putAll(read(part.entries().stream()
                .map(ChatLists.Entry::chatId)
                .filter(id -> !chats.containsKey(id))
                .toList()));
        boolean isCached = lists.isCached(userId, kind);
        Map<Long, Membership> own =
                isCached ? memberships.known(chats.keySet(), userId) : memberships.now(chats.keySet(), userId);
        List<Chat> seen = part.entries().stream()
                .filter(entry -> own.containsKey(entry.chatId()))
                .map(entry -> chats.get(entry.chatId()))
                .toList();
        List<ReadMarks.Shown> shown =
                seen.stream().map(chat -> shown(chat, own.get(chat.id()))).toList();
        Map<Long, ReadState> states = isCached ? marks.ofRooms(userId, shown) : marks.of(userId, shown);
        return Page.of(shownTo(userId, seen, own, states), part.total(), paging);
    }

    /** The chat as its member sees it. */
    Chat shownTo(long userId, Chat chat, Membership own) {
        Map<Long, ReadState> state = marks.of(userId, List.of(shown(chat, own)));
        return shownTo(userId, List.of(chat), Map.of(chat.id(), own), state).get(0);
    }

    private static List<Chat> shownTo(
            long userId, List<Chat> chats, Map<Long, Membership> own, Map<Long, ReadState> states) {
        return chats.stream()
                .map(chat ->
                        chat.hiding(own.get(chat.id()).hidden()).readBy(readBy(userId, chat, states.get(chat.id()))))
                .toList();
    }

    /** What another node has not stored yet of his sending counts, if the last message is his. */
    private static ReadState readBy(long userId, Chat chat, ReadState state) {
        boolean isLastOwn =
                chat.lastMessage() != null && chat.lastMessage().author().id() == userId;
        return isLastOwn ? state.readUpTo(chat.lastSeq()) : state;
    }

    /** Where a node of the version before has added him, no mark says that he had read what there was. */
    private static ReadMarks.Shown shown(Chat chat, Membership own) {
        return new ReadMarks.Shown(
                chat.id(),
                new Position(chat.lastSeq(), chat.lastRev()),
                own.joined().seq());
    }

    /** The chat as those see it who have come with this position. */
    Chat shownToNew(Chat chat, Position joined, Position hidden) {
        return chat.hiding(hidden)
                .readBy(marks.ofNewcomer(
                        new ReadMarks.Shown(chat.id(), new Position(chat.lastSeq(), chat.lastRev()), joined.seq())));
    }

    /** One chat, shown to nobody yet. */
    Optional<Chat> one(long chatId) {
        return Optional.ofNullable(read(List.of(chatId)).get(chatId));
    }

    private Optional<Chat> cached(ChatLists.Entry entry) {
        return Optional.ofNullable(cache.getIfPresent(entry.chatId()))
                .filter(chat -> new Position(chat.lastSeq(), chat.lastRev()).covers(entry.last()));
    }

    private Map<Long, Chat> read(Collection<Long> chatIds) {
        Map<Long, Chat> chats = new HashMap<>();
        if (!chatIds.isEmpty()) {
            long asOf = users.learned();
            List<ChatRow> rows = rows(chatIds);
            Map<Long, User> people =
                    users.find(rows.stream().flatMap(ChatRow::userIds).collect(Collectors.toSet()));
            rows.forEach(row -> chats.put(row.id(), row.toChat(people)));
            cache.putAll(chats);
            if (users.learned() != asOf) {
                cache.invalidateAll(chatIds);
            }
        }
        return chats;
    }

    private List<ChatRow> rows(Collection<Long> chatIds) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CHATS)) {
            select.setArray(1, connection.createArrayOf("int4", chatIds.toArray()));
            ResultSet row = select.executeQuery();
            List<ChatRow> rows = new ArrayList<>(chatIds.size());
            while (row.next()) {
                rows.add(ChatRow.of(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static int bytes(Chat chat) {
        return BYTES_OF_A_CHAT
                + chat.users().size() * BYTES_OF_A_MEMBER
                + (chat.lastMessage() == null ? 0 : bytes(chat.lastMessage()));
    }

    private static int bytes(Message message) {
        return message.message().length() + message.reacting() * BYTES_OF_A_REACTION;
    }
}
