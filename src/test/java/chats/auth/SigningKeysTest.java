package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.schema.TestDatabase;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The signing keys of a database to which nodes come with and without {@code KEY_SECRET}. */
class SigningKeysTest {
    private final TestDatabase database = TestNode.databaseWithAKey();

    @Test
    void aNodeWithoutASecretHasMadeAKeyThatTheNextOneTakes() throws Exception {
        try (TestNode open = new TestNode(database, Map.of())) {
            assertEquals(Optional.empty(), open.keys.problem());
            assertEquals("f|" + open.keys.active().kid(), database.value("SELECT encrypted, kid FROM signing_keys"));
        }
    }

    @Test
    void aNodeWithASecretSealsTheOldKeyAndMakesANewOneWhenItIsOld() throws Exception {
        String old = database.value("SELECT kid FROM signing_keys");
        try (TestNode sealing = node("a secret")) {
            assertEquals(old, sealing.keys.active().kid());
            assertEquals("t", database.value("SELECT encrypted FROM signing_keys"));
        }
        database.run("UPDATE signing_keys SET created_at = created_at - interval '91 days'");
        try (TestNode rotating = node("a secret")) {
            assertEquals(
                    rotating.keys.active().kid(),
                    database.value("SELECT kid FROM signing_keys WHERE encrypted AND retired_at IS NULL"));
            assertEquals(
                    old, database.value("SELECT kid FROM signing_keys WHERE encrypted AND retired_at IS NOT NULL"));
        }
    }

    @Test
    void aNodeWithAnotherSecretOrNoneSaysSoAndMakesNoKey() throws Exception {
        node("a secret").close();
        database.run("UPDATE signing_keys SET created_at = created_at - interval '91 days'");

        try (TestNode wrong = node("another secret")) {
            assertHasNoKey(wrong, "KEY_SECRET is not the one");
        }
        try (TestNode none = new TestNode(database, Map.of())) {
            assertHasNoKey(none, "KEY_SECRET must be set");
        }
        assertEquals("1", database.value("SELECT count(*) FROM signing_keys"));
    }

    private static void assertHasNoKey(TestNode node, String why) {
        assertTrue(node.keys.problem().orElseThrow().startsWith(why));
        assertEquals(
                ErrorCode.UNAVAILABLE,
                assertThrows(ChatsException.class, node.keys::active).code());
    }

    private TestNode node(String secret) {
        return new TestNode(database, Map.of("KEY_SECRET", secret));
    }
}
