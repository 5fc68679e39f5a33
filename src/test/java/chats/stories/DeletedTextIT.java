package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningPostgres;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a deleted message said is nowhere any more. */
class DeletedTextIT extends Story {
    private static final String TABLES = """
            SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """;

    @Test
    void whatADeletedMessageSaidIsNowhere() throws Exception {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        ChatRoom direct = new ChatRoom(alice.sends("psst").to(bob).get("chatId").asLong());
        alice.sends("a message that stays").to(chat);
        List<String> texts = new ArrayList<>();
        for (ChatRoom room : List.of(chat, direct)) {
            for (Hand hand : Hand.of(alice)) {
                String first = secret(texts);
                String id = "first of " + room.id() + " " + hand.getClass().getSimpleName();
                long seq = alice.sends(first).as(id).to(room).get("seq").asLong();
                hand.does(edit(secret(texts)), room, seq);
                hand.does(edit(first).as("back " + seq + " " + room.id()), room, seq);
                bob.does(reaction("👍"), room, seq);
                hand.does(edit(secret(texts)).as("id " + seq + " " + room.id()), room, seq);
                String last = texts.get(texts.size() - 1);
                assertTrue(whereIs(last).contains("public.messages_model"), "the search finds what is there");
                assertTrue(whereIs(hash(last)).contains("public.edits"), "and hashes");
                // read, so that whatever keeps messages in memory has it
                bob.owner().reads(room, "");
                bob.owner().looksAt(room);
                ChatListIT.page(bob.owner(), "?kind=all");
                hand.does(deletion(), room, seq);
            }
        }
        assertEquals(List.of(), whereIs(texts.toArray(String[]::new)), "as text");
        assertEquals(List.of(), whereIs(of(texts, DeletedTextIT::hash)), "as a hash");
        assertEquals(List.of(), whereIs(of(texts, text -> hex(text.getBytes(StandardCharsets.UTF_8)))), "as bytes");
        String log = server().log();
        assertFalse(texts.stream().anyMatch(log::contains), "in the server's log");
        assertEquals(1, whereIs("a message that stays").size());
        isInNothingThatIsSent(bob, texts, chat, direct);
    }

    /** Replays, pages and lists from then on. */
    private void isInNothingThatIsSent(Device bob, List<String> texts, ChatRoom... chats) {
        Device phone = another(bob);
        List<String> sent = new ArrayList<>();
        for (ChatRoom chat : chats) {
            phone.entersAfter(0, 0, chat);
            phone.hearsTheEndOfTheReplay(chat, 3, 10);
            phone.entersAfter(3, 0, chat);
            phone.hearsTheEndOfTheReplay(chat, 3, 10);
            for (String path : List.of(chat.path(), chat.messages(), chat.message(2), chat.changes(""))) {
                sent.add(bob.owner().rest().get(path).ok().toString());
            }
        }
        phone.inbox().all().forEach(frame -> sent.add(frame.data().toString()));
        for (String path : List.of("/chats?kind=all", "/whispers")) {
            sent.add(bob.owner().rest().get(path).ok().toString());
        }
        for (String text : texts) {
            assertFalse(sent.stream().anyMatch(each -> each.contains(text)), () -> "sent: " + sent);
        }
    }

    private static String secret(List<String> texts) {
        String text = "secret " + UUID.randomUUID();
        texts.add(text);
        return text;
    }

    private static String[] of(List<String> texts, UnaryOperator<String> form) {
        return texts.stream().map(form).toArray(String[]::new);
    }

    private static String hash(String text) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The tables that have rows with one of these in any column, bytes as hexadecimal digits. */
    private List<String> whereIs(String... texts) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection database = RunningPostgres.shared().connect(stage().databaseUrl());
                Statement statement = database.createStatement()) {
            List<String> tables = new ArrayList<>();
            ResultSet names = statement.executeQuery(TABLES);
            while (names.next()) {
                tables.add(names.getString(1));
            }
            Object[] patterns = Stream.of(texts).map(text -> "%" + text + "%").toArray();
            for (String table : tables) {
                try (PreparedStatement search = database.prepareStatement(
                        "SELECT EXISTS (SELECT FROM " + table + " AS whole WHERE whole::text LIKE ANY (?))")) {
                    search.setArray(1, database.createArrayOf("text", patterns));
                    ResultSet answer = search.executeQuery();
                    answer.next();
                    if (answer.getBoolean(1)) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }
}
