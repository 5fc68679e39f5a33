package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nicknames a running server gives to those who register. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class NicknamesIT {
    /** Of {@link Rest#PASSWORD}. */
    private static final String HASH = "$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm";

    private final RunningPostgres postgres;
    private final Rest stranger;
    private final String unique = Rest.newName();

    NicknamesIT(RunningServer server, RunningPostgres postgres) {
        this.postgres = postgres;
        this.stranger = Rest.stranger(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                "\u202e",
                "\u3164",
                "\ufeff",
                "\u2800",
                "\u00a0",
                "NAME\ufeff",
                "\u200bNAME",
                "NA\u00adME",
                "NAME\ufe0f",
                "two\nlines NAME",
                "two\u0085lines NAME",
                "NAME\u001b[31m",
                "NAME\u202etxt.exe",
                "\u2066NAME\u2069"
            })
    void whatCannotBeSeenIsRefused(String nickname) {
        Answer answer = register(nickname.replace("NAME", unique));

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        JsonNode violations = answer.body().path("violations");
        assertEquals(1, violations.size());
        assertEquals("nickname", violations.at("/0/field").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "건우 NAME",
                "さくら NAME",
                "محمد NAME",
                "علی\u200cرضا NAME",
                "अनुष्का NAME",
                "👨‍👩‍👧 NAME",
                "NAME ❤️",
                "Анна NAME"
            })
    void whatPeopleAreCalledIsKept(String nickname) {
        assertRegistered(nickname.replace("NAME", unique), nickname.replace("NAME", unique));
    }

    @Test
    void whiteSpaceOfAnyKindIsTrimmedAndFolded() {
        assertRegistered("Support Team " + unique, "\u00a0Support \u3000 Team\u2003" + unique + "\u00a0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Support Team NAME\u00a0",
                "Support  Team NAME",
                "SUPPORT TEAM NAME",
                "Ｓｕｐｐｏｒｔ Team NAME",
                // the first letter is Cyrillic
                "Ѕupport Team NAME",
                "ЅUPPORT TEAM NAME"
            })
    void aNicknameThatLooksLikeAnothersIsTaken(String nickname) {
        assertRegistered("Support Team " + unique, "Support Team " + unique);
        assertConflict(nickname.replace("NAME", unique));
    }

    @Test
    void whatLooksAlikeInOneScriptIsNotTaken() {
        assertRegistered("corn " + unique, "corn " + unique);
        assertRegistered("com " + unique, "com " + unique);
    }

    @Test
    void ofManyWhoWantNicknamesThatLookAlikeAtOnceOneGetsIt() {
        List<String> nicknames = List.of(
                "Scope " + unique,
                "SCOPE " + unique,
                "Ѕcope " + unique,
                "Sсope " + unique,
                "Scоpe " + unique,
                "Scoрe " + unique,
                "Scopе " + unique,
                "Ｓcope  " + unique);
        List<Integer> statuses =
                nicknames.stream()
                        .map(nickname -> CompletableFuture.supplyAsync(() -> register(nickname)))
                        .toList()
                        .stream()
                        .map(answer -> answer.join().status())
                        .sorted()
                        .toList();

        assertEquals(List.of(201, 409, 409, 409, 409, 409, 409, 409), statuses);
    }

    @Test
    void whoIsThereAlreadyStaysAndLogsIn() throws Exception {
        List<String> alike = List.of("Zoom " + unique, "ZOOM " + unique, "Zооm " + unique, "Zoom " + unique + "\u200b");
        for (int i = 0; i < alike.size(); i++) {
            insert(alike.get(i), unique + "-" + i);
        }
        assertConflict("zoom " + unique);
        for (int i = 0; i < alike.size(); i++) {
            Answer answer = stranger.login(unique + "-" + i, Rest.PASSWORD);
            assertEquals(200, answer.status());
            assertEquals(alike.get(i), answer.body().at("/user/nickname").asText());
        }
    }

    @Test
    void rowsOfOthersCountWheneverTheyAreInsertedOrRenamed() throws Exception {
        insert("Early " + unique, unique + "-early");
        assertConflict("EARLY " + unique);
        insert("Lаte " + unique, unique + "-late");
        assertConflict("Late " + unique);
        run("UPDATE users_model SET nickname = ? WHERE nickname = ?", "Renamed " + unique, "Early " + unique);
        assertConflict("RENAMED " + unique);
        assertRegistered("EARLY " + unique, "EARLY " + unique);
    }

    @Test
    void aCrowdOfOthersRowsIsComparedToo() throws Exception {
        run(
                "INSERT INTO users_model (nickname) SELECT ? || ' ' || g FROM generate_series(1, 2500) g WHERE ? <> ''",
                "Crowd " + unique,
                unique);
        List<Integer> statuses = IntStream.of(1, 1250, 2500)
                .mapToObj(i -> register("CROWD " + unique + " " + i).status())
                .toList();

        assertEquals(List.of(409, 409, 409), statuses);
        assertRegistered("Crowd " + unique + " 2501", "Crowd " + unique + " 2501");
    }

    private void assertRegistered(String expected, String nickname) {
        Answer answer = register(nickname);
        assertEquals(201, answer.status(), nickname);
        assertEquals(expected, answer.body().at("/user/nickname").asText());
    }

    private void assertConflict(String nickname) {
        JsonNode problem = register(nickname).isRefused("conflict");
        assertEquals("nickname", problem.at("/violations/0/field").asText());
    }

    private Answer register(String nickname) {
        return stranger.registerPatiently(Rest.newName() + "@example.org", nickname);
    }

    private void insert(String nickname, String name) throws Exception {
        run(
                "INSERT INTO users_model (nickname, email, password) VALUES (?, ?, ?)",
                nickname,
                name + "@example.org",
                HASH);
    }

    private void run(String sql, String... values) throws Exception {
        try (Connection connection = postgres.connect(ServerUnderTest.databaseUrl());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            List<String> all = Stream.of(values).toList();
            for (int i = 0; i < all.size(); i++) {
                statement.setString(i + 1, all.get(i));
            }
            statement.executeUpdate();
        }
    }
}
